/** Convolutions. https://docs.pytorch.org/docs/stable/nn.html#convolution-layers */
import { plainConvolution, transposedConvolution } from '../../modules/layers/convolution.ts';
import { TORCH_NN } from '../dialect.ts';
import { TORCH_TRANSPOSED, TORCH_WINDOWS } from '../windows.ts';

/** Sizes make the weight, the first of them no flag; the others are looked at when the layer is called. */
const PLAIN = `in_channels, out_channels: int, kernel_size: sizes, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device: device=None, dtype: dtype=None`;
const TRANSPOSED = `in_channels: int, out_channels: int, kernel_size: sizes, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device: device=None, dtype: dtype=None`;

const CALLED = 'stride: ints=1, padding: padding=0, dilation: ints=1, groups: int=1';
const TRANSPOSED_CALLED =
  'stride: ints=1, padding: ints=0, output_padding: ints=0, groups: int=1, dilation: ints=1';

const grouped = ['in_channels', 'out_channels'] as const;

export const CONVOLUTION = [1, 2, 3].flatMap(rank => [
  plainConvolution(TORCH_NN, {
    name: `Conv${rank}d`,
    bases: ['_ConvNd'],
    signature: PLAIN,
    called: CALLED,
    rank,
    grouped,
    style: TORCH_WINDOWS,
  }),
  transposedConvolution(TORCH_NN, {
    name: `ConvTranspose${rank}d`,
    bases: ['_ConvNd'],
    signature: TRANSPOSED,
    called: TRANSPOSED_CALLED,
    rank,
    grouped,
    style: TORCH_TRANSPOSED,
  }),
]);

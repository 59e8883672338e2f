/** Convolutions. https://docs.pytorch.org/docs/stable/nn.html#convolution-layers */
import { plainConvolution, transposedConvolution } from '../../modules/layers/convolution.ts';
import { TORCH_NN } from '../dialect.ts';
import { TORCH_TRANSPOSED, TORCH_WINDOWS } from '../windows.ts';

const PLAIN = `in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device: device=None, dtype: dtype=None`;
const TRANSPOSED = `in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device: device=None, dtype: dtype=None`;

const grouped = ['in_channels', 'out_channels'] as const;

export const CONVOLUTION = [1, 2, 3].flatMap(rank => [
  plainConvolution(TORCH_NN, { name: `Conv${rank}d`, signature: PLAIN, rank, grouped, style: TORCH_WINDOWS }),
  transposedConvolution(TORCH_NN, {
    name: `ConvTranspose${rank}d`,
    signature: TRANSPOSED,
    rank,
    grouped,
    style: TORCH_TRANSPOSED,
  }),
]);

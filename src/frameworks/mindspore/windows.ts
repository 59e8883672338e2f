/**
 * Convolutions and poolings, whose padding is a mode: 'same' where nothing is said for a convolution, 'valid' for a pooling.
 * https://www.mindspore.cn/docs/en/master/api_python/nn/mindspore.nn.Conv1d.html, run with MindSpore 2.10.
 */
import { type Padding, size } from '../../shapes/index.ts';
import { plainConvolution } from '../modules/layers/convolution.ts';
import { adaptivePoolingLayer, poolingLayer } from '../modules/layers/pooling.ts';
import { evenPaddings, USUAL_LENGTHS, type WindowStyle } from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import { asDim, itemsOf, type NativeClass } from '../parts.ts';
import { MINDSPORE_NN } from './dialect.ts';

/** What `padding` says counts with `pad_mode='pad'` alone; anything but 0 beside another mode is refused. */
function paddings(options: Options, rank: number): readonly Padding[] | undefined {
  const mode = options.text('pad_mode');
  if (mode === 'pad') return explicit(options, rank);
  if (mode !== 'same' && mode !== 'valid') return undefined;
  if (options.int('padding') !== undefined && options.int('padding') !== 0)
    options.refuse(
      'padding',
      `0 beside pad_mode='${mode}'`,
      'value',
      "the 'pad' must be zero when 'pad_mode' is not 'pad'",
    );
  return Array.from({ length: rank }, () => mode);
}

/** One number for all sides, or of an image those of the top, the bottom, the left and the right. */
function explicit(options: Options, rank: number): readonly Padding[] | undefined {
  const sides = itemsOf(options.bound.value('padding'))?.map(asDim);
  if (!sides) return evenPaddings(options, rank);
  const [top, bottom, left, right] = sides;
  const isImage = rank === 2 && top && bottom && left && right;
  return isImage
    ? [
        { before: top, after: bottom },
        { before: left, after: right },
      ]
    : undefined;
}

const convolving: WindowStyle = {
  paddings,
  ...USUAL_LENGTHS,
  batchedOnly: true,
  says: {
    convolutionRank: () => 'the x shape size must be equal to 4',
    channels:
      "'C_in' of input 'x' shape divide by parameter 'group' must be equal to 'C_in' of input 'weight' shape",
    convolutionWindow:
      "input shape's h and w after padding must be greater than or equal to kernel_size's h and w respectively",
  },
};

/** How the padding of a pooling changes lengths with 'pad' is not told. */
const pooling: WindowStyle = {
  ...convolving,
  paddings: (options, rank) => (options.text('pad_mode') === 'pad' ? undefined : paddings(options, rank)),
  batchedOnly: false,
  says: { poolingWindow: 'the each element of the output shape must be larger than 0' },
};

const convolution = (rank: 1 | 2): NativeClass =>
  plainConvolution(MINDSPORE_NN, {
    name: `Conv${rank}d`,
    signature: `in_channels, out_channels, kernel_size, stride=1, pad_mode='same', padding=0, dilation=1, group=1, has_bias=False, weight_init=None, bias_init=None, ${rank === 2 ? `data_format='NCHW', ` : ''}dtype=None`,
    rank,
    style: convolving,
    grouped: ['in_channels', 'out_channels'],
    groups: {
      name: 'group',
      says: "The argument 'group' should be divisible by 'in_channels' and 'out_channels'",
    },
    ...(rank === 1 && { stored: kernel => [size(1), ...kernel] }),
  });

const TAIL = `kernel_size=1, stride=1, pad_mode='valid', padding=0`;
const POOLINGS: Readonly<Record<string, string>> = {
  MaxPool: `${TAIL}, dilation=1, return_indices=False, ceil_mode=False`,
  AvgPool: `${TAIL}, ceil_mode=False, count_include_pad=True`,
};

export const WINDOWS: readonly NativeClass[] = ([1, 2] as const).flatMap(rank => [
  convolution(rank),
  ...Object.entries(POOLINGS).map(([name, signature]) =>
    poolingLayer(MINDSPORE_NN, {
      name: `${name}${rank}d`,
      signature: rank === 2 ? `${signature}, data_format='NCHW', **kwargs` : signature,
      rank,
      style: pooling,
    }),
  ),
  ...['AdaptiveAvgPool', 'AdaptiveMaxPool'].map(name =>
    adaptivePoolingLayer(MINDSPORE_NN, {
      name: `${name}${rank}d`,
      signature: 'output_size, return_indices=False',
      rank,
      style: pooling,
    }),
  ),
]);

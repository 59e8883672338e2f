/** What Paddle's convolutions and poolings ask of their arguments, and what they say. Sources: paddle/nn/functional/conv.py, pooling.py (_update_padding_nd), phi/infermeta. */
import { type Padding, windowsTowardsZero } from '../../shapes/index.ts';
import { evenPaddings, type WindowStyle } from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import { asDim, itemsOf, type Value } from '../parts.ts';

/**
 * 'SAME' or 'VALID' in any case; a number, one for each axis, two for each axis (before and after), or a pair for each of all axes, batch and
 * channels included.
 */
function paddings(options: Options, rank: number): readonly Padding[] | undefined {
  const text = options.text('padding')?.toLowerCase();
  // Maxima with their places are taken without the padding of 'SAME'.
  const keepsPlaces = options.bound.names.includes('return_mask') && options.flag('return_mask') !== false;
  if (text === 'same' && keepsPlaces) return undefined;
  if (text === 'same' || text === 'valid') return Array.from({ length: rank }, () => text);
  const items = itemsOf(options.bound.value('padding'));
  if (items?.length === rank + 2 && items[0]?.kind === 'list')
    return pairs(items.slice(-rank).map(item => itemsOf(item) ?? []));
  if (items?.length === rank * 2)
    return pairs(Array.from({ length: rank }, (_, i) => items.slice(2 * i, 2 * i + 2)));
  return evenPaddings(options, rank);
}

function pairs(all: readonly (readonly Value[])[]): readonly Padding[] | undefined {
  const known = all.flatMap(([first, second]) => {
    const [before, after] = [first && asDim(first), second && asDim(second)];
    return before && after ? [{ before, after }] : [];
  });
  return known.length === all.length ? known : undefined;
}

export const PADDLE_WINDOWS: WindowStyle = {
  paddings,
  convolutionLength: windowsTowardsZero,
  poolingLength: windowsTowardsZero,
  batchedOnly: true,
  says: {
    convolutionRank: rank =>
      rank === 1 ? 'Input x should be 3D tensor' : 'The input of Op(Conv) should be a 4-D or 5-D Tensor',
    channels: `The number of input's channels should be equal to filter's channels * groups for Op(Conv)`,
    transposedChannels:
      'The number of input channels should be equal to filter channels for Op(conv_transpose)',
    noOutputs: 'the size of filter at axis 0 should be greater than 0',
    poolingRank: rank => (rank === 1 ? 'Excepted Input X is 3-D tensor' : undefined),
    poolingWindow: 'the output size must be greater than or equal to 0',
  },
};

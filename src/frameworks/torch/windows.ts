/** What torch's convolutions and poolings ask of their arguments, and what they say. Sources: torch/nn/modules/conv.py, aten/src/ATen/native/Convolution.cpp, Pool.h. */
import { constantOf, type Padding } from '../../shapes/index.ts';
import { evenPaddings, USUAL_LENGTHS, type WindowStyle } from '../modules/layers/window.ts';
import type { Options } from '../modules/options.ts';
import { itemsOf } from '../parts.ts';

/** Numbers, 'valid', or without strides 'same'. */
function paddings(options: Options, rank: number): readonly Padding[] | undefined {
  const text = options.text('padding');
  if (text === undefined) return evenPaddings(options, rank);
  if (text !== 'same' && text !== 'valid') {
    options.refuse('padding', "'same', 'valid' or numbers", 'value', 'Invalid padding string');
    return undefined;
  }
  if (text === 'same' && isStrided(options)) {
    const says = "padding='same' is not supported for strided convolutions";
    options.refuse('padding', 'a number', 'value', says);
  }
  return Array.from({ length: rank }, () => text);
}

function isStrided(options: Options): boolean {
  const stride = options.bound.value('stride');
  const all = itemsOf(stride) ?? [stride];
  return all.some(each => each.kind === 'number' && each.dim && (constantOf(each.dim) ?? 1) > 1);
}

export const TORCH_WINDOWS: WindowStyle = {
  paddings,
  ...USUAL_LENGTHS,
  batchedOnly: false,
  refusesFlags: true,
  says: {
    convolutionRank: rank => `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to`,
    channels: 'expected input… to have … channels, but got … channels instead',
    transposedChannels: 'expected input… to have … channels, but got … channels instead',
    dtype: 'Input type and weight type should be the same',
    noOutputs: 'expected weight to be at least 1 at dimension 0',
    convolutionWindow: `Kernel size can't be greater than actual input size`,
    poolingRank: rank => `${rank + 1}D or ${rank + 2}D (batch mode) tensor`,
    poolingWindow: 'Invalid computed output size: 0',
  },
};

/** A transposed convolution takes numbers alone. */
export const TORCH_TRANSPOSED: WindowStyle = { ...TORCH_WINDOWS, paddings: evenPaddings };

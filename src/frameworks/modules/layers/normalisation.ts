/** Normalisation over the last axes and over channels: what layers of all frameworks check and give. */
import { constantOf, type Dim, less, size } from '../../../shapes/index.ts';
import { checkSize, refused, refuseRank, result } from '../../array/scene.ts';
import { asDim, isUnpassed, itemsOf, type Operand, type Value } from '../../parts.ts';
import { inputOf, needWide } from '../inputs.ts';
import { noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';

/** What the framework says of a wrong input; absent: nothing is known of its words. */
export interface NormalisationWords {
  /** Sizes of the last axes. */
  readonly shape?: string;
  readonly channels?: string;
  readonly rank?: (wanted: string, rank: number) => string;
  /** Whole numbers, over the last axes. */
  readonly dtype?: string;
}

export function giveNormalised(use: Use, input: Operand): Value {
  noteCall(use, [input.shape], [input.shape]);
  return result(use, input.shape, { parents: [input.tensor], dtype: 'float' });
}

export function normalizedShape(options: Options): readonly Dim[] | undefined {
  const value = options.bound.value('normalized_shape');
  const one = asDim(value);
  const dims = one ? [one] : itemsOf(value)?.map(asDim);
  if (!dims || dims.some(dim => !dim || isUnpassed(dim))) return undefined;
  if (dims.some(dim => dim && less(dim, size(0)) === true) && options.flag('elementwise_affine') === true)
    options.refuse('normalized_shape', 'sizes of at least 0');
  return dims.flatMap(dim => (dim ? [options.named('normalized_shape', dim)] : []));
}

/** The last axes must equal normalized_shape. */
export function callLastAxes(
  use: Use,
  wanted: readonly Dim[] | undefined,
  words: NormalisationWords = {},
): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && wanted) {
    const start = shape.length - wanted.length;
    if (start < 0) return refuseRank(use, input, [wanted.length, wanted.length + 1], ['batch', 'features']);
    for (const [i, expected] of wanted.entries()) {
      const wrong = checkSize(use, input, {
        axis: start + i,
        expected,
        parameter: 'normalized_shape',
        says: words.shape,
      });
      if (wrong) return wrong;
    }
  }
  return needWide(use, input, words.dtype) ?? giveNormalised(use, input);
}

/**
 * What is normalised in itself and then scaled by weights along an axis with operators: sizes of 1 are stretched, the weights' or the input's, so that nothing
 * is told of them.
 */
export function callScaled(use: Use, axis: number, expected: Dim, parameter: string): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const given = input.shape?.at(axis);
  const isPlain = given !== undefined && constantOf(expected) !== 1 && constantOf(given) !== 1;
  return isPlain
    ? (checkSize(use, input, { axis, expected, parameter }) ?? giveNormalised(use, input))
    : result(use, undefined, { parents: [input.tensor], dtype: 'float' });
}

export interface ChannelKind {
  readonly name: string;
  readonly ranks: readonly number[];
  readonly parameter: 'num_features' | 'num_channels';
  readonly says?: NormalisationWords;
}

export const BATCH_AXES = ['batch', 'channels', 'length', 'height', 'width'];

/** Axis 1 holds the channels. Without weights and running statistics nothing is compared. */
export function callChannels(use: Use, kind: ChannelKind, channels: Dim, compares: boolean): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && !kind.ranks.includes(shape.length)) {
    const wanted = kind.ranks.map(rank => `${rank}D`).join(' or ');
    const says = kind.says?.rank?.(wanted, shape.length);
    return refuseRank(use, input, kind.ranks, BATCH_AXES.slice(0, kind.ranks.at(-1)), says);
  }
  const wanted = {
    axis: 1,
    expected: compares ? channels : undefined,
    parameter: kind.parameter,
    says: kind.says?.channels,
  };
  return checkSize(use, input, wanted) ?? needWide(use, input) ?? giveNormalised(use, input);
}

/** Normalisation over the last axes and over channels: what layers of all frameworks check and give. */
import { compare, type Dim } from '../../../shapes/index.ts';
import { refused, refuseRank, refuseSize, result } from '../../array/scene.ts';
import { asDim, itemsOf, type Operand, type Value } from '../../parts.ts';
import { inputOf, needFloat } from '../inputs.ts';
import { noteCall, type Use } from '../layer-class.ts';
import type { Options } from '../options.ts';

const MIXED = 'mixed dtype (CPU): all inputs must share same datatype.';
const CHANNELS = 'running_mean should contain as many elements as the input has channels';

export function giveNormalised(use: Use, input: Operand): Value {
  noteCall(use, [input.shape], [input.shape]);
  return result(use, input.shape, { parents: [input.tensor], dtype: 'float' });
}

export function normalizedShape(options: Options): readonly Dim[] | undefined {
  const value = options.bound.value('normalized_shape');
  const one = asDim(value);
  const dims = one ? [one] : itemsOf(value)?.map(asDim);
  if (!dims || dims.some(dim => !dim)) return undefined;
  return dims.flatMap(dim => (dim ? [options.named('normalized_shape', dim)] : []));
}

/** The last axes must equal normalized_shape. */
export function callLastAxes(use: Use, wanted: readonly Dim[] | undefined): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && wanted) {
    const start = shape.length - wanted.length;
    if (start < 0) return refuseRank(use, input, [wanted.length, wanted.length + 1], ['batch', 'features']);
    for (const [i, expected] of wanted.entries()) {
      const actual = shape[start + i];
      if (!actual || compare(actual, expected) !== 'different') continue;
      const says =
        use.framework === 'torch'
          ? 'Given normalized_shape, expected input with shape [*, normalized_shape]'
          : undefined;
      return refuseSize(use, input, {
        axis: start + i,
        expected,
        actual,
        parameter: 'normalized_shape',
        says,
      });
    }
  }
  return needFloat(use, input, use.framework === 'torch' ? MIXED : undefined) ?? giveNormalised(use, input);
}

export interface ChannelKind {
  readonly name: string;
  readonly ranks: readonly number[];
  readonly parameter: 'num_features' | 'num_channels';
  readonly says?: string;
}

export const BATCH_AXES = ['batch', 'channels', 'length', 'height', 'width'];

/** Axis 1 holds the channels. Without weights and running statistics nothing is compared. */
export function callChannels(use: Use, kind: ChannelKind, channels: Dim, compares: boolean): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (shape && !kind.ranks.includes(shape.length)) {
    const wanted = kind.ranks.map(rank => `${rank}D`).join(' or ');
    const says =
      use.framework === 'torch' ? `expected ${wanted} input (got ${shape.length}D input)` : undefined;
    return refuseRank(use, input, kind.ranks, BATCH_AXES.slice(0, kind.ranks.at(-1)), says);
  }
  const actual = shape?.[1];
  if (compares && actual && compare(actual, channels) === 'different') {
    return refuseSize(use, input, {
      axis: 1,
      expected: channels,
      actual,
      parameter: kind.parameter,
      says: use.framework === 'torch' ? CHANNELS : undefined,
    });
  }
  return needFloat(use, input) ?? giveNormalised(use, input);
}

/** `addmm(bias, x, W.T)`: what every layer of mlx.nn begins with. Integers are taken: they become floats. */
import { compare, type Dim, type Shape } from '../../shapes/index.ts';
import { refuseRank, refuseSize } from '../array/scene.ts';
import { lastAxisIndex, lastAxisOf } from '../modules/last-axis.ts';
import type { Use } from '../modules/layer-class.ts';
import type { Operand, Value } from '../parts.ts';

export interface Factor {
  /** The constructor argument that the features' size comes from. */
  readonly parameter: string;
  readonly features: Dim;
  /** Ranks that are taken, the least first; more axes than the last do no harm. */
  readonly ranks: readonly number[];
  readonly axes: readonly string[];
  readonly says: string;
}

const SAYS = '[addmm] Last dimension of first input must match second to last dimension of second input';

/** The result of a refusal; undefined where nothing is provably wrong. */
export function refuseProduct(use: Use, input: Operand, factor: Factor): Value | undefined {
  const { parameter, features, ranks, axes, says } = factor;
  const least = ranks[0] ?? 1;
  if (input.shape && input.shape.length < least) return refuseRank(use, input, ranks, axes, says);
  const actual = lastAxisOf(input);
  if (!actual || compare(actual, features) !== 'different') return undefined;
  return refuseSize(use, input, {
    axis: lastAxisIndex(input),
    expected: features,
    actual,
    parameter,
    says: SAYS,
  });
}

/** The shape with another size along its last axis. */
export const withLast = (shape: Shape | undefined, last: Dim): Shape | undefined =>
  shape && [...shape.slice(0, -1), last];

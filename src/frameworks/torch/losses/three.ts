/** Losses of three operands. https://github.com/pytorch/pytorch/blob/v2.13.0/torch/nn/functional.py */
import {
  broadcastAll,
  compare,
  constantOf,
  type Mismatch,
  product,
  type Shape,
  size,
} from '../../../shapes/index.ts';
import { isFloat, type Value } from '../../parts.ts';

/** The operand that does not fit the others, and why. */
export interface Misfit {
  readonly operand: 0 | 1 | 2;
  readonly mismatch: Mismatch;
}

export interface ThreeOperands {
  /** Whether an operand may be a number of Python's. */
  readonly takesNumber?: (name: string, value: Value) => boolean;
  readonly check: (shapes: readonly [Shape, Shape, Shape]) => Misfit | undefined;
}

const ofRank = (operand: 0 | 1 | 2, rank: number, least: number, most = least): Misfit => ({
  operand,
  mismatch: { kind: 'rank', operand, expected: { least, most }, actual: rank },
});

/** They stretch to one shape. */
function apart(shapes: readonly Shape[]): Misfit | undefined {
  const outcome = broadcastAll(shapes);
  if (outcome.ok) return undefined;
  const { mismatch } = outcome;
  const operand = mismatch.kind === 'dims' ? mismatch.right.operand : 2;
  return { operand: operand === 1 ? 1 : operand === 0 ? 0 : 2, mismatch };
}

const sameRank = ([first, ...others]: readonly Shape[]): Misfit | undefined => {
  const index = others.findIndex(shape => first && shape.length !== first.length);
  return index < 0 ? undefined : ofRank(index === 0 ? 1 : 2, others[index]?.length ?? 0, first?.length ?? 0);
};

/** `margin_ranking_loss`, `triplet_margin_loss`: of one rank, and they stretch to one shape. */
export const SPREAD: ThreeOperands = { check: shapes => sameRank(shapes) ?? apart(shapes) };

/** `cosine_embedding_loss`: pairs of vectors with a vector of targets, or one pair with one target. */
export const PAIRS: ThreeOperands = {
  check: ([first, second, target]) => {
    if (target.length > 1) return ofRank(2, target.length, 0, 1);
    const rank = target.length === 1 ? 2 : 1;
    if (first.length !== rank) return ofRank(0, first.length, rank);
    if (second.length !== rank) return ofRank(1, second.length, rank);
    const rows = apart([first, second]);
    if (rows || target.length === 0) return rows;
    const each = broadcastAll([first, second]);
    const wrong = each.ok ? apart([target, each.value.slice(0, -1)]) : undefined;
    return wrong && { operand: 2, mismatch: wrong.mismatch };
  },
};

/** `gaussian_nll_loss`: one variance for each value, or one for each row. */
export const VARIANCES: ThreeOperands = {
  takesNumber: (name, value) =>
    name === 'target' ? value.kind === 'number' : name === 'var' && isFloat(value),
  check: ([input, target, variance]) => {
    const between = apart([input, target]);
    if (between) return { operand: 1, mismatch: between.mismatch };
    if (variance.length === input.length - 1) {
      const wrong = differing(input.slice(0, -1), variance);
      return wrong[0] === undefined ? undefined : sizes(input, variance, wrong[0]);
    }
    if (input.length !== variance.length) return ofRank(2, variance.length, input.length - 1, input.length);
    // One axis may be of size 1, wherever it stands.
    const wrong = differing(input, variance);
    const [axis] = wrong;
    const total = wrong.reduce((sum, i) => sum + (constantOf(variance[i] ?? size(1)) ?? 1), 0);
    const isKnown = [...input, ...variance].every(dim => constantOf(dim) !== undefined);
    return axis === undefined || total === 1 || !isKnown ? undefined : sizes(input, variance, axis);
  },
};

/** Axes along which two shapes of one rank provably differ. */
const differing = (a: Shape, b: Shape): readonly number[] =>
  a.flatMap((dim, i) => (b[i] && compare(dim, b[i]) === 'different' ? [i] : []));

function sizes(input: Shape, variance: Shape, axis: number): Misfit | undefined {
  const [own, given] = [input[axis], variance[axis]];
  if (!own || !given) return undefined;
  const sides = { left: { operand: 0, axis, dim: own }, right: { operand: 2, axis, dim: given } };
  return { operand: 2, mismatch: { kind: 'dims', ...sides } };
}

/**
 * `ctc_loss`: (T, N, C) with targets (N, S) or (all together,), or (T, C) of one example; a length for each example.
 * https://github.com/pytorch/pytorch/blob/v2.13.0/aten/src/ATen/native/LossCTC.cpp
 */
export function wrongLengths(logProbs: Shape, lengths: Shape): Mismatch | undefined {
  const batch = logProbs.length === 3 ? logProbs[1] : size(1);
  // However they lie: one number is taken for the only example of a batch.
  const count = product(lengths);
  if (!batch || compare(batch, count) !== 'different') return undefined;
  if (lengths.length === 0) return ofRank(1, 0, 1).mismatch;
  const left = { operand: 0, axis: 1, dim: batch };
  return { kind: 'dims', left, right: { operand: 1, axis: 0, dim: count } };
}

/** Targets in rows are as many as the examples. */
export function wrongTargets(logProbs: Shape, targets: Shape): Mismatch | undefined {
  if (targets.length === 0 || targets.length > 2) return ofRank(1, targets.length, 1, 2).mismatch;
  return targets.length === 2 ? wrongLengths(logProbs, targets.slice(0, 1)) : undefined;
}

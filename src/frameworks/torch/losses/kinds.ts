/** What losses ask of the shapes of output and target, and the shape they give without a reduction. */
import {
  broadcast,
  broadcastTo,
  compare,
  constantOf,
  difference,
  differenceAlong,
  less,
  type Mismatch,
  otherRank,
  type Shape,
  size,
} from '../../../shapes/index.ts';
import type { Dtype, Operand } from '../../parts.ts';

type Check = (output: Shape, target: Shape, targetOperand: Operand) => Mismatch | undefined;

export interface Loss {
  /** What is said of targets of another dtype than the output: whole numbers beside floats. Absent: they are taken. */
  readonly saysMixed?: string;
  /** Dtypes that the output, or the target, may not be of. */
  readonly refuses?: {
    readonly output: readonly Dtype[];
    readonly target: readonly Dtype[];
    readonly says?: string;
  };
  readonly check: Check;
  /** The shape without a reduction. */
  readonly each: (output: Shape, target: Shape) => Shape | undefined;
  /** Counts classes: targets without the class axis are integers. */
  readonly takesIndices?: boolean;
  /** And no probabilities: what is said of floats. */
  readonly saysFractional?: string;
  /** Output and target are floats of one precision. */
  readonly isOfOnePrecision?: boolean;
  /** Written in Python, so that the target may be a number. */
  readonly takesNumbers?: boolean;
  /** Takes logits and applies this itself. */
  readonly applies?: 'softmax' | 'sigmoid';
  /** Takes the logarithms of probabilities. */
  readonly takesLogarithms?: boolean;
  /** Options that are spread over the output. */
  readonly spread?: readonly string[];
  /** Runs where the two broadcast, with no more than a warning. */
  readonly broadcasts?: boolean;
}

const wrongRank = (least: number, most: number, target: Shape): Mismatch => ({
  kind: 'rank',
  operand: 1,
  expected: { least, most },
  actual: target.length,
});

/** One row of logits: its class may have an axis of its own. */
function isClassOfRow(output: Shape, target: Shape, { tensor }: Operand): boolean {
  const [only] = target;
  const isOfOne = only !== undefined && target.length === 1 && compare(only, size(1)) !== 'different';
  return output.length === 1 && isOfOne && tensor?.dtype !== 'float';
}

/** Of one class its logits are of the shape of the target, which then holds probabilities. */
const isOneClass = ([only]: Shape): boolean => only !== undefined && constantOf(only) === 1;

/** Class indices of shape (N, d1...) for logits (N, C, d1...); probabilities, which are floats, have the logits' own shape. */
const classesOrShares: Check = (output, target, operand) =>
  isOneClass(output) && isClassOfRow(output, target, operand) && operand.tensor?.dtype === 'int'
    ? otherRank(0, target.length)
    : classIndices(output, target, operand);

const classIndices: Check = (output, target, operand) => {
  const wanted = Math.max(0, output.length - 1);
  if (isClassOfRow(output, target, operand)) return undefined;
  const [, classes] = output;
  const isEmptied = output.length > 2 && target.length === output.length - 1 && classes;
  if (isEmptied && constantOf(classes) === 0 && target.every(dim => less(size(0), dim) === true))
    return { kind: 'too-small', axis: 1, dim: classes, needed: size(1) };
  if (output.length === target.length && target.length > 0)
    return operand.tensor?.dtype === 'int' ? otherRank(wanted, target.length) : difference(output, target);
  if (output.length !== target.length + 1) return wrongRank(wanted, output.length, target);
  if (output.length === 1) return undefined;
  return differenceAlong(
    output,
    target,
    target.map((_, i) => (i === 0 ? 0 : i + 1)),
  );
};

/** Binary cross entropy takes no broadcasting: another rank is refused as well. */
const exactly: Check = (output, target) => difference(output, target);

/** The mean squared error broadcasts: only sizes that cannot are refused. */
const broadcasting: Check = (output, target) => {
  const outcome = broadcast(output, target);
  return outcome.ok ? undefined : outcome.mismatch;
};

const broadcasted = (output: Shape, target: Shape): Shape | undefined => {
  const outcome = broadcast(output, target);
  return outcome.ok ? outcome.value : undefined;
};

/** Probabilities are not taken: the target has no class axis. */
export function indicesOnly(output: Shape, target: Shape, operand: Operand): Mismatch | undefined {
  return output.length === target.length && target.length > 1
    ? otherRank(target.length - 1, target.length)
    : classIndices(output, target, operand);
}

export const CLASSES: Loss = {
  takesIndices: true,
  check: classesOrShares,
  each: (output, target) => {
    // Of one row the only axis is that of the classes.
    if (output.length === 1) return [];
    return output.length === target.length ? [...output.slice(0, 1), ...output.slice(2)] : target;
  },
};
export const BINARY: Loss = { check: exactly, each: output => output };
export const REGRESSION: Loss = { check: broadcasting, each: broadcasted, broadcasts: true };

/** Looked at one element after the other, then summed over the last axis. */
export const ROWS: Loss = {
  takesNumbers: true,
  check: (output, target, operand) =>
    output.length === 0
      ? { kind: 'rank', operand: 0, expected: { least: 1, most: Infinity }, actual: 0 }
      : broadcasting(output, target, operand),
  each: (output, target) => broadcasted(output, target)?.filter((_, axis) => axis !== output.length - 1),
};
export const POINTWISE: Loss = { check: broadcasting, each: broadcasted };

/** The target is spread over the output, and never the other way round. */
export const SPREAD_TARGET: Loss = {
  check: (output, target) => {
    const outcome = broadcastTo(target, output);
    return outcome.ok ? undefined : outcome.mismatch;
  },
  each: output => output,
};

/** Rows of (N, C) or one row (C), with one class each. */
export const ONE_CLASS: Loss = {
  check: (output, target) => {
    if (output.length > 2)
      return { kind: 'rank', operand: 0, expected: { least: 1, most: 2 }, actual: output.length };
    const classes = output.at(-1);
    if (classes && constantOf(classes) === 0)
      return { kind: 'too-small', axis: output.length - 1, dim: classes, needed: size(1) };
    const isOneRow = output.length < 2 || constantOf(output[0] ?? size(1)) === 1;
    if (target.length > 1) return wrongRank(isOneRow ? 0 : 1, 1, target);
    if (target.length === 0)
      return isOneRow || constantOf(output[0] ?? size(1)) === undefined
        ? undefined
        : otherRank(1, target.length);
    return differenceAlong(output.length < 2 ? [size(1)] : output, target, [0]);
  },
  each: (_output, target) => target,
  takesIndices: true,
};

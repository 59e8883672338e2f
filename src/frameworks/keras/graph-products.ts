/**
 * Products of symbolic tensors in Keras 3 on TensorFlow. Inside of a layer's `call` they are TensorFlow's, which looks at no size where the batch is
 * open and the product is a `tensordot` (keras/src/backend/tensorflow/numpy.py); outside, `Tensordot` and `Einsum` describe the output and compare
 * nothing (keras/src/ops/numpy.py). What both let pass is not refused while a model is described; with data it is.
 */

import { type AxisOf, type Mismatch, unknownDim } from '../../shapes/index.ts';
import type { Operation } from '../array/operation.ts';
import { type Conflict, type Host, type OperandConflict, shapeOf, tensor, type Value } from '../parts.ts';
import { tensorsIn } from './core/graph.ts';

type Run = (op: Operation) => Value;

const operandsOf = ({ bound }: Operation): readonly Value[] => [
  ...bound.names.map(name => bound.value(name)),
  ...bound.extra.map(({ value }) => value),
];

/** Ranks that an equation does not read are refused at once. */
const isSwallowed = (conflict: Conflict): boolean =>
  conflict.kind === 'operands' &&
  !(conflict.mismatch.kind === 'einsum' && conflict.mismatch.reason === 'rank');

/** Numbers have none. */
const ranksIn = (value: Value): readonly (number | undefined)[] =>
  value.kind === 'number' || value.kind === 'bool'
    ? [0]
    : tensorsIn(value).map(tensor => shapeOf(tensor)?.length);

/** The product, deaf to sizes that differ where `isLoose` says that symbolic operands of these ranks are not compared. */
export const loose =
  (run: Run, isLoose: (ranks: readonly (number | undefined)[], op: Operation) => boolean = () => true): Run =>
  op => {
    const operands = operandsOf(op);
    const isGraph = operands.some(value => tensorsIn(value).some(({ graph }) => graph));
    if (!isGraph || !isLoose(operands.flatMap(ranksIn), op)) return run(op);
    const { host } = op;
    const heard: Conflict[] = [];
    const swallow = (conflict: Conflict): void =>
      isSwallowed(conflict) ? void heard.push(conflict) : host.refuse(conflict);
    const made = run({ ...op, host: { ...host, refuse: swallow } });
    const [first] = heard;
    return first?.kind === 'operands' && sidesOf(first.mismatch).length > 0
      ? run(withOpened(op, first, { ...host, refuse: swallow }))
      : made;
  };

/** The same with the sizes unknown that differ: the shape of what is left is what Keras describes. */
function withOpened(op: Operation, { operands, mismatch }: OperandConflict, host: Host): Operation {
  const opened = new Map<Value, Value>();
  for (const side of sidesOf(mismatch)) {
    const tensorOf = operands[side.operand]?.tensor;
    const shape = tensorOf && shapeOf(tensorOf);
    if (!tensorOf || !shape) continue;
    const open = shape.with(side.axis, unknownDim());
    opened.set(tensorOf, tensor(host, { ...tensorOf, shape: open }));
  }
  const { bound } = op;
  const swapped = (value: Value): Value => opened.get(value) ?? value;
  const extra = bound.extra.map(argument => ({ ...argument, value: swapped(argument.value) }));
  return { ...op, host, bound: { ...bound, extra, value: name => swapped(bound.value(name)) } };
}

/** The two sizes that differ. */
function sidesOf(mismatch: Mismatch): readonly AxisOf[] {
  const isOfSizes = mismatch.kind === 'dims' || (mismatch.kind === 'einsum' && mismatch.reason === 'dims');
  return isOfSizes ? [mismatch.left, mismatch.right] : [];
}

/**
 * `matmul` of two matrices, and of two batches of them, compares, and none takes a number; what the module itself does is described, and that compares
 * always.
 */
export const isTensordot = (
  [a = 1, b = 1]: readonly (number | undefined)[],
  { host }: Pick<Operation, 'host'>,
): boolean => !host.isTopLevel() && (Math.min(a, b) === 1 || (a > 2 && b === 2));

/** Inside of a layer; what the module itself does is described, and that compares. */
export const isInside = (_ranks: unknown, { host }: Pick<Operation, 'host'>): boolean => !host.isTopLevel();

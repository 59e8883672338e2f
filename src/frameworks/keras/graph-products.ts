/**
 * Products of symbolic tensors in Keras 3 on TensorFlow. Inside of a layer's `call` they are TensorFlow's, which looks at no size where the batch is
 * open and the product is a `tensordot` (keras/src/backend/tensorflow/numpy.py); outside, `Tensordot` and `Einsum` describe the output and compare
 * nothing (keras/src/ops/numpy.py). What both let pass is not refused while a model is described; with data it is.
 */
import type { Operation } from '../array/operation.ts';
import { type Conflict, shapeOf, type Value } from '../parts.ts';
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

/** The product, deaf to sizes that differ where `isLoose` says that symbolic operands of these ranks are not compared. */
export const loose =
  (run: Run, isLoose: (ranks: readonly (number | undefined)[]) => boolean = () => true): Run =>
  op => {
    const tensors = operandsOf(op).flatMap(value => tensorsIn(value));
    const isGraph = tensors.some(tensor => tensor.graph);
    if (!isGraph || !isLoose(tensors.map(tensor => shapeOf(tensor)?.length))) return run(op);
    const { host } = op;
    return run({
      ...op,
      host: {
        ...host,
        refuse: conflict => (isSwallowed(conflict) ? undefined : host.refuse(conflict)),
      },
    });
  };

/** `matmul` of two matrices, and of two batches of them, compares. */
export const isTensordot = ([a = 0, b = 0]: readonly (number | undefined)[]): boolean =>
  Math.min(a, b) < 2 || (a > 2 && b === 2);

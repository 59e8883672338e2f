/** Joins of `keras.ops`: `stack` and `concatenate` of what a model begins with: the first says what the axes are that all have (keras/src/ops/numpy.py). */
import type { Dim, Shape } from '../../shapes/index.ts';
import { axisOption, firstValue, type Operation } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { asInt, itemsOf, shapeOf, tensor, type Value } from '../parts.ts';

type Run = (op: Operation) => Value;

/** Inside of a layer they are the backend's, which goes by all of them. */
export const byFirst =
  (run: Run, isNew: boolean): Run =>
  op => {
    const made = run(op);
    const items = itemsOf(firstValue(op));
    const isGraph = items?.some(item => item.kind === 'tensor' && item.graph) === true;
    const first = items?.[0]?.kind === 'tensor' ? shapeOf(items[0]) : undefined;
    const shape = made.kind === 'tensor' ? shapeOf(made) : undefined;
    const axis = asInt(axisOption(op)) ?? 0;
    const at = axis < 0 ? axis + (shape?.length ?? 0) : axis;
    const size = shape?.[at];
    if (made.kind !== 'tensor' || !isGraph || !first || !size || !op.host.isTopLevel()) return made;
    return tensor(op.host, { ...made, shape: described(first, at, size, isNew) });
  };

const described = (first: Shape, at: number, size: Dim, isNew: boolean): Shape =>
  isNew ? first.toSpliced(at, 0, size) : first.with(at, size);

/** TensorFlow joins a tensor by itself to what it is. */
export const orWhole =
  (run: Run): Run =>
  op => {
    const given = firstValue(op);
    const isWhole = given.kind === 'tensor' && !given.graph && shapeOf(given)?.length !== 0;
    return isWhole ? unary()(op) : run(op);
  };

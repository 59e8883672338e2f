/** Slices by axes: `paddle.slice`, `paddle.strided_slice`. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/slice_en.html */
import { type Index, index, UNDECIDED } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { asDim, asInt, itemsOf, type Value } from '../parts.ts';

const WHOLE: Index = { kind: 'slice' };

/** Of each of the axes that are named what lies between a start and an end, as a slice in brackets has it. */
export const slice = (op: Operation): Value => {
  const lists = ['starts', 'ends'].map(name => itemsOf(option(op, name))?.map(asDim));
  const [starts, ends] = lists;
  const axes = itemsOf(option(op, 'axes'))?.map(asInt);
  const steps = op.bound.names.includes('strides') ? itemsOf(option(op, 'strides'))?.map(asDim) : [];
  return changed(op, operandAt(op), shape => {
    if (!axes || !starts || !ends || !steps) return UNDECIDED;
    const indices = shape.map(() => WHOLE);
    for (const [i, axis] of axes.entries()) {
      const [start, stop, step] = [starts[i], ends[i], steps[i]];
      if (axis === undefined || !start || !stop || (op.bound.names.includes('strides') && !step))
        return UNDECIDED;
      indices[axis < 0 ? axis + shape.length : axis] = { kind: 'slice', start, stop, ...(step && { step }) };
    }
    return index(shape, indices);
  });
};

/** What `numpy.split` says of what it cannot take apart: numpy/lib/_shape_base_impl.py. */
import { type Operation, option } from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import { asBool, asString, isFloat, isNumber, type Value } from '../parts.ts';

/** An array, or a list; and one axis, which is an integer. */
export const ofArray =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const [value, axis] = [op.bound.value('ary'), option(op, 'axis')];
    if (isNumber(value) || asBool(value) !== undefined)
      return refuseArgument(op, {
        parameter: 'ary',
        aspect: 'type',
        allowed: 'an array',
        at: op.bound.at('ary'),
      });
    if (axis.kind === 'list' || isFloat(axis) || asString(axis) !== undefined)
      return refuseArgument(op, {
        parameter: 'axis',
        aspect: 'type',
        allowed: 'an integer',
        at: op.bound.at('axis'),
      });
    return run(op);
  };

/** What `numpy.split` says of what it cannot take apart: numpy/lib/_shape_base_impl.py. */
import type { Operation } from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import { asBool, isNumber, type Value } from '../parts.ts';

/** An array, or a list. */
export const ofArray =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const value = op.bound.value('ary');
    if (!isNumber(value) && asBool(value) === undefined) return run(op);
    return refuseArgument(op, {
      parameter: 'ary',
      aspect: 'type',
      allowed: 'an array',
      at: op.bound.at('ary'),
    });
  };

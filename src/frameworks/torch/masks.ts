/** Arguments that hold truth values: masks and conditions. Bytes, which old programs have there, are of no dtype here. */
import type { Operation } from '../array/operation.ts';
import { refuseArgument } from '../array/scene.ts';
import type { Value } from '../parts.ts';

export const refuseMask = (op: Operation, says: string): Value | undefined => refuseNumbers(op, 'mask', says);

export const refuseCondition = (op: Operation): Value | undefined =>
  refuseNumbers(op, 'condition', 'where expected condition to be a boolean tensor');

function refuseNumbers(op: Operation, parameter: string, says: string): Value | undefined {
  const value = op.bound.value(parameter);
  if (value.kind !== 'tensor' || (value.dtype !== 'float' && value.dtype !== 'int')) return undefined;
  return refuseArgument(op, {
    parameter,
    aspect: 'type',
    allowed: 'a tensor of truth values',
    given: value.dtype === 'int' ? 'a tensor of integers' : 'a tensor of floats',
    at: op.bound.at(parameter),
    says,
  });
}

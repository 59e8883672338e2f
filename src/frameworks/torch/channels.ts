/** Ranks that functions of channels and of matrices want. */
import { type Operation, operandAt } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { refused, refuseRank, type Scene } from '../array/scene.ts';
import type { Operand, Value } from '../parts.ts';

/** `dropout1d`: channels of vectors, with or without a batch. */
export function refuseChannels(scene: Scene, input: Operand): Value | undefined {
  const rank = input.shape?.length;
  if (rank === undefined || rank === 2 || rank === 3) return undefined;
  const says = `dropout1d: Expected 2D or 3D input, but received a ${rank}D input.`;
  return refuseRank(scene, input, [2, 3], ['batch', 'channels', 'length'], says);
}

export const dropoutOfChannels = (op: Operation): Value => {
  const input = operandAt(op);
  return input ? (refuseChannels(op, input) ?? unary()(op)) : refused(op);
};

/** `tril(x)`, `triu(x)`: of matrices. */
export const triangle = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  if (!input.shape || input.shape.length >= 2) return unary()(op);
  const says = 'input tensor must have at least 2 dimensions';
  return refuseRank(op, input, [2, 3], ['batch', 'rows', 'columns'], says);
};

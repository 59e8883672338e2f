/** `tensor_split`, which is called in three ways. https://docs.pytorch.org/docs/stable/generated/torch.tensor_split.html */
import type { Operation } from '../array/operation.ts';
import { refuseArgument, refuseMissing, refuseRank } from '../array/scene.ts';
import { splitSections } from '../array/splitting.ts';
import { isWrittenNone, KINDS } from '../kinds.ts';
import { needIntegers } from '../modules/inputs.ts';
import { shapeOf, type Value } from '../parts.ts';

const NAMES = ['indices_or_sections', 'sections', 'indices'] as const;

/** By a number, by positions, or by a tensor of one of both. */
export const tensorSplit = (op: Operation): Value => {
  const given = NAMES.flatMap(name => op.bound.given(name) ?? []);
  const [one, another] = given;
  if (op.bound.open) return splitSections('any')(op);
  if (!one) return refuseMissing(op, 'indices_or_sections');
  if (another)
    return refuseArgument(op, {
      parameter: another.name ?? 'sections',
      aspect: 'value',
      allowed: 'left out, since what it says stands before it',
      at: another.at,
    });
  const { value, at } = one;
  if (value.kind === 'tensor') return refuseTensor(op, value, at) ?? splitSections('any')(op);
  const isPositions = op.bound.given('indices') !== undefined;
  const kind = isPositions ? 'shape' : 'ints';
  if (KINDS[kind].refuses(value) || isWrittenNone(op.host, value, at))
    return refuseArgument(op, {
      parameter: 'indices_or_sections',
      aspect: 'type',
      allowed: KINDS[kind].allowed,
      at,
    });
  return splitSections('any')(op);
};

function refuseTensor(
  op: Operation,
  tensor: Extract<Value, { kind: 'tensor' }>,
  at: Operation['site'],
): Value | undefined {
  const operand = { role: 'indices_or_sections', shape: shapeOf(tensor), tensor, at };
  const rank = operand.shape?.length ?? 0;
  if (rank > 1) return refuseRank(op, operand, [0, 1], ['positions']);
  return needIntegers(op, operand, 'expected tensor_indices_or_sections to have dtype of long');
}

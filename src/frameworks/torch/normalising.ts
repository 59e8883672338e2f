/** `F.layer_norm`, `F.group_norm`: https://docs.pytorch.org/docs/stable/nn.functional.html#normalization-functions */
import { compare, constantOf, type Dim, modulo, type Shape, size } from '../../shapes/index.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { checkSize, refuseArgument, refused, refuseOperands, refuseRank, result } from '../array/scene.ts';
import { needFloat } from '../modules/inputs.ts';
import { asDim, itemsOf, type Operand, type Value } from '../parts.ts';

const given = (op: Operation, input: Operand): Value =>
  result(op, input.shape, { parents: [input.tensor], dtype: 'float' });

/** The last axes have the sizes of `normalized_shape`, and so have weight and bias. */
export const layerNorm = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const value = option(op, 'normalized_shape');
  if (value.kind === 'number' || (value.kind === 'list' && itemsOf(value)?.length === 0))
    return refuseArgument(op, {
      parameter: 'normalized_shape',
      aspect: 'type',
      allowed: 'a tuple of at least one integer',
      at: op.bound.at('normalized_shape'),
    });
  const dims = itemsOf(value)?.map(asDim);
  const wanted = dims?.every(dim => dim !== undefined) ? dims : undefined;
  return (wanted && wrongLast(op, input, wanted)) ?? needFloat(op, input) ?? given(op, input);
};

function wrongLast(op: Operation, input: Operand, wanted: Shape): Value | undefined {
  const rank = input.shape?.length ?? wanted.length;
  if (rank < wanted.length)
    return refuseRank(op, input, [wanted.length, wanted.length + 1], ['batch', 'features']);
  const says = 'Given normalized_shape=[…], expected input with shape [*, …], but got input of size';
  for (const [i, expected] of wanted.entries()) {
    const wrong = checkSize(op, input, {
      axis: i - wanted.length,
      expected,
      parameter: 'normalized_shape',
      says,
    });
    if (wrong) return wrong;
  }
  return wrongScale(op, wanted, 'weight') ?? wrongScale(op, wanted, 'bias');
}

/** weight and bias have `normalized_shape` exactly. */
function wrongScale(op: Operation, wanted: Shape, name: 'weight' | 'bias'): Value | undefined {
  if (op.bound.given(name)?.value.kind !== 'tensor') return undefined;
  const scale = operandAt(op, op.bound.names.indexOf(name));
  if (!scale?.shape) return undefined;
  const says = `Expected ${name} to be of same shape as normalized_shape`;
  if (scale.shape.length !== wanted.length) return refuseRank(op, scale, [wanted.length], [], says);
  for (const [axis, expected] of wanted.entries()) {
    const wrong = checkSize(op, scale, { axis, expected, parameter: 'normalized_shape', says });
    if (wrong) return wrong;
  }
  return undefined;
}

/** The channels of axis 1 fall into groups of one size. */
export const groupNorm = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const groups = asDim(option(op, 'num_groups'));
  const channels = input.shape?.[1];
  if (input.shape && input.shape.length < 2)
    return refuseRank(op, input, [2, 3, 4], ['batch', 'channels', 'length']);
  const isUneven = channels && groups && leavesRest(channels, groups);
  if (isUneven)
    return refuseOperands(
      op,
      [input],
      { kind: 'divisible', axis: 1, dim: channels, by: groups },
      op.bound.at('num_groups'),
      'Expected number of channels in input to be divisible by num_groups',
    );
  return needFloat(op, input) ?? given(op, input);
};

/** Whether a size provably does not fall into that many parts of one size. */
export function leavesRest(dim: Dim, parts: Dim): boolean {
  const count = constantOf(parts);
  if (count === undefined || count === 0) return count === 0;
  return compare(modulo(dim, size(Math.abs(count))), size(0)) === 'different';
}

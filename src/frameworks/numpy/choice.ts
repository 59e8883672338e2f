/** `choice(a, p=...)` with a probability for each item. https://numpy.org/doc/stable/reference/random/generated/numpy.random.Generator.choice.html */
import { compare } from '../../shapes/index.ts';
import { chosen, drawnBetween } from '../array/creators.ts';
import { literalShape } from '../array/operand.ts';
import { type Operation, option } from '../array/operation.ts';
import { refuseOperands, refuseRank } from '../array/scene.ts';
import { asDim, asInt, NONE, type Operand, type Value } from '../parts.ts';

export const choice = (op: Operation): Value => {
  const from = op.bound.value('a');
  const made = refuseProbabilities(op) ?? chosen(op);
  return from.kind === 'number' ? drawnBetween(made, from, NONE) : made;
};

/** `p` is a vector, as long as there are items. */
function refuseProbabilities(op: Operation): Value | undefined {
  const { bound } = op;
  const given = bound.given('p');
  const shape = given && literalShape(given.value);
  if (!given || !shape) return undefined;
  const operand = operandOf('p', given.value, shape, given.at);
  if (shape.length !== 1) return refuseRank(op, operand, [1], ['items'], 'must be 1-dimensional');
  const from = bound.value('a');
  const items = from.kind === 'number' ? [asDim(from)] : literalShape(from);
  const axis = asInt(option(op, 'axis')) ?? 0;
  const at = items && axis < 0 ? axis + items.length : axis;
  const [count, dim] = [items?.[at], shape[0]];
  if (!count || !dim || compare(count, dim) !== 'different') return undefined;
  const all = operandOf('a', from, from.kind === 'number' ? [count] : literalShape(from), bound.at('a'));
  const mismatch = {
    kind: 'dims',
    left: { operand: 0, axis: at, dim: count },
    right: { operand: 1, axis: 0, dim },
  } as const;
  return refuseOperands(op, [all, operand], mismatch, given.at, 'must have same size');
}

const operandOf = (role: string, value: Value, shape: Operand['shape'], at: Operand['at']): Operand => ({
  role,
  shape,
  tensor: value.kind === 'tensor' ? value : undefined,
  at,
});

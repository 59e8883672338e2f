/** torch.nn.functional: the functions behind layers. https://docs.pytorch.org/docs/stable/nn.functional.html */
import { matmul, reduce, size } from '../../shapes/index.ts';
import { axisOf, settleAt } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { combine } from '../array/pointwise.ts';
import { productOf } from '../array/products.ts';
import { refused, result, settle } from '../array/scene.ts';
import { asBool, type Value } from '../parts.ts';

/** `F.linear(x, W)`: W is (out_features, in_features), or (in_features,). */
export const linear = (op: Operation): Value => {
  const [input, weight] = [operandAt(op), operandAt(op, 1)];
  if (!input || !weight) return refused(op);
  return productOf(op, [input, weight], (x, w) => matmul(x, w.toReversed()));
};

/** `F.embedding(indices, table)`. */
export const lookup = (op: Operation): Value => {
  const [input, table] = [operandAt(op), operandAt(op, 1)];
  if (!input || !table) return refused(op);
  const features = table.shape?.[1];
  const shape = input.shape && features && [...input.shape, features];
  return result(op, shape, { parents: [input.tensor, table.tensor], dtype: 'float' });
};

/** `F.cosine_similarity(x1, x2, dim)`: the operands broadcast, the axis goes away. */
export const cosineSimilarity = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const common = combine(op, [left, right], 'float');
  const axis = axisOf(op);
  if (common.kind !== 'tensor' || !common.shape || axis === undefined)
    return common.kind === 'tensor' ? result(op, undefined) : common;
  const outcome = settleAt(op, [left, right], reduce(common.shape, [axis]));
  return outcome
    ? result(op, outcome.value, { parents: [left.tensor, right.tensor], dtype: 'float' })
    : refused(op);
};

/** `F.pairwise_distance(x1, x2)`: the operands broadcast, the last axis goes away. */
export const pairwiseDistance = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const common = combine(op, [left, right], 'float');
  const keeps = asBool(option(op, 'keepdim'));
  if (common.kind !== 'tensor' || !common.shape || keeps === undefined)
    return common.kind === 'tensor' ? result(op, undefined) : common;
  const shape = [...common.shape.slice(0, -1), ...(keeps ? [size(1)] : [])];
  return result(op, shape, { parents: [left.tensor, right.tensor], dtype: 'float' });
};

/** `F.scaled_dot_product_attention(query, key, value)`: (..., L, E), (..., S, E), (..., S, V) give (..., L, V). */
export const attention = (op: Operation): Value => {
  const [query, key, value] = [operandAt(op), operandAt(op, 1), operandAt(op, 2)];
  if (!query || !key || !value) return refused(op);
  const parts = { parents: [query.tensor, key.tensor, value.tensor], dtype: 'float' } as const;
  const sharesHeads = asBool(option(op, 'enable_gqa')) !== false;
  if (!query.shape || !key.shape || !value.shape || sharesHeads) return result(op, undefined, parts);
  const turned = [...key.shape.slice(0, -2), ...key.shape.slice(-2).toReversed()];
  const scores = settle(op, [query, key], matmul(query.shape, turned));
  const outcome = scores && settle(op, [key, value], matmul(scores.value, value.shape));
  return outcome ? result(op, outcome.value, parts) : refused(op);
};

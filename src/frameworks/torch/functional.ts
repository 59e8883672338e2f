/** torch.nn.functional: the functions behind layers. https://docs.pytorch.org/docs/stable/nn.functional.html */
import { broadcastAll, broadcastTo, matmul, reduce, size } from '../../shapes/index.ts';
import { axisOf, settleAt } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { combine } from '../array/pointwise.ts';
import { noteLinear } from '../array/preactivations.ts';
import { productOf } from '../array/products.ts';
import { refused, refuseOperands, refuseRank, result, settle } from '../array/scene.ts';
import { needFloat, needIntegers } from '../modules/inputs.ts';
import { asBool, type Operand, type TensorValue, type Value } from '../parts.ts';

/** `F.linear(x, W)`: W is (out_features, in_features), or (in_features,). */
export const linear = (op: Operation): Value => {
  const [input, weight] = [operandAt(op), operandAt(op, 1)];
  if (!input || !weight) return refused(op);
  const rank = weight.shape?.length ?? 2;
  if (rank > 2) return refuseRank(op, weight, [1, 2], ['out_features', 'in_features'], saysTransposed(rank));
  if (input.shape?.length === 0) return refuseRank(op, input, [1, 2], ['batch', 'in_features'], NEEDS_AXES);
  const product = productOf(op, [input, weight], (x, w) => matmul(x, w.toReversed()));
  const made = biased(op, weight, product);
  if (made.kind === 'tensor') noteLinear(made, weight, isBiased(op) ? operandAt(op, 2) : undefined);
  return made;
};

const NEEDS_AXES = 'both arguments to linear need to be at least 1D';
const saysTransposed = (rank: number): string =>
  `t() expects a tensor with <= 2 dimensions, but self is ${rank}D`;

const isBiased = ({ bound }: Operation): boolean => bound.given('bias')?.value.kind === 'tensor';

/** The bias stretches to the product; beside a weight of one axis there is none. */
function biased(op: Operation, weight: Operand, product: Value): Value {
  if (!isBiased(op) || product.kind !== 'tensor') return product;
  const bias = operandAt(op, 2);
  if (!bias) return refused(op);
  if (weight.shape?.length === 1)
    return refuseRank(
      op,
      weight,
      [2],
      ['out_features', 'in_features'],
      'mat2 must be a matrix, got 1-D tensor',
    );
  return stretched(op, bias, product);
}

/** The product, where what is added to it stretches to its shape. */
export function stretched(op: Operation, added: Operand, product: TensorValue): Value {
  if (!added.shape || !product.shape) return product;
  const outcome = broadcastTo(added.shape, product.shape);
  const whole = { role: 'product', shape: product.shape, tensor: product, at: op.site };
  return outcome.ok ? product : refuseOperands(op, [added, whole], outcome.mismatch, added.at);
}

/** `F.embedding(indices, table)`. */
export const lookup = (op: Operation): Value => {
  const [input, table] = [operandAt(op), operandAt(op, 1)];
  if (!input || !table || needIntegers(op, input)) return refused(op);
  if (table.shape && table.shape.length !== 2)
    return refuseRank(op, table, [2], ['num_embeddings', 'embedding_dim'], "'weight' must be 2-D");
  const features = table.shape?.[1];
  const shape = input.shape && features && [...input.shape, features];
  return result(op, shape, { parents: [input.tensor, table.tensor], dtype: table.tensor?.dtype });
};

/** `F.cosine_similarity(x1, x2, dim)`: the operands broadcast, the axis goes away. */
export const cosineSimilarity = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const whole = ({ tensor }: Operand): boolean => tensor?.dtype === 'int' || tensor?.dtype === 'bool';
  if (whole(left) && whole(right))
    return needFloat(op, left, 'expected common dtype to be floating point') ?? refused(op);
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
  const mask = option(op, 'attn_mask').kind === 'tensor' ? operandAt(op, 3) : undefined;
  const isMasked =
    !scores || !mask?.shape || settle(op, [mask, key], broadcastAll([mask.shape, scores.value]));
  if (!isMasked) return refused(op);
  const outcome = scores && settle(op, [key, value], matmul(scores.value, value.shape));
  return outcome ? result(op, outcome.value, parts) : refused(op);
};

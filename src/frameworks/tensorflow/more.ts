/** Functions of TensorFlow for sequences, lookups and losses. https://www.tensorflow.org/api_docs/python/tf */
import { constantOf, type Dim, size, UNDECIDED, unknownDim } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { literalShape } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { named } from '../array/pair.ts';
import { binary, unary } from '../array/pointwise.ts';
import { keepingAxis, moments, reduction } from '../array/reductions.ts';
import { each } from '../array/renaming.ts';
import { refused, result } from '../array/scene.ts';
import { largest } from '../array/sorting.ts';
import { asDim, asInt, itemsOf, type Value } from '../parts.ts';

/** `tf.sequence_mask(lengths, maxlen)`: a row of truth values for each length; without `maxlen` as many as the longest. */
export const sequenceMask = (op: Operation): Value => {
  const [lengths, most] = [option(op, 'lengths'), option(op, 'maxlen')];
  const shape = literalShape(lengths);
  const steps = most.kind === 'none' ? longestOf(lengths) : asDim(most);
  return result(op, shape && [...shape, steps ?? unknownDim()], { dtype: 'bool' });
};

/** The largest of lengths that are all written out. */
function longestOf(lengths: Value): Dim | undefined {
  const numbers = itemsOf(lengths)?.map(asInt);
  const known = numbers?.flatMap(one => one ?? []) ?? [];
  return known.length > 0 && known.length === numbers?.length ? size(Math.max(...known)) : undefined;
}

/** `tf.boolean_mask(tensor, mask)`: the axes of the mask become one, of unknown length. */
const booleanMask = (op: Operation): Value => {
  const mask = literalShape(option(op, 'mask'));
  const isFirst = option(op, 'axis').kind === 'none' || asInt(option(op, 'axis')) === 0;
  return changed(op, operandAt(op), shape =>
    mask && isFirst ? { ok: true, value: [unknownDim(), ...shape.slice(mask.length)] } : UNDECIDED,
  );
};

/** `tf.gather_nd(params, indices)`: the last axis of the indices selects in as many axes as it is long. */
export const gatherRows = (op: Operation): Value => {
  const indices = literalShape(option(op, 'indices'));
  const depth = indices?.at(-1) && constantOf(indices.at(-1) ?? unknownDim());
  const isPlain = asInt(option(op, 'batch_dims')) === 0;
  return changed(op, operandAt(op), shape =>
    indices && depth !== undefined && isPlain
      ? { ok: true, value: [...indices.slice(0, -1), ...shape.slice(depth)] }
      : UNDECIDED,
  );
};

/** `tf.nn.embedding_lookup(table, ids)`; of a table in parts it is not told. */
const lookup = (op: Operation): Value => {
  if (option(op, 'params').kind === 'list') return result(op, undefined, { dtype: 'float' });
  const ids = literalShape(option(op, 'ids'));
  return changed(op, operandAt(op), table =>
    ids && table.length > 0 ? { ok: true, value: [...ids, ...table.slice(1)] } : UNDECIDED,
  );
};

/** Values and indices, by these names. */
const topK = largest((op, values, indices) => named(op, { values, indices }));

/** `tf.linalg.diag(diagonal)`: a matrix for each row; other places than the main diagonal are not told. */
const diagonalMatrices = (op: Operation): Value =>
  changed(op, operandAt(op), shape => {
    const last = shape.at(-1);
    return last && op.bound.extra.length + op.bound.keywords.length === 0
      ? { ok: true, value: [...shape, last] }
      : UNDECIDED;
  });

/** `tf.linalg.matvec(a, b)`. What it refuses is not told. */
const matrixVector = (op: Operation): Value => {
  const [matrix, vector] = [operandAt(op), operandAt(op, 1)];
  if (!matrix || !vector) return refused(op);
  const isPlain = op.bound.extra.length + op.bound.keywords.length === 0;
  const isOfOneRank = matrix.shape && vector.shape && matrix.shape.length === vector.shape.length + 1;
  const shape = isPlain && isOfOneRank ? matrix.shape?.slice(0, -1) : undefined;
  return result(op, shape, { parents: [matrix.tensor, vector.tensor], dtype: 'float' });
};

/** `tf.add_n([a, b])`: all have one shape. */
const sumOfAll = (op: Operation): Value => {
  const shapes = itemsOf(option(op, 'inputs'))?.map(literalShape);
  return result(
    op,
    shapes?.find(shape => shape !== undefined),
  );
};

/** Beside `tf.math`, in `tf` itself too. */
export const HYPERBOLIC: FunctionTable = {
  ...each('acosh asinh atanh', 'x, name=None', unary('to-float')),
  add_n: define('inputs, name=None', sumOfAll),
};

export const MATH: FunctionTable = {
  ...each('erfc erfinv lgamma digamma rint log_sigmoid', 'x, name=None', unary('to-float')),
  ...each('softmax log_softmax', 'logits, axis=None, name=None', keepingAxis()),
  ...each('is_finite', 'x, name=None', unary('bool')),
  ...each('floormod xlogy xdivy', 'x, y, name=None', binary()),
  logical_xor: define('x, y, name=None', binary('bool')),
  count_nonzero: define('input, axis=None, keepdims=None, dtype=None, name=None', reduction('int')),
  top_k: define('input, k=1, sorted=True, index_type=None, name=None', topK),
  cumprod: define('x, axis=0, exclusive=False, reverse=False, name=None', keepingAxis()),
  l2_normalize: define('x, axis=None, epsilon=1e-12, name=None, dim=None', unary()),
};

export const SEQUENCES: FunctionTable = {
  sequence_mask: define('lengths, maxlen=None, dtype=None, name=None', sequenceMask),
  boolean_mask: define('tensor, mask, axis=None, name=None', booleanMask),
  gather_nd: define('params, indices, batch_dims=0, name=None, bad_indices_policy=None', gatherRows),
  reverse_sequence: define('input, seq_lengths, seq_axis=None, batch_axis=None, name=None', unary()),
  roll: define('input, shift, axis, name=None', unary()),
  ensure_shape: define('x, shape, name=None', unary()),
  sort: define('values, axis=-1, direction=None, name=None', keepingAxis()),
  argsort: define('values, axis=-1, direction=None, stable=False, name=None', keepingAxis('int')),
  searchsorted: define('sorted_sequence, values, side=None, out_type=None, name=None', op =>
    result(op, literalShape(option(op, 'values')), { dtype: 'int' }),
  ),
};

export const MORE_NN: FunctionTable = {
  embedding_lookup: define('params, ids, max_norm=None, name=None', lookup),
  bias_add: define('value, bias, data_format=None, name=None', unary()),
  top_k: define('input, k=1, sorted=True, index_type=None, name=None', topK),
  moments: define('x, axes, shift=None, keepdims=False, name=None', moments),
  l2_loss: define('t, name=None', op => result(op, [], { dtype: 'float' })),
};

export const MATRICES: FunctionTable = {
  band_part: define('input, num_lower, num_upper, name=None', unary()),
  diag: define('diagonal, *args, **kwargs', diagonalMatrices),
  matvec: define('a, b, *args, **kwargs', matrixVector),
};

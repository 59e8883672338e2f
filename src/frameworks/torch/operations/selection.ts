/** Elements picked by position, by mask or by order. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */
import { constantOf, less, noElements, size, surelySame, unknownDim } from '../../../shapes/index.ts';
import { countOfTrue } from '../../array/contents.ts';
import { gather, indexSelect, take, takeAlong } from '../../array/gathering.ts';
import { nonzero } from '../../array/nonzero.ts';
import { unique } from '../../array/numeric.ts';
import { literalShape } from '../../array/operand.ts';
import { define, type FunctionTable, type Operation, operandAt, option } from '../../array/operation.ts';
import { masked, unary } from '../../array/pointwise.ts';
import { keepingAxis } from '../../array/reductions.ts';
import { refuseArgument, refuseOperands, result } from '../../array/scene.ts';
import { sortPair, topk } from '../../array/sorting.ts';
import { needIntegers } from '../../modules/inputs.ts';
import { asDim, asInt, shapeOf, type Value } from '../../parts.ts';
import { refuseMask } from '../masks.ts';

/** Positions are whole numbers. */
const byIntegers =
  (run: (op: Operation) => Value, says?: string) =>
  (op: Operation): Value => {
    const name = op.bound.names.find(parameter => /^ind(ex|ices)$/.test(parameter)) ?? 'index';
    const value = op.bound.value(name);
    const operand = { role: name, shape: undefined, at: op.bound.at(name) };
    const wrong = value.kind === 'tensor' && needIntegers(op, { ...operand, tensor: value }, says);
    return wrong || run(op);
  };

/** `masked_select(mask)`: both broadcast. */
const selected = (op: Operation): Value => {
  const wrong = refuseMask(op, 'masked_select: expected BoolTensor for mask');
  if (wrong) return wrong;
  const both = masked(op);
  if (both.kind !== 'tensor') return both;
  const [input, mask] = [operandAt(op), op.bound.value('mask')];
  // A mask that is stretched takes each place more than once.
  const isWhole = surelySame(input?.shape, shapeOf(both)) && surelySame(literalShape(mask), shapeOf(both));
  const count = isWhole ? countOfTrue(mask) : undefined;
  return result(op, [count ?? unknownDim()], { parents: [input?.tensor], dtype: input?.tensor?.dtype });
};

/** `topk(x, k)`: k of at least 0. */
const largestOf = (op: Operation): Value => {
  const k = asDim(option(op, 'k'));
  if (!k || less(k, size(0)) !== true) return topk(op);
  const says = 'selected index k out of range';
  return refuseArgument(op, {
    parameter: 'k',
    aspect: 'value',
    allowed: 'an integer of at least 0',
    at: op.bound.at('k'),
    says,
  });
};

/** An axis without elements has none to select. */
const selectedRows = (op: Operation): Value => {
  const [input, axis] = [operandAt(op), asInt(option(op, 'dim'))];
  const index = op.bound.value('index');
  const count = index.kind === 'tensor' ? shapeOf(index)?.[0] : undefined;
  const dim = axis === undefined ? undefined : input?.shape?.at(axis);
  const isEmpty =
    dim !== undefined && constantOf(dim) === 0 && count !== undefined && (constantOf(count) ?? 0) > 0;
  if (!input || axis === undefined || !isEmpty) return indexSelect(op);
  const empty = noElements(axis < 0 ? axis + (input.shape?.length ?? 0) : axis);
  return refuseOperands(op, [input], empty, op.site, 'self indexing axis dim should be positive');
};

export const SELECTION: FunctionTable = {
  gather: define(
    'input, dim: int, index: Tensor, *, sparse_grad: bool=False, out=None',
    byIntegers(gather, 'gather(): Expected dtype int32/int64 for index'),
  ),
  index_select: define(
    'input, dim: int, index: Tensor, *, out=None',
    byIntegers(selectedRows, 'index_select(): Expected dtype int32 or int64 for index'),
  ),
  take: define('input, index: Tensor, *, out=None', byIntegers(take)),
  take_along_dim: define('input, indices: Tensor, dim: int=None, *, out=None', byIntegers(takeAlong)),
  masked_select: define('input, mask: Tensor, *, out=None', selected),
  nonzero: define('input, *, out=None, as_tuple: bool=False', nonzero),
  sort: define('input, dim: int=-1, descending: bool=False, stable=False, *, out=None', sortPair),
  argsort: define(
    'input, dim: int=-1, descending: bool=False, stable=False, *, out=None',
    keepingAxis('int'),
  ),
  unique: define(
    'input, sorted: bool=True, return_inverse: bool=False, return_counts: bool=False, dim: int=None',
    unique,
  ),
  unique_consecutive: define(
    'input, return_inverse: bool=False, return_counts: bool=False, dim: int=None',
    unique,
  ),
  msort: define('input, *, out=None', unary()),
  topk: define('input, k: int, dim: int=-1, largest: bool=True, sorted: bool=True, *, out=None', largestOf),
};

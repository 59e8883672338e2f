/** Functions of TensorFlow.js for selection, scattering, moments and sampling. https://js.tensorflow.org/api/latest/ */
import {
  constantOf,
  less,
  product,
  refuse,
  type Shape,
  type ShapeResult,
  sameShape,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed, settleAt } from '../array/change.ts';
import { filled } from '../array/creators.ts';
import { literalShape, takeTensor } from '../array/operand.ts';
import {
  define,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
  optionAt,
} from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import { unary } from '../array/pointwise.ts';
import { einsum, outer } from '../array/products.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { as, each } from '../array/renaming.ts';
import { refuseArgument, refused, refuseRank, result } from '../array/scene.ts';
import { asDim, asShape, asString, itemsOf, list, type Operand, type Value } from '../parts.ts';
import { normOf, paddedBy, reducing, reversed, runningAlong } from './operands.ts';
import { object } from './results.ts';
import { slice } from './slice.ts';

/** `topk(x, k)`: values and indices of the last axis; k must not be longer than it. */
const topk = (op: Operation): Value => {
  const input = operandAt(op);
  const count = asDim(option(op, 'k')) ?? unknownDim();
  const change = (shape: Shape): ShapeResult => {
    const last = shape.length - 1;
    const dim = shape[last];
    if (!dim) return refuse({ kind: 'axis', axis: -1, rank: 0, repeated: false });
    if (less(dim, count) === true) return refuse({ kind: 'bounds', axis: last, position: count, dim });
    return { ok: true, value: [...shape.slice(0, -1), count] };
  };
  const values = changed(op, input, change);
  return values.kind === 'tensor' ? object({ values, indices: { ...values, dtype: 'int' } }) : values;
};

/** `unique(x)`: as many as there are, and for each place which of them it is. */
const unique = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const isPlain = option(op, 'axis').kind === 'none' && input.shape?.length === 1;
  const parents = [input.tensor];
  return object({
    values: result(op, isPlain ? [unknownDim()] : undefined, { parents, dtype: input.tensor?.dtype }),
    indices: result(op, isPlain ? input.shape : undefined, { parents, dtype: 'int' }),
  });
};

const moments = (op: Operation): Value => {
  const mean = as({ keepdims: 'keepDims' }, reduction())(op);
  return mean.kind === 'tensor' ? object({ mean, variance: mean }) : mean;
};

/** `multinomial(logits, n)`: n draws for each row, or of the one row. */
const multinomial = (op: Operation): Value => {
  const count = asDim(option(op, 'numSamples')) ?? unknownDim();
  return changed(
    op,
    operandAt(op),
    shape => {
      const last = shape.length - 1;
      if (last < 0 || last > 1)
        return refuse({ kind: 'rank', operand: 0, expected: { least: 1, most: 2 }, actual: shape.length });
      // One number alone is no choice.
      if (less(product(shape), size(2)) === true)
        return refuse({ kind: 'too-small', axis: last, dim: size(1), needed: size(2) });
      return { ok: true, value: [...shape.slice(0, -1), count] };
    },
    { dtype: 'int' },
  );
};

/** `gatherND(x, indices)`: the last axis of the indices selects in as many axes as it is long. */
const gatherNd = (op: Operation): Value => {
  const indices = literalShape(option(op, 'indices'));
  const last = indices?.at(-1);
  const depth = last && constantOf(last);
  return changed(op, operandAt(op), shape =>
    indices && depth !== undefined && depth <= shape.length
      ? { ok: true, value: [...indices.slice(0, -1), ...shape.slice(depth)] }
      : UNDECIDED,
  );
};

/** Scattered into zeros of a shape that is given. What is refused is not told. */
const scattered =
  (parameter: string) =>
  (op: Operation): Value =>
    result(op, asShape(option(op, parameter)));

const keptShape = (op: Operation): Value => {
  const input = operandAt(op);
  return input
    ? result(op, input.shape, { parents: [input.tensor], dtype: input.tensor?.dtype })
    : refused(op);
};

/** `unsortedSegmentSum(x, ids, n)`: the axes of the ids become one of n segments. */
const segments = (op: Operation): Value => {
  const ids = literalShape(option(op, 'segmentIds'));
  const count = asDim(option(op, 'numSegments')) ?? unknownDim();
  return changed(op, operandAt(op), shape =>
    ids ? { ok: true, value: [count, ...shape.slice(ids.length)] } : UNDECIDED,
  );
};

/** `diag(x)`: an axis for each of x, twice. */
const diag = (op: Operation): Value =>
  changed(op, operandAt(op), shape => ({ ok: true, value: [...shape, ...shape] }));

/** `meshgrid(x, y)`: a grid for each; by 'xy' its first axis is that of y. */
const meshgrid = (op: Operation): Value => {
  const [x, y] = [option(op, 'x'), option(op, 'y')].map(literalShape);
  const options = option(op, 'options');
  const way = options.kind === 'dict' ? options.entries.value.known.get('indexing') : undefined;
  const isTurned = way === undefined || asString(way) !== 'ij';
  const grid = x && y && (isTurned ? [...y, ...x] : [...x, ...y]);
  const make = () => result(op, grid);
  return list([make(), make()]);
};

/** `addN([a, b])`: all must have one shape. */
const addN = (op: Operation): Value => {
  const items = itemsOf(option(op, 'tensors'));
  const at = optionAt(op, 'tensors');
  const operands = items?.flatMap((item, i): readonly Operand[] => {
    const operand = takeTensor(op, item, at, `item ${i}`, { lists: true, numbers: true });
    return operand ? [operand] : [];
  });
  const shapes = operands?.flatMap(operand => (operand.shape ? [operand.shape] : []));
  if (!operands || !shapes || shapes.length !== items?.length) return result(op, undefined);
  const outcome = settleAt(op, operands, sameShape(shapes));
  const parents = operands.map(one => one.tensor);
  return outcome ? result(op, outcome.value, { parents, dtype: parents[0]?.dtype }) : refused(op);
};

/** `einsum(equation, ...tensors)`: of one or two tensors, with an arrow and without an ellipsis; others are refused, and not told here. */
const einsumOfTwo = (op: Operation): Value => {
  const equation = asString(option(op, 'equation'));
  const isTaken = equation?.includes('->') && !equation.includes('...') && op.bound.extra.length <= 2;
  return isTaken && haveRanks(op, equation ?? '') ? einsum(op) : result(op, undefined);
};

/** Axes are not counted: what has more or fewer than its letters runs, and makes no sense. */
function haveRanks({ bound }: Operation, equation: string): boolean {
  const terms = (equation.split('->')[0] ?? '').split(',').map(term => term.trim());
  return bound.extra.every(({ value }, i) => {
    const shape = literalShape(value);
    return !shape || shape.length === terms[i]?.length;
  });
}

/** `softmax(x, dim)`: the last axis alone. Source: tfjs-core/src/ops/softmax.ts */
const softmax = (op: Operation): Value => {
  const input = operandAt(op);
  const dim = asDim(option(op, 'dim'));
  const axis = dim && constantOf(dim);
  const rank = input?.shape?.length;
  if (input && rank === 0) return refuseRank(op, input, [1], ['n']);
  if (axis !== undefined && rank !== undefined && axis !== -1 && axis !== rank - 1)
    return refuseArgument(op, {
      parameter: 'dim',
      aspect: 'value',
      allowed: `the last axis, ${rank - 1} or -1`,
      at: optionAt(op, 'dim'),
      says: `Softmax along a non-last dimension is not yet supported. Logits was rank ${rank} and dim was ${axis}`,
    });
  return keepingAxis()(op);
};

/** As many draws, and as many counts, as are asked for. */
const counted =
  (parameter: string) =>
  (op: Operation): Value =>
    result(op, [asDim(option(op, parameter)) ?? unknownDim()]);

/** Also methods of tensors. */
export const MORE_METHODS: FunctionTable = {
  ...each('acosh asinh atanh', 'x', unary()),
  ...each('softmax logSoftmax', 'logits, dim=-1', softmax),
  cumprod: define('x, axis=0, exclusive=False, reverse=False', runningAlong(keepingAxis())),
  euclideanNorm: define('x, axis=None, keepDims=False', normOf(as({ keepdims: 'keepDims' }, reduction()))),
  mirrorPad: define('x, paddings, mode', paddedBy(padAxes, true)),
  topk: define('x, k=1, sorted=True', topk),
  unique: define('x, axis=None', unique),
  unsortedSegmentSum: define('x, segmentIds, numSegments', segments),
  localResponseNormalization: define('x, *rest', unary()),
  batchNorm: define('x, mean, variance, offset=None, scale=None, varianceEpsilon=0.001', keptShape),
};

export const MORE_FUNCTIONS: FunctionTable = {
  ...MORE_METHODS,
  addN: define('tensors', addN),
  bincount: define('x, weights, size', counted('size')),
  diag: define('x', diag),
  dropout: define('x, rate, noiseShape=None, seed=None', unary()),
  einsum: define('equation, *tensors', einsumOfTwo),
  ensureShape: define('x, shape', keptShape),
  gatherND: define('x, indices', gatherNd),
  meshgrid: define('x=None, y=None, options=None', meshgrid),
  moments: define('x, axis=None, keepDims=False', reducing(moments)),
  multinomial: define('logits, numSamples, seed=None, normalized=False', multinomial),
  outerProduct: define('v1, v2', outer),
  ...each('pad1d pad2d pad3d pad4d', 'x, paddings, constantValue=0', paddedBy(padAxes, false)),
  rand: define('shape, randFunction=None, dtype=None', filled('float')),
  ...each('reverse1d reverse2d reverse3d reverse4d', 'x, axis=None', reversed),
  scatterND: define('indices, updates, shape', scattered('shape')),
  ...each('searchSorted lowerBound upperBound', 'sortedSequence, values, side=None', op =>
    result(op, literalShape(option(op, 'values')), { dtype: 'int' }),
  ),
  ...each('slice1d slice2d slice3d slice4d', 'x, begin, size', slice),
  sparseToDense: define('sparseIndices, sparseValues, outputShape, defaultValue=0', scattered('outputShape')),
  tensorScatterUpdate: define('tensor, indices, updates', keptShape),
};

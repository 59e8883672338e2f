/** Functions of NumPy that put together, choose, or apply another function. https://numpy.org/doc/stable/reference/routines.html */
import {
  add,
  broadcastAll,
  constantOf,
  type Dim,
  moveaxis,
  normalizeAxis,
  product,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  unknownDim,
} from '../../shapes/index.ts';
import { axisOf, changed } from '../array/change.ts';
import { covariance, crossProduct, powers, vectorProduct } from '../array/linear-algebra.ts';
import { literalDtype, literalShape, takeTensor } from '../array/operand.ts';
import {
  type ArrayFunction,
  axisOption,
  define,
  defineOpen,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { combine, converted, unary } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { refused, refuseOperands, result } from '../array/scene.ts';
import { sizesOfArguments } from '../array/sizes.ts';
import {
  asBool,
  asDim,
  asInt,
  asShape,
  integer,
  itemsOf,
  NONE,
  nativeFunction,
  type Operand,
  SOME_BOOL,
  shapeOf,
  tuple,
  type Value,
} from '../parts.ts';

const UNDECIDED = { ok: true, value: undefined } as const;
const one = size(1);

/** `diagflat(v)`: a matrix with all elements along its main diagonal. */
const flatDiagonal = (op: Operation): Value => {
  const isMain = !op.bound.given('k');
  return changed(op, operandAt(op), shape => {
    const length = product(shape);
    return { ok: true, value: isMain ? [length, length] : [unknownDim(), unknownDim()] };
  });
};

/** `ediff1d(a)`: one fewer than there are elements. */
const differences = (op: Operation): Value => {
  const isPlain = !op.bound.given('to_end') && !op.bound.given('to_begin');
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: [isPlain ? subtract(product(shape), one) : unknownDim()],
  }));
};

/** `cumulative_sum(x, axis, include_initial)`: with the initial value one more. */
const cumulative = (op: Operation): Value => {
  const isLonger = asBool(option(op, 'include_initial'));
  if (isLonger === false) return keepingAxis()(op);
  const axis = axisOption(op).kind === 'none' ? 0 : axisOf(op);
  return changed(op, operandAt(op), shape => {
    if (isLonger === undefined || axis === undefined) return UNDECIDED;
    const named = normalizeAxis(axis, shape.length);
    return named.ok
      ? { ok: true, value: shape.map((dim, i) => (i === named.value ? add(dim, one) : dim)) }
      : named;
  });
};

/** `rollaxis(a, axis, start)`: the axis comes before the one that `start` names. */
const rolled = (op: Operation): Value => {
  const [axis, start] = [axisOf(op), asInt(option(op, 'start'))];
  return changed(op, operandAt(op), (shape): ShapeResult<Shape | undefined> => {
    if (axis === undefined || start === undefined) return UNDECIDED;
    const from = normalizeAxis(axis, shape.length);
    if (!from.ok) return from;
    const to = start < 0 ? start + shape.length : start;
    return moveaxis(shape, [from.value], [from.value < to ? to - 1 : to]);
  });
};

/** `indices((2, 3))`: the places of a grid, one array for each axis. */
const places = (op: Operation): Value => {
  const sizes = sizesOfArguments(op, [
    { name: undefined, value: option(op, 'dimensions'), at: op.bound.at('dimensions') },
  ]);
  const isSparse = asBool(option(op, 'sparse'));
  if (sizes.refused) return refused(op);
  if (isSparse !== false) return op.host.unknown('the places of a grid', op.site);
  const { shape } = sizes;
  return result(op, shape && [size(shape.length), ...shape], { dtype: 'int', role: 'data' });
};

const somePlaces = (op: Operation): Value => {
  const count = unknownDim();
  return tuple([0, 1].map(() => result(op, [count], { dtype: 'int' })));
};

/** `diag_indices(n, ndim)` */
const diagonalPlaces = (op: Operation): Value => {
  const count = asDim(option(op, 'n')) ?? unknownDim();
  const rank = asInt(option(op, 'ndim'));
  return rank === undefined
    ? op.host.unknown('the places of a diagonal', op.site)
    : tuple(Array.from({ length: rank }, () => result(op, [count], { dtype: 'int' })));
};

/** `unravel_index(indices, shape)`: positions along each axis. */
const unravelled = (op: Operation): Value => {
  const shape = literalShape(option(op, 'indices'));
  const axes = itemsOf(option(op, 'shape'));
  return axes
    ? tuple(axes.map(() => result(op, shape, { dtype: 'int' })))
    : op.host.unknown('positions along each axis', op.site);
};

/** Arrays of a list that all broadcast. What is refused is not told. */
function together(values: readonly Value[] | undefined): Shape | undefined {
  const shapes = values?.map(literalShape);
  const known = shapes?.flatMap(shape => (shape ? [shape] : []));
  if (!known || known.length < (shapes?.length ?? 0)) return undefined;
  const outcome = broadcastAll(known);
  return outcome.ok ? outcome.value : undefined;
}

/** `select([c1, c2], [a1, a2], default)`: all broadcast. */
const selected = (op: Operation): Value => {
  const [conditions, choices] = ['condlist', 'choicelist'].map(name => op.host.items(option(op, name)));
  const all = conditions && choices && [...conditions, ...choices, option(op, 'default')];
  return result(op, together(all), { dtype: choices?.[0] && literalDtype(choices[0]) });
};

/** `choose(places, [a, b])`: all broadcast. */
const chosen = (op: Operation): Value => {
  const choices = op.host.items(option(op, 'choices'));
  const from = op.bound.value(op.bound.names[0] ?? 'a');
  return result(op, together(choices && [from, ...choices]), {
    dtype: choices?.[0] && literalDtype(choices[0]),
  });
};

/** `compress(condition, a, axis)`: as many as the condition lets through. */
const compressed =
  (input: number) =>
  (op: Operation): Value => {
    const axis = axisOf(op);
    return changed(op, operandAt(op, input), shape => {
      if (axisOption(op).kind === 'none') return { ok: true, value: [unknownDim()] };
      if (axis === undefined) return UNDECIDED;
      const named = normalizeAxis(axis, shape.length);
      return named.ok
        ? { ok: true, value: shape.map((dim, i) => (i === named.value ? unknownDim() : dim)) }
        : named;
    });
  };

/** `apply_along_axis(f, axis, a)`: what f makes of one row stands where the axis was. */
const alongRows = (op: Operation): Value => {
  const axis = asInt(option(op, 'axis'));
  const input = operandAt(op, 2);
  if (!input) return refused(op);
  const named = input.shape && axis !== undefined ? normalizeAxis(axis, input.shape.length) : undefined;
  const dim = named?.ok ? input.shape?.[named.value] : undefined;
  if (!named?.ok || !dim || !input.shape) return result(op, undefined);
  const row = result(op, [dim], { parents: [input.tensor], dtype: input.tensor?.dtype });
  const rest = op.bound.extra;
  const answer = op.host.call(
    option(op, 'func1d'),
    [{ name: undefined, value: row, at: op.site }, ...rest],
    op.site,
  );
  const made = answer.kind === 'tensor' ? shapeOf(answer) : literalShape(answer);
  const at = named.value;
  return result(op, made && [...input.shape.slice(0, at), ...made, ...input.shape.slice(at + 1)], {
    dtype: literalDtype(answer),
  });
};

/** `fromfunction(f, shape)`: f gets the places of a grid, each an array of that shape. */
const ofPlaces = (op: Operation): Value => {
  const sizes = asShape(option(op, 'shape'));
  if (!sizes) return result(op, undefined, { role: 'data' });
  const grids = sizes.map(() => result(op, sizes, { dtype: 'float', role: 'data' }));
  return op.host.call(
    option(op, 'function'),
    grids.map(value => ({ name: undefined, value, at: op.site })),
    op.site,
  );
};

/** `vectorize(f)`: a function whose arguments broadcast; with a signature its results have axes of their own, which are not told. */
const vectorized = (op: Operation): Value => {
  const isPlain = !op.bound.given('signature') && !op.bound.given('otypes');
  return nativeFunction('vectorized', call => {
    const scene = { ...op, host: call.host, site: call.site };
    const operands = call.args.flatMap(({ value, at }): Operand[] => {
      const taken = takeTensor(scene, value, at, 'argument', { numbers: true, lists: true });
      return taken ? [taken] : [];
    });
    if (!isPlain || call.open) return result(scene, undefined);
    return combine(scene, operands, undefined);
  });
};

/** `broadcast_shapes((2, 1), (3,))`: the common shape. */
const commonShape = (op: Operation): Value => {
  const shapes = op.bound.extra.map(({ value }) => {
    const dim = asDim(value);
    return asShape(value) ?? (dim ? [dim] : undefined);
  });
  const known = shapes.flatMap(shape => (shape ? [shape] : []));
  if (op.bound.open || known.length < shapes.length) return op.host.unknown('a common shape', op.site);
  const outcome = broadcastAll(known);
  if (outcome.ok) return tuple(outcome.value.map(integer));
  const operands = op.bound.extra.map(({ at }, i) => ({
    role: 'shape',
    shape: known[i],
    tensor: undefined,
    at,
  }));
  return refuseOperands(op, operands, outcome.mismatch);
};

export const BROADCAST_SHAPES: ArrayFunction = define('*args', commonShape);

/** `histogram2d(x, y, bins)`: counts, and the edges along both axes, of which there is one more. */
const countedPairs = (op: Operation): Value => {
  const bins = option(op, 'bins');
  const [rows, columns] = itemsOf(bins)?.map(asDim) ?? [asDim(bins), asDim(bins)];
  const edges = (count: Dim | undefined): Value =>
    result(op, [count ? add(count, one) : unknownDim()], { dtype: 'float' });
  const counts = result(op, [rows ?? unknownDim(), columns ?? unknownDim()], { dtype: 'float' });
  return tuple([counts, edges(rows), edges(columns)]);
};

/** `matvec(A, v)`: (..., m, n) and (..., n) give (..., m); `vecmat(v, A)`: (..., n) and (..., n, m) give (..., m). */
const matrixVector =
  (matrix: 0 | 1) =>
  (op: Operation): Value => {
    const operands = [operandAt(op), operandAt(op, 1)];
    const [A, v] = [operands[matrix], operands[1 - matrix]];
    if (!A || !v) return refused(op);
    const kept = A.shape?.at(matrix === 0 ? -2 : -1);
    const stacks =
      A.shape && v.shape ? broadcastAll([A.shape.slice(0, -2), v.shape.slice(0, -1)]) : undefined;
    const isKnown = kept && stacks?.ok && (v.shape?.length ?? 0) > 0 && (A.shape?.length ?? 0) > 1;
    return result(op, isKnown ? [...stacks.value, kept] : undefined, { parents: [A.tensor, v.tensor] });
  };

/** Of the last axis, or of the one that all share; where each has its own it is not told. */
const crossed = (op: Operation): Value =>
  ['axisa', 'axisb', 'axisc'].some(name => op.bound.given(name)) ? result(op, undefined) : crossProduct(op);

/** `polymul(a, b)`: degrees add up. */
const polynomialProduct = (op: Operation): Value => {
  const [a, b] = [literalShape(op.bound.value('a1')), literalShape(op.bound.value('a2'))];
  const [n, m] = [a?.[0], b?.[0]];
  return result(op, [n && m ? subtract(add(n, m), one) : unknownDim()]);
};

const vector = (op: Operation): Value => result(op, [unknownDim()]);

/** `lexsort(keys)`: an order of as many as each key has. */
const ordered = (op: Operation): Value => {
  const keys = literalShape(option(op, 'keys'));
  return result(op, keys && keys.length > 1 && constantOf(keys[0] ?? one) !== 0 ? keys.slice(1) : undefined, {
    dtype: 'int',
  });
};

const halves = (op: Operation): Value => {
  const made = unary('to-float')(op);
  return made.kind === 'tensor' ? tuple([made, { ...made, dtype: 'int' }]) : made;
};

export const MORE_FUNCTIONS: FunctionTable = {
  ...defineOpen('angle real_if_close sort_complex spacing require asmatrix', 'a, *args', unary()),
  bitwise_count: define('x, *args, **kwargs', unary('int')),
  frexp: define('x, *args, **kwargs', halves),
  diagflat: define('v, k=0', flatDiagonal),
  ediff1d: define('ary, to_end=None, to_begin=None', differences),
  ...defineOpen(
    'cumulative_sum cumulative_prod',
    'x, *, axis=None, dtype=None, out=None, include_initial=False',
    cumulative,
  ),
  rollaxis: define('a, axis, start=0', rolled),
  indices: define('dimensions, dtype=None, sparse=False', places),
  ...defineOpen('tril_indices_from triu_indices_from', 'arr, k=0', somePlaces),
  diag_indices: define('n, ndim=2', diagonalPlaces),
  diag_indices_from: define('arr', op => {
    const shape = operandAt(op)?.shape;
    return shape
      ? tuple(shape.map(dim => result(op, [dim], { dtype: 'int' })))
      : op.host.unknown('the places of a diagonal', op.site);
  }),
  unravel_index: define("indices, shape, order='C'", unravelled),
  ravel_multi_index: define('multi_index, dims, *args, **kwargs', op =>
    result(op, together(itemsOf(op.bound.value('multi_index'))), { dtype: 'int' }),
  ),
  select: define('condlist, choicelist, default=0', selected),
  choose: define('a, choices, out=None, mode=None', chosen),
  compress: define('condition, a, axis=None, out=None, **kwargs', compressed(1)),
  apply_along_axis: define('func1d, axis, arr, *args, **kwargs', alongRows),
  fromfunction: define('function, shape, **kwargs', ofPlaces),
  vectorize: define('pyfunc, otypes=None, doc=None, excluded=None, cache=False, signature=None', vectorized),
  broadcast_shapes: BROADCAST_SHAPES,
  histogram2d: define('x, y, bins=10, *args, **kwargs', countedPairs),
  histogram_bin_edges: define('a, bins=10, *args, **kwargs', op => {
    const bins = asDim(option(op, 'bins'));
    return result(op, [bins ? add(bins, one) : unknownDim()], { dtype: 'float' });
  }),
  piecewise: define('x, condlist, funclist, *args, **kwargs', unary()),
  lexsort: define('keys, axis=-1', ordered),
  matvec: define('x1, x2, *args, **kwargs', matrixVector(0)),
  vecmat: define('x1, x2, *args, **kwargs', matrixVector(1)),
  vecdot: define('x1, x2, out=None, *, axis=-1, **kwargs', vectorProduct),
  cross: define('a, b, axisa=-1, axisb=-1, axisc=-1, axis=-1', crossed),
  cov: define(
    'm, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None',
    covariance,
  ),
  corrcoef: define('x, y=None, rowvar=True, bias=None, ddof=None, *, dtype=None', covariance),
  vander: define('x, N=None, increasing=False', powers),
  polymul: define('a1, a2', polynomialProduct),
  ...defineOpen('roots poly polyadd polysub polyder polyint unique_values', 'p, *args', vector),
  ...defineOpen('copyto put place putmask fill_diagonal put_along_axis', '*args', () => NONE),
  ...defineOpen(
    'iscomplexobj isrealobj isdtype may_share_memory isfortran is_busday',
    '*args',
    () => SOME_BOOL,
  ),
  ...Object.fromEntries(
    ['block', 'packbits', 'unpackbits', 'apply_over_axes', 'fromregex', 'bmat', 'mask_indices'].map(name => [
      name,
      defineSomeArray('*args, **kwargs'),
    ]),
  ),
};

/** Methods of arrays beside those of the same name above. */
export const MORE_METHODS: FunctionTable = {
  choose: define('a, choices, out=None, mode=None', chosen),
  compress: define('a, condition, axis=None, out=None', compressed(0)),
  searchsorted: define('a, v, side=None, sorter=None, **kwargs', op =>
    result(op, literalShape(option(op, 'v')), { dtype: 'int' }),
  ),
  to_device: define('a, *args, **kwargs', converted),
};

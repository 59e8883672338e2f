/** Functions of `keras.ops` for layers, matrices and signals. https://keras.io/api/ops/ */
import {
  add,
  convolutionLength,
  type Dim,
  floorDivide,
  matmul,
  product,
  type Shape,
  size,
  subtract,
  symmetricPadding,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { spaced } from '../array/creators.ts';
import {
  eigenpairs,
  leastSquares,
  ofSquare,
  orthogonalDecomposition,
  perMatrix,
  perSquare,
  pseudoInverse,
  signAndLogarithm,
  singularDecomposition,
  solution,
} from '../array/decompositions.ts';
import { dstack } from '../array/joins.ts';
import { area, covariance, crossProduct, kronecker, powers } from '../array/linear-algebra.ts';
import { nonzeroPlaces } from '../array/nonzero.ts';
import { convolve, meshgrid } from '../array/numeric.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineOpen,
  defineSomeArray,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { binary, converted, unary } from '../array/pointwise.ts';
import { reduction } from '../array/reductions.ts';
import type { Scene } from '../array/scene.ts';
import { refused, result } from '../array/scene.ts';
import { traced, withAxis } from '../jax/leaves.ts';
import { COUNTING, trace } from '../numpy/counting.ts';
import { FURTHER_FUNCTIONS } from '../numpy/further.ts';
import {
  asBool,
  asDim,
  asString,
  type Bound,
  itemsOf,
  type NativeFunction,
  tuple,
  type Value,
} from '../parts.ts';
import { callWith, chosen, control, looped, sliceOf } from '../tensorflow/control.ts';
import { convolved, moved, multiplied, outputs, pooled, separable } from '../tensorflow/windows.ts';
import { rearranged } from './rearrange.ts';

const inTuple = (_op: Operation, parts: Readonly<Record<string, Value>>): Value =>
  tuple(Object.values(parts));

const shapedLike =
  (parameter: string, dtype: 'int' | 'bool' | 'float') =>
  (op: Operation): Value =>
    result(op, literalShape(option(op, parameter)), { dtype });

const WINDOW = "strides=1, padding='valid', data_format=None, dilation_rate=1";
const POOL = "pool_size, strides=None, padding='valid', data_format=None";

const WINDOWS: FunctionTable = {
  conv: define(`inputs, kernel, ${WINDOW}`, convolved(undefined, outputs)),
  depthwise_conv: define(`inputs, kernel, ${WINDOW}`, convolved(undefined, multiplied)),
  separable_conv: define(`inputs, depthwise_kernel, pointwise_kernel, ${WINDOW}`, separable),
  ...defineOpen('max_pool average_pool', `inputs, ${POOL}`, pooled('pool_size', 'window')),
  depth_to_space: define("x, block_size, data_format='channels_last'", moved('to space')),
  space_to_depth: define("x, block_size, data_format='channels_last'", moved('to depth')),
};

/** `dot_product_attention(query, key, value)`: (batch, steps, heads, features) of the query, with the features of the values. */
const attention = (op: Operation): Value => {
  const [query, , value] = [0, 1, 2].map(i => operandAt(op, i));
  if (!query || !value) return refused(op);
  const features = value.shape?.at(-1);
  const shape = query.shape && features && [...query.shape.slice(0, -1), features];
  return result(op, shape, { parents: [query.tensor, value.tensor], dtype: 'float' });
};

/** One loss for each row of classes; other axes than the last are not told. */
const lossOfClasses = (op: Operation): Value => {
  const shape = literalShape(option(op, 'output'));
  const isLast = !op.bound.given('axis');
  return result(op, isLast ? shape?.slice(0, -1) : undefined, { dtype: 'float' });
};

/** `segment_sum(data, ids, num_segments)` */
const segments = (op: Operation): Value => {
  const count = asDim(option(op, 'num_segments')) ?? unknownDim();
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value: shape.length > 0 ? [count, ...shape.slice(1)] : undefined,
  }));
};

/** `multi_hot(x, num_classes)`: an axis of classes, along which those of the axis behind the batch are one; a vector is one example. */
const multiHot = (op: Operation): Value => {
  const classes = asDim(option(op, 'num_classes')) ?? unknownDim();
  return changed(op, operandAt(op), shape => ({
    ok: true,
    value:
      op.bound.given('axis') || shape.length === 0
        ? undefined
        : [...shape.toSpliced(shape.length > 1 ? 1 : 0, 1), classes],
  }));
};

/** `cdist(x1, x2)`: a distance for each pair of rows. */
const distances = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const rows = right.shape && [...right.shape.slice(0, -2), ...right.shape.slice(-2).toReversed()];
  const outcome = left.shape && rows && rows.length > 1 ? matmul(left.shape, rows) : undefined;
  return result(op, outcome?.ok ? outcome.value : undefined, { dtype: 'float' });
};

const modeOf = (op: Operation): boolean | undefined => {
  const mode = asString(option(op, 'mode'));
  return mode === 'reduced' ? false : mode === 'complete' ? true : undefined;
};

const MATRICES: FunctionTable = {
  ...defineOpen('inv cholesky cholesky_inverse', 'x, upper=False', ofSquare),
  ...defineOpen('det logdet', 'x', perSquare),
  slogdet: define('x', signAndLogarithm(inTuple)),
  ...defineOpen('eig eigh', 'x', eigenpairs(inTuple)),
  svd: define(
    'x, full_matrices=True, compute_uv=True',
    singularDecomposition(inTuple, { full: 'full_matrices', vectors: 'compute_uv' }),
  ),
  qr: define("x, mode='reduced'", orthogonalDecomposition(inTuple, modeOf)),
  solve: define('a, b', solution),
  solve_triangular: define('a, b, lower=False', op => {
    const [a, b] = [operandAt(op), operandAt(op, 1)];
    return result(op, a?.shape?.length === 2 && b?.shape?.length === 2 ? b.shape : undefined, {
      dtype: 'float',
    });
  }),
  lstsq: define('a, b, rcond=None', op => result(op, leastSquares(op), { dtype: 'float' })),
  ...defineOpen('pinv', 'x, rcond=None', pseudoInverse),
  ...defineOpen('matrix_rank', 'x, *args', perMatrix),
  cross: define('x1, x2, axisa=-1, axisb=-1, axisc=-1, axis=-1', crossProduct),
  kron: define('x1, x2', kronecker),
  trace: define('x, offset=0, axis1=0, axis2=1', trace),
  trapezoid: define('y, x=None, dx=1.0, axis=-1', area),
  vander: define('x, N=None, increasing=False', powers),
  vdot: define('x1, x2', op => result(op, [])),
  corrcoef: define('x', covariance),
  correlate: define("x1, x2, mode='valid'", convolve),
};

/** Real and imaginary parts, as Keras has complex numbers, of a pair of them or of one array of real numbers. */
const complexPair =
  (takes: 'pair' | 'array', last: (dim: Dim, op: Operation) => Dim | undefined) =>
  (op: Operation): Value => {
    const given = op.bound.value('x');
    const real = takes === 'pair' ? itemsOf(given)?.[0] : undefined;
    const shape = literalShape(real ?? given);
    const end = shape?.at(-1);
    const made = shape && end && [...shape.slice(0, -1), last(end, op) ?? unknownDim()];
    return tuple([0, 1].map(() => result(op, made, { dtype: 'float' })));
  };

const lengthAsked = (op: Operation, otherwise: Dim): Dim | undefined => {
  const value = option(op, 'fft_length');
  return value.kind === 'none' ? otherwise : asDim(value);
};

const halved = (dim: Dim, op: Operation): Dim | undefined => {
  const length = lengthAsked(op, dim);
  return length && add(floorDivide(length, size(2)), size(1));
};

/** Back from half a spectrum. */
const restored = (op: Operation): Value => {
  const [real] = itemsOf(op.bound.value('x')) ?? [];
  const shape = real && literalShape(real);
  const last = shape?.at(-1);
  const whole = last && subtract(add(last, last), size(2));
  const length = whole && lengthAsked(op, whole);
  return result(op, shape && [...shape.slice(0, -1), length ?? unknownDim()], { dtype: 'float' });
};

/** So many windows fit into a length. */
function windowsIn(length: Dim, width: Dim | undefined, step: Dim | undefined): Dim {
  if (!width || !step) return unknownDim();
  const outcome = convolutionLength(length, { kernel: width, stride: step });
  return outcome.ok ? outcome.value : unknownDim();
}

/** `extract_sequences(x, length, stride)`: (..., windows, length). */
const sequences = (op: Operation): Value => {
  const [width, step] = ['sequence_length', 'sequence_stride'].map(name => asDim(option(op, name)));
  return changed(op, operandAt(op), shape => {
    const last = shape.at(-1);
    return {
      ok: true,
      value: last && [...shape.slice(0, -1), windowsIn(last, width, step), width ?? unknownDim()],
    };
  });
};

/** `stft(x, length, stride, fft_length)`: centred unless it is said otherwise, which pads half a window on both sides. */
const shortTime = (op: Operation): Value => {
  const [step, points] = ['sequence_stride', 'fft_length'].map(name => asDim(option(op, name)));
  const isCentred = asBool(option(op, 'center'));
  const shape = literalShape(option(op, 'x'));
  const last = shape?.at(-1);
  const padded = last && points && (isCentred ? add(last, subtractHalf(points)) : last);
  const frames = padded && isCentred !== undefined ? windowsIn(padded, points, step) : unknownDim();
  const bins = points ? add(floorDivide(points, size(2)), size(1)) : unknownDim();
  const made = shape && last && [...shape.slice(0, -1), frames, bins];
  return tuple([0, 1].map(() => result(op, made, { dtype: 'float' })));
};

/** Half a window before and half after. */
const subtractHalf = (points: Dim): Dim => {
  const half = floorDivide(points, size(2));
  return add(half, half);
};

/** `unfold(x, kernel_size)`: (N, C * kernel, patches), channels first. */
const patches = (op: Operation): Value => {
  const pair = (name: string): readonly (Dim | undefined)[] => {
    const value = option(op, name);
    const one = asDim(value);
    return one ? [one, one] : (itemsOf(value)?.map(asDim) ?? []);
  };
  const [kernel, dilation, padding, stride] = ['kernel_size', 'dilation', 'padding', 'stride'].map(pair);
  return changed(op, operandAt(op), shape => {
    const [batch, channels, ...space] = shape;
    if (!batch || !channels || space.length !== 2) return UNDECIDED;
    const counts = space.map((dim, i) => {
      const [width, spread, around, step] = [kernel?.[i], dilation?.[i], padding?.[i], stride?.[i]];
      if (!width || !spread || !around || !step) return unknownDim();
      const window = { kernel: width, dilation: spread, stride: step, padding: symmetricPadding(around) };
      const outcome = convolutionLength(dim, window);
      return outcome.ok ? outcome.value : unknownDim();
    });
    const rows = product([channels, ...[0, 1].map(i => kernel?.[i] ?? unknownDim())]);
    return { ok: true, value: [batch, rows, product(counts)] };
  });
};

const window = (op: Operation): Value => {
  const count = asDim(option(op, 'x'));
  return result(op, [count ?? unknownDim()], { dtype: 'float', role: 'data' });
};

/** NumPy's functions, with the name of the first parameter that Keras has. */
const ofNumpy = (name: string, signature: string): FunctionTable => {
  const made = { ...FURTHER_FUNCTIONS, ...COUNTING }[name];
  return made ? { [name]: define(signature, made.run) } : {};
};

export const LATEST_OPS: FunctionTable = {
  ...WINDOWS,
  ...MATRICES,
  dot_product_attention: define('query, key, value, *args, **kwargs', attention),
  binary_crossentropy: define('target, output, from_logits=False', shapedLike('output', 'float')),
  ...defineOpen(
    'categorical_crossentropy sparse_categorical_crossentropy',
    'target, output, from_logits=False, axis=-1',
    lossOfClasses,
  ),
  in_top_k: define('targets, predictions, k', shapedLike('targets', 'bool')),
  ctc_loss: define('target, output, target_length, output_length, mask_index=0', op => {
    const batch = literalShape(option(op, 'target'))?.[0];
    return result(op, [batch ?? unknownDim()], { dtype: 'float' });
  }),
  multi_hot: define('inputs, num_classes=None, axis=-1, *args, **kwargs', multiHot),
  ...defineOpen(
    'segment_sum segment_max segment_min segment_prod',
    'data, segment_ids, num_segments=None, sorted=False',
    segments,
  ),
  cdist: define('x, y, **kwargs', distances),
  meshgrid: define("*x, indexing='xy', sparse=False", meshgrid),
  nonzero: define('x', nonzeroPlaces),
  dstack: define('xs', dstack),
  logspace: define('start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0', spaced('num', 50)),
  geomspace: define('start, stop, num=50, endpoint=True, dtype=None, axis=0', spaced('num', 50)),
  ...defineOpen('nanargmax nanargmin', 'x, axis=None, keepdims=False', reduction('int')),
  ...defineOpen('hanning hamming blackman bartlett kaiser', 'x, *args', window),
  fft: define(
    'x',
    complexPair('pair', dim => dim),
  ),
  ...defineOpen(
    'fft2 ifft2',
    'x',
    complexPair('pair', dim => dim),
  ),
  rfft: define('x, fft_length=None', complexPair('array', halved)),
  irfft: define('x, fft_length=None', restored),
  stft: define("x, sequence_length, sequence_stride, fft_length, window='hann', center=True", shortTime),
  extract_sequences: define('x, sequence_length, sequence_stride', sequences),
  rearrange: define('tensor, pattern, **axes_lengths', rearranged),
  unfold: define('x, kernel_size, dilation=1, padding=0, stride=1', patches),
  ...defineOpen('sparsemax i0', 'x, *args', unary()),
  ...defineOpen('ldexp nextafter polar', 'x1, x2', binary()),
  saturate_cast: define('x, dtype', converted),
  ...ofNumpy('rot90', 'array, k=1, axes=None'),
  ...ofNumpy('diagflat', 'x, k=0'),
  ...ofNumpy('histogram', 'x, bins=10, range=None'),
  ...ofNumpy('select', 'condlist, choicelist, default=0'),
  ...ofNumpy('unravel_index', 'indices, shape'),
  view_as_complex: define('x', op =>
    changed(op, operandAt(op), (shape: Shape) => ({ ok: true, value: shape.slice(0, -1) })),
  ),
  view_as_real: define('x', op =>
    changed(op, operandAt(op), (shape: Shape) => ({ ok: true, value: [...shape, size(2)] })),
  ),
  bincount: define('x, weights=None, minlength=0, sparse=False', op =>
    result(op, undefined, { dtype: 'int' }),
  ),
  ...Object.fromEntries(
    ['conv_transpose', 'fold', 'istft', 'adaptive_average_pool', 'adaptive_max_pool', 'ctc_decode'].map(
      name => [name, defineSomeArray('*args, **kwargs')],
    ),
  ),
};

const MODULE = 'keras.ops';

/** `scan(f, init, xs)`: the last carry, and what every step gave. */
const scanned = (scene: Scene, bound: Bound): Value => {
  const sliced = sliceOf(scene, bound.value('xs'));
  if (!sliced) return scene.host.unknown('what `scan` gives', scene.site);
  const made = callWith(scene, bound.value('f'), [traced(scene, bound.value('init')), sliced.each]);
  const [carry, step] = itemsOf(made) ?? [];
  return carry && step
    ? tuple([traced(scene, carry), withAxis(scene, step, sliced.count)])
    : scene.host.unknown('what `scan` gives', scene.site);
};

const mapped =
  (f: string, xs: string) =>
  (scene: Scene, bound: Bound): Value => {
    const sliced = sliceOf(scene, bound.value(xs));
    return sliced
      ? withAxis(scene, callWith(scene, bound.value(f), [sliced.each]), sliced.count)
      : scene.host.unknown('what a function makes of slices', scene.site);
  };

/** `fori_loop(lower, upper, f, initial)`: what a round leaves. */
const counted = (scene: Scene, bound: Bound): Value =>
  traced(
    scene,
    callWith(scene, bound.value('body_fun'), [
      result(scene, [], { dtype: 'int' }),
      traced(scene, bound.value('init_val')),
    ]),
  );

export const CONTROL_OPS: Readonly<Record<string, NativeFunction>> = {
  scan: control('scan', 'f, init, xs=None, length=None, reverse=False, unroll=1', scanned, MODULE),
  map: control('map', 'f, xs', mapped('f', 'xs'), MODULE),
  vectorized_map: control('vectorized_map', 'function, elements', mapped('function', 'elements'), MODULE),
  while_loop: control('while_loop', 'cond, body, loop_vars, maximum_iterations=None', looped, MODULE),
  fori_loop: control('fori_loop', 'lower, upper, body_fun, init_val', counted, MODULE),
  cond: control('cond', 'pred, true_fn, false_fn', chosen, MODULE),
  associative_scan: control(
    'associative_scan',
    'f, elems, reverse=False, axis=0',
    (scene, bound) => traced(scene, bound.value('elems')),
    MODULE,
  ),
};

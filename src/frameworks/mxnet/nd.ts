/** `mx.nd` itself: new arrays, joins, products, and the operators of networks. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html */
import {
  accept,
  bmm,
  difference,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  tensordot,
  UNDECIDED,
} from '../../shapes/index.ts';
import { moveaxis, permute, swapaxes } from '../array/axes.ts';
import { axisOf, changed, settleAt } from '../array/change.ts';
import { diagonal, eye, filled, fromData, full, like, ranged, spaced } from '../array/creators.ts';
import { take } from '../array/gathering.ts';
import { concatenate } from '../array/joins.ts';
import { takeTensor } from '../array/operand.ts';
import {
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
  unmodelled,
} from '../array/operation.ts';
import { binary, converted, unary } from '../array/pointwise.ts';
import { productOf } from '../array/products.ts';
import { keepingAxis } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { refused, result } from '../array/scene.ts';
import { matmulTransposed } from '../array/transposed-product.ts';
import { asBool, list, moduleOf, nativeFunction, type Value } from '../parts.ts';
import { lookup } from '../torch/functional.ts';
import { ND, within } from './flavour.ts';
import { dense } from './networks.ts';
import { OPERATIONS } from './operations.ts';
import { flatten, reshape } from './reshaping.ts';
import { splitParts } from './selecting.ts';
import { broadcastAxis, gatherNd, multinomial, padded } from './stretching.ts';
import { every } from './table.ts';

const MULTINOMIAL = 'data, shape=None, get_prob=False, dtype=None';

/** Operands given one by one as the list that joins take. */
const joined =
  (name: string, run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const { bound } = op;
    if (bound.open) return op.host.unknown(`what \`${op.operation}\` gives`, op.site);
    const wrong = bound.extra.find(a => a.value.kind === 'list');
    if (wrong && !takeTensor(op, wrong.value, wrong.at, name)) return refused(op);
    const all = list(bound.extra.map(a => a.value));
    const [first] = bound.extra;
    return run({
      ...op,
      bound: {
        ...bound,
        names: [name, ...bound.names],
        value: asked => (asked === name ? all : bound.value(asked)),
        at: asked => (asked === name ? (first?.at ?? op.site) : bound.at(asked)),
      },
    });
  };

/** `stack(a, b, axis)`: the parts are not compared when it is called. */
const stacked = (op: Operation): Value => {
  const { extra, open } = op.bound;
  const [first] = extra;
  const axis = axisOf(op);
  if (!first || open) return op.host.unknown('a stack', op.site);
  const input = takeTensor(op, first.value, first.at, 'data');
  return changed(op, input, shape => {
    if (axis === undefined || axis > shape.length || axis < -shape.length - 1) return UNDECIDED;
    const at = axis < 0 ? axis + shape.length + 1 : axis;
    return { ok: true, value: [...shape.slice(0, at), size(extra.length), ...shape.slice(at)] };
  });
};

const turned = (shape: Shape, isTurned: boolean): Shape =>
  isTurned ? [...shape.slice(1), ...shape.slice(0, 1)] : shape;

/** Whether `transpose_a` and `transpose_b` are set; undefined: one of them is not known. */
function transposes(op: Operation): readonly [boolean, boolean] | undefined {
  const [a, b] = [asBool(option(op, 'transpose_a')), asBool(option(op, 'transpose_b'))];
  return a === undefined || b === undefined ? undefined : [a, b];
}

/** `dot(a, b)`: over the last axis of a and the first of b. Of transposed operands of more than two axes nothing is told. */
const dot = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  const flags = transposes(op);
  if (!left || !right) return refused(op);
  return productOf(op, [left, right], (a, b): ShapeResult<Shape | undefined> => {
    const isPlain = flags && !flags[0] && !flags[1];
    if (!flags || (!isPlain && (a.length !== 2 || b.length !== 2))) return UNDECIDED;
    const [x, y] = [turned(a, flags[0]), turned(b, flags[1])];
    return tensordot(x, y, { left: [x.length - 1], right: [0] });
  });
};

/** `batch_dot(a, b)`: matrices of one batch. */
const batchDot = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  const flags = transposes(op);
  if (!left || !right) return refused(op);
  const swapped = (shape: Shape, isTurned: boolean): Shape =>
    isTurned && shape.length === 3 ? [...shape.slice(0, 1), ...shape.slice(1).toReversed()] : shape;
  return productOf(op, [left, right], (a, b) =>
    flags ? bmm(swapped(a, flags[0]), swapped(b, flags[1])) : UNDECIDED,
  );
};

/** `where(condition, x, y)`: x and y have one shape; the condition may choose whole rows. */
const chosen = (op: Operation): Value => {
  const [x, y] = [operandAt(op, 1), operandAt(op, 2)];
  return x && y ? result(op, x.shape ?? y.shape, { parents: [x.tensor, y.tensor] }) : refused(op);
};

/** Operands of one shape. */
const elementwise = (op: Operation): Value => {
  const [left, right] = [operandAt(op), operandAt(op, 1)];
  if (!left || !right) return refused(op);
  const { shape: a } = left;
  const { shape: b } = right;
  const outcome = a && b ? settleAt(op, [left, right], sameShape(a, b)) : { value: a ?? b };
  return outcome ? result(op, outcome.value, { parents: [left.tensor, right.tensor] }) : refused(op);
};

function sameShape(a: Shape, b: Shape): ShapeResult {
  const wrong = difference(a, b);
  return wrong ? refuse(wrong) : accept(a);
}

const CREATION: FunctionTable = {
  ...every('zeros ones empty', 'shape, ctx=None, dtype=None', filled('float')),
  ...every('full', 'shape, val, ctx=None, dtype=None', full),
  ...every('array', 'source_array, ctx=None, dtype=None', as({ data: 'source_array' }, fromData)),
  ...every('arange', 'start, stop=None, step=1.0, repeat=1, infer_range=None', op =>
    op.bound.given('repeat') || op.bound.given('infer_range') ? unmodelled(op) : ranged(op),
  ),
  ...every('linspace', 'start, stop, num, endpoint=True', spaced('num')),
  ...every('eye', 'N, M=0, k=0', op =>
    op.bound.given('M') ? unmodelled(op) : eye({ ...op, bound: { ...op.bound, names: ['N'] } }),
  ),
};

const JOINS: FunctionTable = {
  ...every('concat Concat', '*data, dim=1', joined('data', concatenate)),
  ...every('concatenate', 'arrays, axis=0, always_copy=True', concatenate),
  ...every('stack', '*data, axis=0', stacked),
  ...every('add_n ElementWiseSum', '*args', op => {
    const [first] = op.bound.extra;
    return first
      ? changed(op, takeTensor(op, first.value, first.at, 'args'), shape => ({ ok: true, value: shape }))
      : unmodelled(op);
  }),
  ...every('SliceChannel', 'data, num_outputs, axis=1, squeeze_axis=False', splitParts),
};

const POINTWISE: FunctionTable = {
  ...every(
    `broadcast_add broadcast_plus broadcast_sub broadcast_minus broadcast_mul broadcast_div broadcast_mod broadcast_power broadcast_maximum
     broadcast_minimum broadcast_equal broadcast_not_equal broadcast_greater broadcast_greater_equal broadcast_lesser broadcast_lesser_equal
     broadcast_logical_and broadcast_logical_or broadcast_hypot add subtract multiply divide modulo power maximum minimum equal not_equal greater
     greater_equal lesser lesser_equal logical_and logical_or`,
    'lhs, rhs',
    binary(),
  ),
  ...every('elemwise_add elemwise_sub elemwise_mul elemwise_div', 'lhs, rhs', elementwise),
  ...every('broadcast_like', 'lhs, rhs', op => like()({ ...op, bound: { ...op.bound, names: ['rhs'] } })),
  ...every('reshape_like', 'lhs, rhs', op => like()({ ...op, bound: { ...op.bound, names: ['rhs'] } })),
  ...every('where', 'condition, x, y', chosen),
  ...every(
    `Activation SoftmaxActivation LeakyReLU Dropout BatchNorm LayerNorm InstanceNorm GroupNorm L2Normalization BlockGrad stop_gradient identity
     make_loss smooth_l1 negative SequenceMask SequenceReverse shuffle gamma hard_sigmoid logical_not`,
    'data, *args',
    unary(),
  ),
  ...every('cast Cast', 'data, dtype', converted),
};

/** `SequenceLast(x)`: the time axis goes away. */
const lastStep = (op: Operation): Value =>
  changed(op, operandAt(op), shape => {
    const axis = axisOf(op);
    return { ok: true, value: axis === undefined ? undefined : shape.filter((_, i) => i !== axis) };
  });

/** Batches of products are of the same length: nothing is stretched. */
const GEMM = [
  'A, B, transpose_a=False, transpose_b=False',
  matmulTransposed('transpose_a', 'transpose_b'),
] as const;

const OTHERS: FunctionTable = {
  ...every('Reshape', 'data, shape=None, reverse=False', reshape),
  ...every('Flatten', 'data', flatten),
  ...every('SwapAxis', 'data, dim1=0, dim2=0', as({ dim0: 'dim1', dim1: 'dim2' }, swapaxes)),
  ...every('moveaxis', 'tensor, source, destination', moveaxis),
  ...every('transpose', 'data, axes=None', permute),
  ...every('dot', 'lhs, rhs, transpose_a=False, transpose_b=False', dot),
  ...every('batch_dot', 'lhs, rhs, transpose_a=False, transpose_b=False', batchDot),
  ...every('linalg_gemm2', ...GEMM),
  ...every('diag', 'data, k=0', diagonal),
  ...every('SequenceLast', 'data, sequence_length=None, use_sequence_length=False, axis=0', lastStep),
  ...every(
    'FullyConnected',
    'data, weight=None, bias=None, num_hidden=None, no_bias=False, flatten=True',
    dense,
  ),
  ...every('Embedding', 'data, weight, input_dim=None, output_dim=None', lookup),
  ...every('take', 'a, indices, axis=0', take),
  ...every('broadcast_axis broadcast_axes', 'data, axis=(), size=()', broadcastAxis),
  ...every('pad Pad', 'data, mode=None, pad_width=None, constant_value=0', padded),
  ...every('gather_nd', 'data, indices', gatherNd),
  ...every('cumsum', 'a, axis=None, dtype=None', keepingAxis('to-number', 'flat')),
  ...every('sample_multinomial', MULTINOMIAL, multinomial),
  ...every(
    'scatter_nd batch_take Convolution Deconvolution Pooling RNN softmax_cross_entropy ctc_loss CTCLoss UpSampling sparse_embedding',
    'data, *args',
    unmodelled,
  ),
};

export const ND_TABLE: FunctionTable = { ...OPERATIONS, ...CREATION, ...JOINS, ...POINTWISE, ...OTHERS };

/** `uniform(low, high, shape)`: parameters that are arrays have a sample each. */
const sample =
  (parameters: readonly string[]) =>
  (op: Operation): Value => {
    if (parameters.some(name => op.bound.value(name).kind !== 'number')) return unmodelled(op);
    return option(op, 'shape').kind === 'none' ? result(op, [size(1)]) : filled('float', ['shape'])(op);
  };

const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  uniform: 'low=0, high=1',
  normal: 'loc=0, scale=1',
  gamma: 'alpha=1, beta=1',
  exponential: 'scale=1',
  poisson: 'lam=1',
};

const namesOf = (parameters: string): readonly string[] =>
  parameters.split(', ').map(each => each.split('=')[0] ?? each);

/** Positional arguments of `random_uniform(low, high, shape)` are the same. */
const samples = (prefix: string): FunctionTable =>
  Object.assign(
    {},
    ...Object.entries(DISTRIBUTIONS).map(([name, parameters]) =>
      every(
        `${prefix}${name}`,
        `${parameters}, shape=None, dtype=None, ctx=None`,
        sample(namesOf(parameters)),
      ),
    ),
  );

const RANDOM: FunctionTable = {
  ...samples(''),
  ...every('randn', '*shape, loc=0, scale=1', filled('float')),
  ...every('randint', 'low, high, shape=None, dtype=None, ctx=None', sample([])),
  ...every('shuffle', 'data', unary()),
  ...every('multinomial', MULTINOMIAL, multinomial),
};

export const random = moduleOf('mxnet.nd.random', {
  ...functionMembers(within(ND, 'nd.random'), RANDOM),
  seed: nativeFunction('mxnet.random.seed', () => ({ kind: 'none' })),
});

export const linalg = moduleOf(
  'mxnet.nd.linalg',
  functionMembers(within(ND, 'nd.linalg'), every('gemm2', ...GEMM)),
);

export const ND_MEMBERS: Readonly<Record<string, () => Value>> = functionMembers(ND, {
  ...ND_TABLE,
  ...samples('random_'),
});

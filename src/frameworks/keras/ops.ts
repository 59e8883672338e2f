/** `keras.ops` (https://keras.io/api/ops/): the shared functions of tensors under Keras's names. */
import { constantOf, type Shape, unknownDim } from '../../shapes/index.ts';
import { moveaxis, permute, swapaxes } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import { filledContent } from '../array/contents.ts';
import { eye, filled, fromData, full, like, ranged, spaced } from '../array/creators.ts';
import { oneHot, take } from '../array/gathering.ts';
import { concatenate, concatenateRows, hstack, stack } from '../array/joins.ts';
import { axesOf, define, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import { binary, clamped, converted, unary, where } from '../array/pointwise.ts';
import { dot, matmul, tensordot } from '../array/products.ts';
import { keepingAxis, norm, reduction } from '../array/reductions.ts';
import { as, each } from '../array/renaming.ts';
import { expand, repeatInterleave, tile } from '../array/repeating.ts';
import { ravel, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { refuseArgument, result } from '../array/scene.ts';
import { splitSections, unbind } from '../array/splitting.ts';
import { asDim, asInt, asShape, int, itemsOf, shapeOf, type Value } from '../parts.ts';
import { addedAsBias } from './bias-sum.ts';
import type { Flavour } from './core/flavour.ts';
import { isNone, none } from './core/none.ts';
import { einsum } from './einsum.ts';
import { arrayFlavour, graphMembers, shapeOfTensor } from './functions.ts';
import { isInside, isTensordot, loose } from './graph-products.ts';
import { byFirst, orWhole } from './joins.ts';
import { CONTROL_OPS, LATEST_OPS } from './latest-ops.ts';
import { MORE_OPS } from './more-ops.ts';
import { alongAxes, checked, nonEmpty, signed, withKnownDtype } from './ops-arguments.ts';
import { fromFront, ofAxes, ofTwo, ofVector, repeating, sorting, unsqueezedInTurn } from './ops-axes.ts';
import { counting, ofEquation, ofPairs, ofRepeats, ofSizes, repeatingWhole } from './ops-counts.ts';
import { opsModules } from './ops-modules.ts';

const REDUCED = 'x, axis=None, keepdims=False';

const UNARY = each(
  `abs absolute exp expm1 log log1p log2 log10 sqrt rsqrt square tanh sigmoid sin cos tan round floor ceil sign negative erf softplus relu relu6
   elu selu gelu silu swish hard_sigmoid leaky_relu softsign log_sigmoid stop_gradient copy sinh cosh arctan arcsin arccos isnan isinf flip
   reciprocal logical_not identity`,
  'x, *args, **kwargs',
  unary(),
);

/**
 * What is symbolic may be given sizes of 0, for the elements are not counted then; and where its batch is left open, so is the size that follows from
 * the others (`compute_reshape_output_shape`). What is no integer leaves its size open too, whatever the data will say of it.
 */
const reshapedSymbol = (op: Operation): Value => {
  const input = op.bound.value('x');
  const target = asShape(op.bound.value('newshape'));
  if (input.kind === 'list' && op.bound.value('newshape').kind === 'tensor')
    return refuseArgument(op, {
      parameter: 'newshape',
      aspect: 'type',
      allowed: 'a shape',
      at: op.bound.at('newshape'),
    });
  const given = symbolicShape(input);
  const open = openSizes(op);
  if (open && input.kind === 'tensor' && input.graph)
    return result(op, open, { parents: [input], dtype: input.dtype });
  const isEmpty = [...(target ?? []), ...(given ?? [])].some(dim => constantOf(dim) === 0);
  if (!isEmpty || input.kind !== 'tensor' || !input.graph) return reshape(op);
  const isOpen = given?.some(isNone) === true;
  const shape = target?.map(dim => (constantOf(dim) === -1 ? none(op.host, 'size', op.site) : dim));
  return result(op, isOpen ? shape : undefined, { parents: [input], dtype: input.dtype });
};

/** The new sizes where one of them is no integer: it is taken for one left open, and so is what would follow from the others. */
function openSizes({ bound, host, site }: Operation): Shape | undefined {
  const items = itemsOf(bound.value('newshape'));
  const isOpen = (item: Value): boolean =>
    item.kind === 'none' || (item.kind === 'number' && asDim(item) === undefined);
  if (!items?.some(isOpen)) return undefined;
  return items.map(item => {
    const dim = asDim(item);
    return dim === undefined || constantOf(dim) === -1 ? none(host, 'size', site) : dim;
  });
}

/** The shape of an argument that is a node of a model. */
function symbolicShape(value: Value): Shape | undefined {
  return value.kind === 'tensor' && value.graph ? shapeOf(value) : undefined;
}

/** Floats of one value, which a row of them may say as counts. */
const filledWith =
  (value: number) =>
  (op: Operation): Value => {
    const made = filled('float')(op);
    return made.kind === 'tensor' ? { ...made, content: filledContent(made.shape, int(value)) } : made;
  };

/** A size that is left open is not 1. */
const squeezed = (op: Operation): Value => {
  const input = op.bound.value('x');
  const axes = axesOf(op.bound.value('axis'));
  const shape = symbolicShape(input);
  const isOpen = (axis: number): boolean => {
    const dim = shape?.at(axis);
    return dim !== undefined && isNone(dim);
  };
  if (!axes || axes === 'all' || !axes.some(isOpen)) return squeeze(op);
  const says = 'because the dimension is not 1.';
  return refuseArgument(op, {
    parameter: 'axis',
    aspect: 'value',
    allowed: 'an axis of size 1: this one is left open',
    at: op.bound.at('axis'),
    says,
  });
};

/** As many tensors as the axis is long, which has to be known. */
const unstacked = (op: Operation): Value => {
  const input = op.bound.value('x');
  const axis = asInt(op.bound.value('axis'));
  const shape = symbolicShape(input);
  const dim = axis === undefined ? undefined : shape?.at(axis);
  if (!dim || !isNone(dim) || op.bound.given('num')) return unbind(op);
  const says = 'Cannot infer argument `num` from shape';
  return refuseArgument(op, {
    parameter: 'axis',
    aspect: 'value',
    allowed: 'an axis of a fixed size, or `num` beside it',
    at: op.bound.at('axis'),
    says,
  });
};

const COMMON: FunctionTable = {
  ...UNARY,
  ...each('zeros ones', 'shape, dtype=None', filled('float')),
  full: define('shape, fill_value, dtype=None', full),
  eye: define('N, M=None, k=0, dtype=None', eye),
  ...each('zeros_like ones_like', 'x, dtype=None', like()),
  ...each('array convert_to_tensor', 'x, dtype=None, *args, **kwargs', fromData),
  arange: define('start, stop=None, step=None, dtype=None', ranged),
  linspace: define(
    'start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0',
    spaced('num', 50),
  ),
  expand_dims: define('x, axis=-1', unsqueeze),
  squeeze: define('x, axis=None', squeeze),
  reshape: define('x, newshape', reshape),
  transpose: define('x, axes=None', permute),
  swapaxes: define('x, axis1, axis2', swapaxes),
  moveaxis: define('x, source, destination', moveaxis),
  broadcast_to: define('x, shape', expand),
  repeat: define('x, repeats, axis=None', repeatInterleave),
  tile: define('x, repeats', tile('any')),
  ravel: define('x', ravel),
  stack: define('x, axis=0', stack),
  hstack: define('xs', orWhole(hstack)),
  // A vector stays one: the backend concatenates.
  vstack: define('xs', orWhole(concatenateRows)),
  unstack: define('x, num=None, axis=0', unbind),
  pad: define("x, pad_width, mode='constant', constant_values=None", padAxes),
  take: define('x, indices, axis=None', take),
  one_hot: define('x, num_classes, axis=-1, dtype=None, sparse=False', oneHot('float')),
  where: define('condition, x1=None, x2=None', where),
  cast: define('x, dtype', converted),
  clip: define('x, x_min, x_max', as({ min: 'x_min', max: 'x_max' }, clamped)),
  shape: define('x', shapeOfTensor),
  matmul: define('x1, x2', loose(matmul, isTensordot)),
  tensordot: define('x1, x2, axes=2', loose(tensordot)),
  einsum: define('subscripts, *operands, **kwargs', loose(einsum)),
  ...each('softmax log_softmax', 'x, axis=-1', keepingAxis()),
  cumsum: define('x, axis=None, dtype=None', keepingAxis('keep', 'flat')),
  ...each('sum mean max min amax amin prod std var logsumexp median', REDUCED, reduction()),
  ...each('any all', REDUCED, reduction('bool')),
  ...each('argmax argmin', REDUCED, reduction('int')),
  norm: define('x, ord=None, axis=None, keepdims=False', norm),
  ...each('subtract multiply divide true_divide maximum minimum power floor_divide mod', 'x1, x2', binary()),
  ...each(
    'equal not_equal less less_equal greater greater_equal logical_and logical_or',
    'x1, x2',
    binary('bool'),
  ),
};

const OPS: FunctionTable = checked(
  signed({
    ...LATEST_OPS,
    ...COMMON,
    ...MORE_OPS,
    zeros: define('shape, dtype=None', withKnownDtype(filledWith(0))),
    ones: define('shape, dtype=None', withKnownDtype(filledWith(1))),
    expand_dims: define('x, axis', unsqueezedInTurn),
    argsort: define('x, axis=-1', sorting(keepingAxis('int', 'flat'))),
    sort: define('x, axis=-1', ofAxes(keepingAxis('keep', 'flat'))),
    norm: define('x, ord=None, axis=None, keepdims=False', ofVector(ofAxes(norm))),
    repeat: define('x, repeats, axis=None', repeatingWhole(repeating(repeatInterleave))),
    one_hot: define(
      'x, num_classes, axis=-1, dtype=None, sparse=False',
      counting(fromFront(oneHot('float'))),
    ),
    tensordot: define('x1, x2, axes=2', ofTwo(loose(tensordot))),
    pad: define("x, pad_width, mode='constant', constant_values=None", ofPairs(padAxes)),
    einsum: define('subscripts, *operands, **kwargs', ofEquation(loose(einsum))),
    broadcast_to: define('x, shape', ofSizes(expand)),
    tile: define('x, repeats', ofRepeats(tile('any'))),
    flip: define('x, axis=None', alongAxes),
    roll: define('x, shift, axis=None', alongAxes),
    reshape: define('x, newshape', reshapedSymbol),
    unstack: define('x, num=None, axis=0', unstacked),
    squeeze: define('x, axis=None', squeezed),
    identity: define('n, dtype=None', eye),
    stop_gradient: define('variable', unary()),
    add: define('x1, x2', addedAsBias),
    ...each('max min', `${REDUCED}, initial=None`, nonEmpty(reduction())),
    ...each('argmax argmin', REDUCED, nonEmpty(reduction('int'))),
    prod: define(`${REDUCED}, dtype=None`, reduction()),
    stack: define('x, axis=0', byFirst(stack, true)),
    concatenate: define('xs, axis=0', byFirst(concatenate, false)),
    dot: define('x1, x2', loose(dot, isInside)),
    split: define('x, indices_or_sections, axis=0', splitSections('equal')),
  }),
);

/** `keras.random` */
export const RANDOM: FunctionTable = {
  ...each(
    'normal uniform truncated_normal',
    'shape, a=None, b=None, dtype=None, seed=None, **kwargs',
    filled('float'),
  ),
  randint: define('shape, minval, maxval, dtype=None, seed=None', filled('int')),
  ...each('gamma beta binomial', 'shape, a=None, b=None, dtype=None, seed=None, **kwargs', filled('float')),
  dropout: define('inputs, *args, **kwargs', unary()),
  shuffle: define('x, *args, **kwargs', unary()),
  categorical: define('logits, num_samples, dtype=None, seed=None', op =>
    changed(op, operandAt(op), shape => ({
      ok: true,
      value:
        shape.length === 2
          ? [...shape.slice(0, 1), asDim(option(op, 'num_samples')) ?? unknownDim()]
          : undefined,
    })),
  ),
};

export function opsMembers(_flavour: Flavour): Record<string, Value | (() => Value)> {
  const functions = graphMembers(arrayFlavour('keras', 'keras.ops'), OPS);
  return { ...CONTROL_OPS, ...functions, ...opsModules(functions) };
}

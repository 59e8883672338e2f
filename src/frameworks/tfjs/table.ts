/** TensorFlow.js's functions of tensors, with the signatures of https://js.tensorflow.org/api/latest/. */
import { permute } from '../array/axes.ts';
import { eye, filled, full, like, ranged, spaced } from '../array/creators.ts';
import { oneHot, take } from '../array/gathering.ts';
import { concatenate, stack } from '../array/joins.ts';
import { define, type FunctionTable } from '../array/operation.ts';
import { padAxes } from '../array/padding.ts';
import { binary, clamped, converted, unary, where } from '../array/pointwise.ts';
import { dot } from '../array/products.ts';
import { keepingAxis, norm, reduction } from '../array/reductions.ts';
import { as, each } from '../array/renaming.ts';
import { expand, tile } from '../array/repeating.ts';
import { ravel, reshape, squeeze, unsqueeze } from '../array/reshaping.ts';
import { splitNumberOrSizes, unbind } from '../array/splitting.ts';
import { matmulTransposed } from '../array/transposed-product.ts';
import { MORE_FUNCTIONS, MORE_METHODS } from './more-functions.ts';
import {
  normOf,
  ofClasses,
  ofMatrices,
  ofVectors,
  paddedBy,
  reducing,
  reversed,
  runningAlong,
  wholeIndices,
} from './operands.ts';
import { slice } from './slice.ts';
import { WINDOWS } from './windows.ts';

const CREATORS: FunctionTable = {
  ...each('zeros ones', 'shape, dtype=None', filled('float')),
  fill: define('shape, value, dtype=None', full),
  eye: define(
    'numRows, numColumns=None, batchShape=None, dtype=None',
    as({ n: 'numRows', m: 'numColumns' }, eye),
  ),
  ...each(
    'randomNormal randomUniform truncatedNormal randomGamma randomStandardNormal',
    'shape, a=None, b=None, dtype=None, seed=None',
    filled('float'),
  ),
  randomUniformInt: define('shape, minval, maxval, seed=None', filled('int')),
  linspace: define('start, stop, num', spaced('num')),
  range: define('start, stop, step=1, dtype=None', ranged),
  ...each('zerosLike onesLike', 'x', like()),
  oneHot: define(
    'indices, depth, onValue=None, offValue=None, dtype=None',
    wholeIndices(ofClasses(oneHot('int'))),
  ),
};

/** Also methods of tensors. */
export const METHODS: FunctionTable = {
  reshape: define('x, shape', reshape),
  transpose: define('x, perm=None', as({ axes: 'perm' }, permute)),
  expandDims: define('x, axis=0', unsqueeze),
  squeeze: define('x, axis=None', reducing(squeeze)),
  flatten: define('x', ravel),
  tile: define('x, reps', tile('rank')),
  broadcastTo: define('x, shape', expand),
  unstack: define('x, axis=0', unbind),
  split: define('x, numOrSizeSplits, axis=0', splitNumberOrSizes),
  gather: define('x, indices, axis=0, batchDims=0', wholeIndices(take)),
  slice: define('x, begin, size=None', slice),
  pad: define('x, paddings, constantValue=0', paddedBy(padAxes, false)),
  cast: define('x, dtype', converted),
  clone: define('x', unary()),
  toFloat: define('x', unary('float')),
  toInt: define('x', unary('int')),
  toBool: define('x', unary('bool')),
  reverse: define('x, axis=None', reversed),
  matMul: define(
    'a, b, transposeA=False, transposeB=False',
    ofMatrices(matmulTransposed('transposeA', 'transposeB')),
  ),
  dot: define('t1, t2', ofVectors(dot)),
  ...each(
    `abs acos asin atan ceil cos cosh elu erf exp expm1 floor log log1p logSigmoid neg reciprocal relu relu6 round rsqrt selu sigmoid sign sin
     sinh softplus sqrt square tan tanh isNaN isInf isFinite logicalNot leakyRelu prelu step`,
    'x, *rest',
    unary(),
  ),
  ...each(
    'add sub mul div floorDiv maximum minimum mod pow squaredDifference divNoNan atan2',
    'a, b',
    binary(),
  ),
  ...each(
    'equal notEqual less lessEqual greater greaterEqual logicalAnd logicalOr logicalXor',
    'a, b',
    binary('bool'),
  ),
  ...each(
    'sum mean max min prod logSumExp',
    'x, axis=None, keepDims=False',
    reducing(as({ keepdims: 'keepDims' }, reduction())),
  ),
  ...each(
    'any all',
    'x, axis=None, keepDims=False',
    reducing(as({ keepdims: 'keepDims' }, reduction('bool'))),
  ),
  ...each('argMax argMin', 'x, axis=0', reducing(reduction('int'))),
  cumsum: define('x, axis=0, exclusive=False, reverse=False', runningAlong(keepingAxis())),
  norm: define("x, ord='euclidean', axis=None, keepDims=False", normOf(as({ keepdims: 'keepDims' }, norm))),
  clipByValue: define('x, clipValueMin, clipValueMax', clamped),
  ...MORE_METHODS,
};

export const FUNCTIONS: FunctionTable = {
  ...CREATORS,
  ...METHODS,
  ...MORE_FUNCTIONS,
  ...WINDOWS,
  ...each('concat concat1d concat2d concat3d concat4d', 'tensors, axis=0', concatenate),
  stack: define('tensors, axis=0', stack),
  where: define('condition, a, b', as({ x: 'a', y: 'b' }, where)),
};

/** Methods of arrays. https://numpy.org/doc/stable/reference/arrays.ndarray.html */
import { unknownDim } from '../../shapes/index.ts';
import { itemOf, toList } from '../array/attributes.ts';
import { permute, swapaxes } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import { takeDiagonal } from '../array/creators.ts';
import { dtypeOf } from '../array/dtype.ts';
import { take } from '../array/gathering.ts';
import { nonzeroPlaces } from '../array/nonzero.ts';
import { define, defineAll, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { clamped, converted, inPlace, unary } from '../array/pointwise.ts';
import { dot } from '../array/products.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { repeatInterleave } from '../array/repeating.ts';
import { ravel, reshape, squeeze } from '../array/reshaping.ts';
import { readSizes } from '../array/sizes.ts';
import { NONE, replaceShape, type Value } from '../parts.ts';
import { trace } from './counting.ts';
import { FURTHER_METHODS } from './further.ts';

/** `a.view('f4')` reads the bytes anew, which changes the length of the last axis. */
function viewed(op: Operation): Value {
  const [dtype] = [op.bound.value('dtype'), op.bound.value('type')].filter(v => v.kind !== 'none');
  if (!dtype) return converted(op);
  return changed(op, operandAt(op), shape => ({ ok: true, value: [...shape.slice(0, -1), unknownDim()] }), {
    dtype: dtypeOf(dtype),
  });
}

/** `a.sort()` gives nothing back. */
function changedInPlace(op: Operation): Value {
  inPlace(op);
  return NONE;
}

/** `a.resize(3, 4)`, `a.resize((3, 4))`: the array itself has that shape from then on. */
function resized(op: Operation): Value {
  const sizes = readSizes(op);
  const self = op.bound.value('a');
  inPlace(op);
  if (self.kind === 'tensor') replaceShape(op.host, self, sizes.refused ? undefined : sizes.shape);
  return NONE;
}

export const METHODS: FunctionTable = {
  reshape: define('a, *shape, order=None, copy=None', reshape),
  transpose: define('a, *axes', permute),
  swapaxes: define('a, axis1, axis2', swapaxes),
  squeeze: define('a, axis=None', squeeze),
  ...defineAll(['flatten', 'ravel'], 'a, order=None', ravel),
  astype: define('a, dtype, order=None, casting=None, subok=True, copy=True', converted),
  view: define('a, dtype=None, type=None', viewed),
  ...defineAll(['copy', 'conj', 'conjugate', 'byteswap'], 'a, *args, **kwargs', converted),
  round: define('a, decimals=0, out=None', unary()),
  dot: define('a, b, out=None', dot),
  ...defineAll(
    ['sum', 'prod'],
    'a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None',
    reduction('to-number'),
  ),
  mean: define('a, axis=None, dtype=None, out=None, keepdims=False, *, where=None', reduction('to-float')),
  ...defineAll(
    ['std', 'var'],
    'a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, **kwargs',
    reduction('to-float'),
  ),
  ...defineAll(
    ['max', 'min'],
    'a, axis=None, out=None, keepdims=False, initial=None, where=None',
    reduction(),
  ),
  ...defineAll(['any', 'all'], 'a, axis=None, out=None, keepdims=False, *, where=None', reduction('bool')),
  ...defineAll(['argmax', 'argmin'], 'a, axis=None, out=None, *, keepdims=False', reduction('int')),
  ...defineAll(['cumsum', 'cumprod'], 'a, axis=None, dtype=None, out=None', keepingAxis('keep', 'flat')),
  argsort: define('a, axis=-1, kind=None, order=None, *, stable=None', keepingAxis('int', 'flat')),
  take: define('a, indices, axis=None, out=None, mode=None', take),
  repeat: define('a, repeats, axis=None', repeatInterleave),
  diagonal: define('a, offset=0, axis1=0, axis2=1', takeDiagonal),
  clip: define('a, min=None, max=None, out=None, **kwargs', clamped),
  item: define('a, *args', itemOf('can only convert an array of size 1 to a Python scalar')),
  nonzero: define('a', nonzeroPlaces),
  argpartition: define('a, kth, axis=-1, kind=None, order=None', keepingAxis('int', 'flat')),
  tolist: define('a', toList),
  trace: define('a, offset=0, axis1=0, axis2=1, dtype=None, out=None', trace),
  ...FURTHER_METHODS,
  resize: define('a, *size, refcheck=True', resized),
  ...defineAll(
    ['sort', 'partition', 'fill', 'setflags', 'tofile', 'dump'],
    'a, *args, **kwargs',
    changedInPlace,
  ),
};

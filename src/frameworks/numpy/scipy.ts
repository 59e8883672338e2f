/** The little of SciPy that stands around models: functions of elements and along axes, filters, sparse matrices. https://docs.scipy.org/doc/scipy/reference/ */
import { add, changeSize, type Shape, size } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineAll,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { result } from '../array/scene.ts';
import {
  asDim,
  asInt,
  asShape,
  asString,
  itemsOf,
  type ModuleValue,
  moduleOf,
  tuple,
  type Value,
} from '../parts.ts';
import { NUMPY } from './flavour.ts';
import { sparse } from './sparse.ts';

const unknown = (op: Operation): Value => op.host.unknown('what a function of SciPy gives', op.site);

/** Unless one of these asks for more than the array. */
const without =
  (names: readonly string[], run: (op: Operation) => Value) =>
  (op: Operation): Value =>
    names.some(name => op.bound.given(name)) ? unknown(op) : run(op);

/** As the operand at a place. */
const likeOperand =
  (position: number) =>
  (op: Operation): Value =>
    changed(op, operandAt(op, position), shape => ({ ok: true, value: shape }), { dtype: 'float' });

const SPECIAL: FunctionTable = {
  ...defineAll(
    ['expit', 'logit', 'log_expit', 'erf', 'erfc', 'erfinv', 'gamma', 'gammaln', 'digamma', 'ndtr', 'ndtri'],
    'x, out=None, **kwargs',
    unary('to-float'),
  ),
  ...defineAll(['softmax', 'log_softmax'], 'x, axis=None', keepingAxis('float')),
  logsumexp: define(
    'a, axis=None, b=None, keepdims=False, return_sign=False',
    without(['b', 'return_sign'], reduction('float')),
  ),
};

/** `butter(n, cutoff)`: two vectors of n + 1 numbers; between two cutoffs it has twice as many. */
const coefficients = (op: Operation): Value => {
  const order = asDim(option(op, 'N'));
  const kind = asString(option(op, 'btype'));
  const isPlain =
    !op.bound.given('output') &&
    (option(op, 'btype').kind === 'none' || /^(low|high)(pass)?$/.test(kind ?? ''));
  const isOne = option(op, 'Wn').kind === 'number';
  if (!order || !isPlain || !isOne) return unknown(op);
  const vector = (): Value => result(op, [add(order, size(1))], { dtype: 'float', role: 'data' });
  return tuple([vector(), vector()]);
};

const resampled = (op: Operation): Value => {
  const [count, axis] = [asDim(option(op, 'num')), asInt(option(op, 'axis'))];
  return changed(
    op,
    operandAt(op),
    (shape: Shape) =>
      count && axis !== undefined ? changeSize(shape, axis, () => count) : { ok: true, value: undefined },
    { dtype: 'float' },
  );
};

const SIGNAL: FunctionTable = {
  lfilter: define('b, a, x, axis=-1, zi=None', without(['zi'], likeOperand(2))),
  filtfilt: define('b, a, x, *args, **kwargs', likeOperand(2)),
  savgol_filter: define('x, window_length, polyorder, *args, **kwargs', likeOperand(0)),
  medfilt: define('volume, kernel_size=None', likeOperand(0)),
  detrend: define('data, *args, **kwargs', likeOperand(0)),
  butter: define('N, Wn, btype=None, analog=False, output=None, fs=None', coefficients),
  resample: define('x, num, t=None, axis: whole=0, window=None, domain=None', without(['t'], resampled)),
};

const STATS: FunctionTable = {
  zscore: define('a, axis=0, ddof=0, nan_policy=None', likeOperand(0)),
};

const IMAGES: FunctionTable = defineAll(
  ['gaussian_filter', 'gaussian_filter1d', 'uniform_filter', 'uniform_filter1d', 'median_filter'],
  'input, *args, **kwargs',
  likeOperand(0),
);

/** `csr_matrix((values, (rows, columns)), shape=(n, m))`, or of an array. */
const matrix = (op: Operation): Value => {
  const from = option(op, 'arg1');
  const asked = option(op, 'shape');
  const shape = asked.kind !== 'none' ? asShape(asked) : itemsOf(from) ? undefined : literalShape(from);
  return sparse(op, result(op, shape, { role: 'data' }));
};

/** A distance for each pair of rows. */
const distances = (op: Operation): Value => {
  const [a, b] = [operandAt(op), operandAt(op, 1)].map(operand => operand?.shape);
  const [rows, others] = [a?.[0], b?.[0]];
  return result(op, rows && others && [rows, others], { dtype: 'float' });
};

const member = (name: string, table: FunctionTable): ModuleValue =>
  moduleOf(`scipy.${name}`, functionMembers({ ...NUMPY, module: `scipy.${name}` }, table));

export const scipy = moduleOf('scipy', {
  special: member('special', SPECIAL),
  signal: member('signal', SIGNAL),
  stats: member('stats', STATS),
  ndimage: member('ndimage', IMAGES),
  sparse: member(
    'sparse',
    defineAll(
      ['csr_matrix', 'csc_matrix', 'coo_matrix', 'csr_array', 'coo_array'],
      'arg1, shape=None, dtype=None, copy=False',
      matrix,
    ),
  ),
  spatial: moduleOf('scipy.spatial', {
    distance: member('spatial.distance', { cdist: define('XA, XB, *args, **kwargs', distances) }),
  }),
});

/** Functions of `torch` itself; those that are methods too are in operations/, those of `torch.nn.functional` in functional-table.ts. */
import {
  constantOf,
  less,
  normalizeAxis,
  type Shape,
  type ShapeResult,
  size,
  subtract,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { axisOf, changed } from '../array/change.ts';
import { fromData, full, like, shuffledTo, spaced } from '../array/creators.ts';
import { dtypeMembers } from '../array/dtype.ts';
import { ofForms } from '../array/forms.ts';
import { fourier } from '../array/fourier.ts';
import { columnStack, concatenate, dstack, hstack, stack, vstack } from '../array/joins.ts';
import { placedAcross } from '../array/linear-algebra.ts';
import { nonzeroPlaces } from '../array/nonzero.ts';
import { ofParameters } from '../array/one-dtype.ts';
import { opaqueClass } from '../array/opaque.ts';
import {
  define,
  defineAll,
  exactly,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { padLastAxes } from '../array/padding.ts';
import { broadcastArrays, ruled, unary, where } from '../array/pointwise.ts';
import { doubtPrecisions } from '../array/precision.ts';
import { tensordot } from '../array/products.ts';
import { repeatInterleave, tile } from '../array/repeating.ts';
import { reshape } from '../array/reshaping.ts';
import { refuseArgument, refuseMissing, result } from '../array/scene.ts';
import { splitSizes } from '../array/splitting.ts';
import { asDim, bool, moduleOf, NONE, nativeFunction, SOME_BOOL, tuple, type Value } from '../parts.ts';
import { ACTIVATION_FUNCTIONS, IN_PLACE_FUNCTIONS } from './activations.ts';
import { COPY_FUNCTIONS } from './copies.ts';
import { device } from './devices.ts';
import { TORCH } from './flavour.ts';
import { LINALG, MATRIX_FUNCTIONS } from './linear-algebra.ts';
import {
  filledOf,
  fromNumbers,
  identity,
  multinomial,
  normalSample,
  ofSizesOrData,
  randint,
  rangedTo,
  wrongBounds,
} from './making.ts';
import { refuseCondition } from './masks.ts';
import { groupNorm, layerNorm } from './normalising.ts';
import { NUMERIC_FUNCTIONS } from './numeric.ts';
import { OPERATIONS } from './operations/index.ts';
import { PIXEL_FUNCTIONS } from './patches.ts';
import { load, save } from './saved.ts';
import { SIGNAL_FUNCTIONS, WINDOWS } from './signals.ts';
import { CONVOLUTIONS } from './spatial.ts';
import { SPECIAL } from './special.ts';
import { sums } from './sums.ts';
import { AUTOGRAD } from './transforms.ts';

/** What all functions that make a tensor take, those that draw it too, and those that make it like another. */
const OPTIONS =
  'out: Tensor=None, dtype: dtype=None, layout: layout=None, device: device=None, requires_grad: bool=None, pin_memory: bool=None, names=None';
const DRAWN = `${OPTIONS}, generator=None`;
const ALIKE =
  'dtype: dtype=None, layout: layout=None, device: device=None, requires_grad: bool=None, pin_memory: bool=None, memory_format=None';

/** `randperm(n)` */
const shuffled = (op: Operation): Value => {
  const n = asDim(op.bound.value('n'));
  if (!n || less(n, size(0)) !== true) return shuffledTo(op);
  return refuseArgument(op, {
    parameter: 'n',
    aspect: 'value',
    allowed: 'an integer of at least 0',
    at: op.bound.at('n'),
  });
};

/** `linspace(0, 1, steps)` */
const spacedEvenly = (op: Operation): Value => {
  const steps = asDim(op.bound.value('steps'));
  if (!steps || less(steps, size(0)) !== true) return spaced('steps')(op);
  return refuseArgument(op, {
    parameter: 'steps',
    aspect: 'value',
    allowed: 'an integer of at least 0',
    at: op.bound.at('steps'),
    says: 'number of steps must be non-negative',
  });
};

/** `randint_like(input, high)`, `randint_like(input, low, high)` */
const drawnLike = (op: Operation): Value => {
  const { extra, given, open } = op.bound;
  if (!open && extra.length === 0 && !given('high')) return refuseMissing(op, 'high');
  return (open ? undefined : wrongBounds(op, extra)) ?? like()(op);
};

const CREATION: FunctionTable = {
  ...defineAll(['zeros', 'ones'], `*size, size: shape, ${OPTIONS}`, filledOf('float')),
  empty: define(`*size, size: shape, ${OPTIONS}, memory_format=None`, filledOf('float')),
  ...defineAll(['rand', 'randn'], `*size, size: shape, ${DRAWN}`, filledOf('float')),
  ...defineAll(['zeros_like', 'ones_like', 'empty_like'], `input, *, ${ALIKE}`, like()),
  ...defineAll(['rand_like', 'randn_like'], `input, *, ${ALIKE}, generator=None`, like('float')),
  full_like: define(`input, fill_value: number, *, ${ALIKE}`, like()),
  randint_like: define(`input, *args, low=None, high=None, ${ALIKE}, generator=None`, drawnLike),
  full: define(`size: shape, fill_value: number, *, ${OPTIONS}`, full),
  randint: define(`*args, low=None, high=None, size=None, ${DRAWN}`, randint),
  randperm: define(`n: int, *, ${DRAWN}`, shuffled),
  normal: define(
    `mean=None, std=None, size: shape=..., *, ${DRAWN}`,
    ofForms(
      [
        `mean: number, std: number, size: shape, *, ${DRAWN}`,
        'mean: number, std: Tensor, *, generator=None, out: Tensor=None',
        'mean: Tensor, std: number=1, *, generator=None, out: Tensor=None',
        'mean: Tensor, std: Tensor, *, generator=None, out: Tensor=None',
      ],
      normalSample,
    ),
  ),
  multinomial: define(
    'input, num_samples: int, replacement: bool=False, *, generator=None, out=None',
    multinomial,
  ),
  tensor: define(
    'data, *, dtype: dtype=None, device: device=None, requires_grad: bool=False, pin_memory: bool=False, names=None',
    fromNumbers,
  ),
  as_tensor: define('data, *, dtype: dtype=None, device: device=None', fromNumbers),
  asarray: define('obj, *, dtype: dtype=None, device: device=None, copy=None, requires_grad=False', fromData),
  scalar_tensor: define(`s, *, ${OPTIONS}`, fromData),
  from_numpy: define('ndarray', fromData),
  arange: define(`start: number=..., end: number=..., step: number=..., *, ${OPTIONS}`, rangedTo),
  linspace: define(`start: number, end: number, steps: int, *, ${OPTIONS}`, spacedEvenly),
  logspace: define(`start: number, end: number, steps: int, base: number=10.0, *, ${OPTIONS}`, spacedEvenly),
  eye: define(`n: int, m: int=..., *, ${OPTIONS}`, identity),
};

const JOINS: FunctionTable = {
  ...defineAll(['cat', 'concat', 'concatenate'], 'tensors, dim: int=0, *, out=None', concatenate),
  stack: define('tensors, dim: int=0, *, out=None', stack),
  ...defineAll(['vstack', 'row_stack'], 'tensors, *, out=None', vstack),
  hstack: define('tensors, *, out=None', hstack),
  dstack: define('tensors, *, out=None', dstack),
  column_stack: define('tensors, *, out=None', columnStack),
  broadcast_tensors: define('*tensors', broadcastArrays),
};

/** `cumulative_trapezoid(y)`: an area for each pair of neighbours. */
const trapezoids = (op: Operation): Value => {
  const axis = axisOf(op);
  const input = operandAt(op);
  const dtype = ruled('to-float', input?.tensor?.dtype);
  if (placedAcross(op)) return result(op, undefined, { dtype });
  const shortened = (shape: Shape): ShapeResult<Shape | undefined> => {
    const named = axis === undefined ? undefined : normalizeAxis(axis, shape.length);
    if (!named?.ok) return named ?? UNDECIDED;
    if (constantOf(shape[named.value] ?? size(1)) === 0) return { ok: true, value: shape };
    return {
      ok: true,
      value: shape.map((dim, i) => (i === named.value ? subtract(dim, size(1)) : dim)),
    };
  };
  return changed(op, input, shortened, { dtype });
};

/** `repeat_interleave(repeats)` alone: each position as often as the tensor says. */
const repeated = (op: Operation): Value =>
  op.bound.open || ['input', 'repeats'].every(name => op.bound.given(name))
    ? repeatInterleave(op)
    : result(op, [unknownDim()], { dtype: 'int' });

/** `where(condition)` alone tells places; with what to choose from it needs both. */
const chosenWhere = (op: Operation): Value => {
  const { given, open } = op.bound;
  if (!open && given('input') && !given('other')) return refuseMissing(op, 'other');
  if (!open && !given('input')) return nonzeroPlaces(op);
  return (given('input') && refuseCondition(op)) ?? where(op);
};

/** As in torch.nn.functional: what keeps the shape, and layers of normalisation. */
const LAYERS: FunctionTable = {
  ...Object.fromEntries(
    ['celu', 'selu', 'rrelu', 'threshold', 'rms_norm'].flatMap(name => {
      const made = ACTIVATION_FUNCTIONS[name];
      return made ? [[name, made]] : [];
    }),
  ),
  ...exactly({
    layer_norm: define(
      'input, normalized_shape: shape, weight: Tensor=None, bias: Tensor=None, eps: number=1e-05, cudnn_enable=True',
      ofParameters('weight bias', layerNorm),
    ),
    group_norm: define(
      'input, num_groups: int, weight: Tensor=None, bias: Tensor=None, eps: number=1e-05, cudnn_enabled=True',
      ofParameters('weight bias', groupNorm),
    ),
  }),
  constant_pad_nd: define('input, pad: shape, value=0', padLastAxes),
};

const OTHERS: FunctionTable = {
  ...LAYERS,
  reshape: define('input, shape: shape', reshape),
  ...exactly({ split: define('tensor, split_size_or_sections: ints, dim: int=0', splitSizes) }),
  prelu: ACTIVATION_FUNCTIONS.prelu ?? define('input, weight', unary()),
  ...defineAll(
    ['is_complex', 'is_nonzero', 'is_conj', 'is_inference', 'can_cast'],
    '*args, **kwargs',
    () => SOME_BOOL,
  ),
  tile: define('input, dims: shape', tile('any')),
  cumulative_trapezoid: define('y, x=None, *, dx=1.0, dim=-1', trapezoids),
  repeat_interleave: define('input=None, repeats=None, dim=None, *, output_size=None', repeated),
  where: define('condition: Tensor, input=..., other=..., *, out=None', chosenWhere),
  einsum: define('equation, *operands', sums),
  tensordot: define('a, b, dims=2, out=None', tensordot),
  save: define(
    'obj, f, pickle_module=None, pickle_protocol=2, _use_new_zipfile_serialization=True, _disable_byteorder_record=False',
    save,
  ),
  load: define(
    'f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **pickle_load_args',
    load,
  ),
  ...defineAll(
    [
      'set_default_device',
      'set_grad_enabled',
      'use_deterministic_algorithms',
      'set_num_threads',
      'set_printoptions',
      'seed',
    ],
    '*args, **kwargs',
    () => NONE,
  ),
  ...defineAll(['set_default_dtype', 'set_default_tensor_type'], '*args, **kwargs', ({ host }) => {
    doubtPrecisions(host);
    return NONE;
  }),
};

const DTYPES = [
  'float',
  'float16',
  'float32',
  'float64',
  'bfloat16',
  'double',
  'half',
  'int',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'long',
  'short',
  'bool',
  'complex64',
  'complex128',
];

const LEGACY = {
  Tensor: 'float',
  FloatTensor: 'float',
  DoubleTensor: 'float',
  HalfTensor: 'float',
  LongTensor: 'int',
  IntTensor: 'int',
  ShortTensor: 'int',
  ByteTensor: undefined,
  BoolTensor: 'bool',
} as const;

const legacyTypes = Object.fromEntries(
  Object.entries(LEGACY).map(([name, dtype]) => [name, () => ofSizesOrData(name, dtype)]),
);

const opaque = (name: string): Value => opaqueClass({ qualified: `torch.${name}`, framework: 'torch' });
const flag = (name: string): Value => nativeFunction(`torch.${name}`, () => SOME_BOOL);
const nothing = (name: string): Value => nativeFunction(`torch.${name}`, () => NONE);
const given = (name: string): Value => nativeFunction(`torch.${name}`, ({ args }) => args[0]?.value ?? NONE);

const within = (module: string, table: FunctionTable): Value =>
  moduleOf(module, functionMembers({ ...TORCH, module }, table));

/** undefined: not known. */
function isTensorOfTorch(value: Value | undefined): boolean | undefined {
  if (!value || value.kind === 'unknown' || value.kind === 'union') return undefined;
  return value.kind === 'tensor' && value.framework === 'torch';
}

/** `torch.Size([2, 3])`: a tuple. */
const sizeClass: Value = {
  kind: 'native-class',
  name: 'Size',
  qualified: 'torch.Size',
  framework: 'torch',
  ancestors: [],
  construct: ({ host, site, args: [sizes] }) => {
    const items = sizes ? host.items(sizes.value) : [];
    return items ? tuple(items) : host.unknown('the sizes of a torch.Size', site);
  },
};

const cuda = moduleOf('torch.cuda', {
  is_available: flag('cuda.is_available'),
  ...Object.fromEntries(
    ['manual_seed', 'manual_seed_all', 'empty_cache', 'synchronize', 'set_device'].map(name => [
      name,
      nothing(`cuda.${name}`),
    ]),
  ),
  ...legacyTypes,
});

export const TORCH_FUNCTIONS: Readonly<Record<string, Value | (() => Value)>> = {
  ...functionMembers(TORCH, {
    ...OPERATIONS,
    ...NUMERIC_FUNCTIONS,
    ...CREATION,
    ...JOINS,
    ...OTHERS,
    ...MATRIX_FUNCTIONS,
    ...SIGNAL_FUNCTIONS,
    ...COPY_FUNCTIONS,
    ...CONVOLUTIONS,
    ...PIXEL_FUNCTIONS,
    ...IN_PLACE_FUNCTIONS,
  }),
  ...dtypeMembers(TORCH, DTYPES),
  ...legacyTypes,
  device,
  Generator: opaque('Generator'),
  Size: sizeClass,
  is_tensor: nativeFunction('torch.is_tensor', ({ args: [first] }) => bool(isTensorOfTorch(first?.value))),
  cuda,
  backends: moduleOf('torch.backends', {
    mps: moduleOf('torch.backends.mps', { is_available: flag('backends.mps.is_available') }),
  }),
  autograd: moduleOf('torch.autograd', {
    ...AUTOGRAD,
    Variable: given('autograd.Variable'),
  }),
  linalg: within('torch.linalg', LINALG),
  fft: within('torch.fft', fourier('input', 'dim')),
  special: within('torch.special', SPECIAL),
  signal: moduleOf('torch.signal', { windows: within('torch.signal.windows', WINDOWS) }),
};

/**
 * tinygrad, a framework of one file: what other rooms must know of it, how its functions treat arguments, its tensors, its layers, and the way to the weights of
 * a model. Nearly every function is a method of `Tensor`, and models are plain classes. Sources: https://docs.tinygrad.org, tinygrad/mixin, tinygrad/nn.
 */
import { torch as torchLayout } from '../../cells/layouts/torch.ts';
import { torch as torchProfile } from '../../profiles/torch.ts';
import type { Dim } from '../../shapes/index.ts';
import * as array from '../array/index.ts';
import { as, type Operation, result } from '../array/index.ts';
import { defineFramework } from '../declaration.ts';
import { byName, weight } from '../layer.ts';
import * as modules from '../modules/index.ts';
import { callScaled, moduleLayer, type Options, type Use, type WindowStyle } from '../modules/index.ts';
import { asDim, asString, itemsOf, moduleOf, NONE, nativeFunction, tuple, type Value } from '../parts.ts';
import { pythonWords } from '../words/python.ts';

// Functions: each is a member of `Tensor`, and nearly each a method of its first argument.

const FLAVOUR: array.Flavour = {
  ...array.TENSORS_ONLY,
  framework: 'tinygrad',
  module: 'Tensor',
  lenientSqueeze: true,
  emptyAxes: 'none',
};

const someTensor = (op: Operation): Value =>
  result(op, undefined, { dtype: 'float', parents: [array.operandAt(op)?.tensor] });

/** `x.reshape(None, 12)`: what keeps its size is not told. */
const reshaped = (op: Operation): Value => {
  const [only, ...more] = op.bound.extra.map(({ value }) => value);
  const sizes = only && more.length === 0 ? (itemsOf(only) ?? [only]) : [only, ...more];
  return sizes.some(size => size?.kind === 'none') ? someTensor(op) : array.reshape(op);
};

/** A weight that is a vector scales each feature. */
const linear = (op: Operation): Value =>
  (array.operandAt(op, 1)?.shape?.length ?? 1) > 1 ? array.matmul(op) : someTensor(op);

/** One number, unless the samples are left apart. What is compared is not looked at. */
const loss = (op: Operation): Value =>
  ['mean', 'sum'].includes(asString(array.option(op, 'reduction')) ?? '')
    ? result(op, [], { dtype: 'float', parents: [array.operandAt(op)?.tensor] })
    : someTensor(op);

/** What others give as a tuple with names. */
const asTuple =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const made = run(op);
    const items = made.kind === 'native' ? op.host.items(made) : undefined;
    return items ? tuple(items) : made;
  };

/** The last axes first, or a pair for each; an axis of which nothing is said, None, is not followed. */
const pad = (op: Operation): Value => {
  const items = itemsOf(op.bound.value('padding'));
  if (items?.every(({ kind }) => kind === 'number')) return as({ pad: 'padding' }, array.padLastAxes)(op);
  const isForEach =
    items?.length === array.operandAt(op)?.shape?.length && items?.every(({ kind }) => kind === 'list');
  return isForEach ? as({ pad_width: 'padding' }, array.padAxes)(op) : someTensor(op);
};

const sequential = (op: Operation): Value => {
  const { host, site, bound } = op;
  const apply = (x: Value, layer: Value): Value =>
    host.call(layer, [{ name: undefined, value: x, at: site }], site);
  return itemsOf(bound.value('ll'))?.reduce(apply, bound.value('self')) ?? someTensor(op);
};

/** Padding: one number, one for each axis, or two for each, those of the last axis first; 'same' keeps the length. */
function paddings(options: Options, rank: number): ReturnType<WindowStyle['paddings']> {
  if (options.text('padding') !== undefined) return Array.from({ length: rank }, () => 'same' as const);
  const sides = itemsOf(options.bound.value('padding'))?.map(asDim);
  if (sides?.length !== 2 * rank) return modules.evenPaddings(options, rank);
  const pairs = Array.from({ length: rank }, (_, i) => sides.slice(2 * (rank - 1 - i)));
  const known = pairs.flatMap(([before, after]) => (before && after ? [{ before, after }] : []));
  return known.length === rank ? known : undefined;
}

const WINDOWS: WindowStyle = {
  ...modules.USUAL_LENGTHS,
  paddings,
  batchedOnly: true,
  says: {
    channels: 'does not match the shape of the weights',
    transposedChannels: 'does not match the shape of the weights',
    convolutionWindow: 'kernel size cannot be greater than actual input size',
    poolingWindow: 'kernel size cannot be greater than actual input size',
  },
};

const AXES = 'self, axis=None, keepdim=False';
const POOLED = 'self, kernel_size=(2, 2), stride=None, dilation=1, padding=0, ceil_mode=False';
const SOME =
  'shrink rearrange interpolate conv2d conv_transpose2d batchnorm scaled_dot_product_attention masked_select unfold';

const METHODS: array.FunctionTable = {
  ...array.defineLoose(
    `exp exp2 log log2 log10 sqrt rsqrt sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf reciprocal sigmoid
     logsigmoid hardsigmoid softplus mish gelu quick_gelu silu swish elu celu selu softsign layernorm dropout normalize`,
    'self, *args',
    array.unary('to-float'),
  ),
  ...array.defineLoose(
    `abs neg sign square floor ceil trunc round relu relu6 hardswish hardtanh leaky_relu bitwise_not tril triu flip roll
     contiguous contiguous_backward detach realize clone to shard replace lshift rshift scatter`,
    'self, *args',
    array.unary(),
  ),
  ...array.defineLoose('logical_not isnan isinf isfinite', 'self, *args', array.unary('bool')),
  ...array.defineLoose(
    'add sub mul mod fmod maximum minimum pow bitwise_and bitwise_or bitwise_xor copysign logaddexp lerp',
    'self, x, *args',
    array.binary(),
  ),
  ...array.defineLoose('div', 'self, x, *args', array.binary('to-float')),
  ...array.defineLoose('eq ne isclose', 'self, x, *args', array.binary('bool')),
  ...array.defineLoose(
    'clip clamp',
    'self, min_=None, max_=None',
    as({ min: 'min_', max: 'max_' }, array.clamped),
  ),
  ...array.defineLoose('where', 'self, x, y', as({ condition: 'self' }, array.where)),
  ...array.defineLoose('masked_fill', 'self, mask, value', array.masked),
  ...array.defineLoose('cast bitcast', 'self, dtype', array.converted),
  ...array.defineLoose('float half double bfloat16', 'self', array.convertedTo('float')),
  ...array.defineLoose('int long short', 'self', array.convertedTo('int')),
  ...array.defineLoose('bool', 'self', array.convertedTo('bool')),
  ...array.defineLoose('numpy', 'self', op => array.converted({ ...op, framework: 'numpy' })),
  ...array.defineLoose('sum', AXES, array.reduction('to-number')),
  ...array.defineLoose('prod max min', AXES, array.reduction()),
  ...array.defineLoose('mean var std logsumexp', AXES, array.reduction('to-float')),
  ...array.defineLoose('var_mean std_mean', AXES, array.moments),
  ...array.defineLoose('any all', AXES, array.reduction('bool')),
  ...array.defineLoose('argmax argmin', AXES, array.reduction('int')),
  ...array.defineLoose(
    'softmax log_softmax softmin',
    'self, axis=-1, dtype=None',
    array.keepingAxis('to-float'),
  ),
  ...array.defineLoose('cumsum cumprod logcumsumexp', 'self, axis=0', array.keepingAxis()),
  ...array.defineLoose('argsort', 'self, dim=-1, descending=False', array.keepingAxis('int')),
  ...array.defineLoose('sort', 'self, dim=-1, descending=False', asTuple(array.sortPair)),
  ...array.defineLoose('topk', 'self, k, dim=-1, largest=True', asTuple(array.topk)),
  ...array.defineLoose('reshape view', 'self, *shape', reshaped),
  ...array.defineLoose('pad', "self, padding, mode='constant', value=0.0", pad),
  ...array.defineLoose('expand', 'self, *shape', array.expand),
  ...array.defineLoose('permute', 'self, *order', as({ dims: 'order' }, array.permute)),
  ...array.defineLoose('transpose', 'self, dim0=1, dim1=0', array.swapaxes),
  ...array.defineLoose('flatten', 'self, start_dim=0, end_dim=-1', array.flatten),
  ...array.defineLoose('unflatten', 'self, dim, sizes', array.unflatten),
  ...array.defineLoose('squeeze', 'self, dim=None', array.squeeze),
  ...array.defineLoose('unsqueeze', 'self, dim', array.unsqueeze),
  ...array.defineLoose('repeat', 'self, *repeats', array.tile('at-least-rank')),
  ...array.defineLoose('repeat_interleave', 'self, repeats, dim=None', array.repeatInterleave),
  ...array.defineLoose('cat', 'self, *tensors, dim=0', array.ofArguments(array.concatenate)),
  ...array.defineLoose('stack', 'self, *tensors, dim=0', array.ofArguments(array.stack)),
  ...array.defineLoose('split', 'self, sizes, dim=0', as({ split_size: 'sizes' }, array.splitSizes)),
  ...array.defineLoose('chunk', 'self, chunks, dim=0', array.chunk),
  ...array.defineLoose('gather', 'self, dim, index', array.gather),
  ...array.defineLoose('one_hot', 'self, num_classes', array.oneHot('int')),
  ...array.defineLoose('size', 'self, dim=None', array.sizeMethod),
  ...array.defineLoose('numel', 'self', array.countMethod),
  ...array.defineLoose('item', 'self', array.item),
  ...array.defineLoose('tolist', 'self', array.toList),
  ...array.defineLoose('dot matmul', 'self, x', array.matmul),
  ...array.defineLoose('linear', 'self, weight, bias=None', linear),
  ...array.defineLoose('sequential', 'self, ll', sequential),
  ...array.defineLoose('max_pool2d', `${POOLED}, return_indices=False`, modules.poolingFunction(WINDOWS)),
  ...array.defineLoose('avg_pool2d', POOLED, modules.poolingFunction(WINDOWS)),
  ...array.defineLoose(
    'cross_entropy sparse_categorical_crossentropy binary_crossentropy binary_crossentropy_logits nll_loss',
    "self, Y, *args, reduction='mean'",
    loss,
  ),
  ...array.defineLoose(
    'zeros_like ones_like empty_like full_like rand_like randn_like',
    'self, *args, dtype=None',
    array.like(),
  ),
  ...array.defineLoose('backward', 'self, *args', op => op.bound.value('self')),
  ...Object.fromEntries(SOME.split(' ').map(name => [name, array.defineSomeArray('self, *args, **kwargs')])),
};

const CREATION: array.FunctionTable = {
  ...array.defineLoose(
    'zeros ones empty rand randn uniform normal scaled_uniform glorot_uniform kaiming_uniform kaiming_normal',
    '*shape, dtype=None',
    array.filled('float'),
  ),
  ...array.defineLoose('randint', '*shape, dtype=None', array.filled('int')),
  ...array.defineLoose('full', 'shape, fill_value, dtype=None', array.full),
  ...array.defineLoose('arange', 'start, stop=None, step=1, dtype=None', array.ranged),
  ...array.defineLoose('linspace', 'start, stop, steps, dtype=None', array.spaced('steps')),
  ...array.defineLoose('eye', 'n, m=None, dtype=None', array.eye),
  ...array.defineLoose('randperm', 'n', array.shuffledTo),
  ...array.defineLoose('einsum', 'formula, *operands', as({ equation: 'formula' }, array.einsum)),
};

const Tensor = array.tensorClass(FLAVOUR, {
  qualified: 'tinygrad.Tensor',
  signature: 'data, *args, dtype=None, **kwargs',
  operation: 'Tensor',
  functions: { ...METHODS, ...CREATION },
});

const tensors = array.arrayBehaviour({
  flavour: FLAVOUR,
  methods: METHODS,
  own: ['T'],
  common: ['shape', 'ndim', 'dtype', 'device', 'grad', 'requires_grad'],
  // The first two axes change places, however many follow.
  attribute: (host, self, name, site) => {
    const transpose = name === 'T' ? METHODS.transpose : undefined;
    const call = { host, site, args: [], open: false };
    return transpose && array.methodValue(FLAVOUR, 'transpose', transpose, self, site).invoke(call);
  },
});

// Layers: they have their weights from construction on, and nothing in common but that they are called.

const LAYERS: modules.Dialect = {
  framework: 'tinygrad',
  path: 'tinygrad.nn',
  base: 'object',
  entry: '__call__',
  input: 'x',
  methods: {},
  registers: [],
  forgets: 'all',
};

const CANNOT_DOT = 'cannot dot … and …';
const NO_AXES = 'both tensors need to be at least 1D';

const kernelAxes = (options: Options): number | undefined =>
  modules.kernelRank(options.bound.value('kernel_size'));
const CHANNELS = 'in_channels, out_channels, kernel_size, stride=1, padding=0';

const convolutions = (suffix: string, rank: number | typeof kernelAxes) => [
  modules.plainConvolution(LAYERS, {
    name: `Conv${suffix}`,
    signature: `${CHANNELS}, dilation=1, groups=1, bias=True`,
    rank,
    style: WINDOWS,
    grouped: [],
  }),
  modules.transposedConvolution(LAYERS, {
    name: `ConvTranspose${suffix}`,
    signature: `${CHANNELS}, output_padding=0, dilation=1, groups=1, bias=True`,
    rank,
    style: WINDOWS,
    grouped: [],
  }),
];

/** Those of these names, where the constructor's flag asks for them. */
const scaled = (
  options: Options,
  flag: string,
  shape: readonly Dim[] | undefined,
  names = ['weight', 'bias'],
) =>
  options.flag(flag) === false ? [] : names.map(name => weight(name, options.flag(flag) ? shape : undefined));

const layerNorm = (name: string, call: (use: Use, shape: readonly Dim[] | undefined) => Value) =>
  moduleLayer(LAYERS, {
    name,
    signature: 'normalized_shape, eps=1e-5, elementwise_affine=True',
    make: options => {
      const shape = modules.normalizedShape(options);
      const weights = scaled(options, 'elementwise_affine', shape);
      return { weights, units: shape?.at(-1), call: use => call(use, shape) };
    },
  });

function callImages(use: Use, shape: readonly Dim[] | undefined): Value {
  const input = modules.inputOf(use);
  const [channels] = shape ?? [];
  if (!input) return array.refused(use);
  if (input.shape && input.shape.length !== 4)
    return array.refuseRank(use, input, [4], ['batch', 'channels', 'height', 'width']);
  return channels ? callScaled(use, 1, channels, 'normalized_shape') : someResult(use);
}

const someResult = (use: Use): Value => result(use, undefined, { dtype: 'float' });

/** Over the channels, which stand behind the batch. */
const channelNorm = (name: string, signature: string, channels: string) =>
  moduleLayer(LAYERS, {
    name,
    signature,
    make: options => {
      const size = options.size(channels);
      const isBatchNorm = name.startsWith('BatchNorm');
      const averages = isBatchNorm && options.flag('track_running_stats') !== false;
      const isCompared = averages || options.flag('affine') === true;
      return {
        weights: scaled(options, 'affine', [size]),
        buffers: [
          ...(isBatchNorm ? [weight('num_batches_tracked', [])] : []),
          ...(averages ? ['running_mean', 'running_var'].map(each => weight(each, [size])) : []),
        ],
        units: size,
        call: use => (isCompared ? callScaled(use, 1, size, channels) : someResult(use)),
      };
    },
  });

const CLASSES = [
  modules.stretchingCell(LAYERS, {
    name: 'LSTMCell',
    kind: modules.LSTM,
    layout: 'tinygrad',
    signature: 'input_size, hidden_size, bias=True',
    state: 'hc',
    says: CANNOT_DOT,
    saysScalar: NO_AXES,
    saysCount: 'index out of range',
  }),
  modules.linearLayer(LAYERS, {
    name: 'Linear',
    signature: 'in_features, out_features, bias=True',
    inputs: 'in_features',
    outputs: 'out_features',
    least: 0,
    rows: false,
    says: CANNOT_DOT,
    saysScalar: NO_AXES,
  }),
  modules.embeddingLayer(LAYERS, {
    signature: 'vocab_size, embed_size',
    count: 'vocab_size',
    width: 'embed_size',
    least: 0,
    table: 'weight',
    says: 'Expected integer dtype for index in embedding',
  }),
  ...convolutions('1d', 1),
  ...convolutions('2d', kernelAxes),
  layerNorm('LayerNorm', modules.callLastAxes),
  layerNorm('LayerNorm2d', callImages),
  ...['BatchNorm', 'BatchNorm2d', 'BatchNorm3d'].map(name =>
    channelNorm(name, 'sz, eps=1e-5, affine=True, track_running_stats=True, momentum=0.1', 'sz'),
  ),
  channelNorm('GroupNorm', 'num_groups, num_channels, eps=1e-5, affine=True', 'num_channels'),
  channelNorm('InstanceNorm', 'num_features, eps=1e-5, affine=True', 'num_features'),
  moduleLayer(LAYERS, {
    name: 'RMSNorm',
    signature: 'dim, eps=1e-6, elementwise_affine=True',
    make: options => {
      const size = options.size('dim');
      const weights = scaled(options, 'elementwise_affine', [size], ['weight']);
      return { weights, units: size, call: use => callScaled(use, -1, size, 'dim') };
    },
  }),
];

// The weights of a model, and what programs need around it.

const state = moduleOf('tinygrad.nn.state', {
  get_state_dict: modules.heldByPath('nn.state.get_state_dict'),
  get_parameters: modules.heldInList('nn.state.get_parameters'),
});

const DTYPES =
  `bool int8 int16 int32 int64 int uint8 uint16 uint32 uint64 long short char uchar uint ulong ushort float16
  float32 float64 bfloat16 half float double default_float default_int`.split(/\s+/);

const OPTIMIZERS = ['SGD', 'Adam', 'AdamW', 'LAMB', 'LARS', 'Muon'];

const nn = moduleOf('tinygrad.nn', {
  ...byName(CLASSES),
  state,
  optim: moduleOf('tinygrad.nn.optim', array.opaqueClasses('tinygrad', 'tinygrad.nn.optim', OPTIMIZERS)),
});

/** Within ±1/sqrt(hidden_size): tinygrad/nn/__init__.py. */
const FILLS = { matrix: 'uniform_by_units', state: 'uniform_by_units', bias: 'zeros' } as const;

const tinygradModule = moduleOf('tinygrad', {
  Tensor,
  nn,
  dtypes: moduleOf('tinygrad.dtypes', array.dtypeMembers(FLAVOUR, DTYPES)),
  tensor: moduleOf('tinygrad.tensor', { Tensor }),
  TinyJit: nativeFunction('TinyJit', ({ args: [fn] }) => fn?.value ?? NONE),
  Device: array.opaqueFunction('Device', 'a device'),
});

export const tinygrad = defineFramework(
  {
    name: 'tinygrad',
    profile: {
      title: 'tinygrad',
      about:
        'Methods and functions of `Tensor`, the layers of `tinygrad.nn`, and the state of a model of plain classes. What it stretches along axes of size 1 is not refused.',
      packages: ['tinygrad'],
      minors: [[0, 14]],
      tensorClass: 'tinygrad.Tensor',
      isOfItsClass: 'always',
      tensors: { layersConvert: true },
      wording: {
        ...torchProfile.wording,
        sizes: { Linear: 'out_features', Embedding: 'embed_size', Conv1d: 'out_channels' },
        moveAxis: '`transpose`',
        statePair: '(h, c)',
        hidden: 'h',
        results: { 'lstm-cell': torchProfile.wording.results['lstm-cell'] },
        batchFirst: undefined,
      },
    },
    layout: { ...torchLayout, cells: { lstm: torchLayout.cells.lstm }, fills: FILLS },
    begins: { LSTMCell: 'lstm' },
    imports: 'from tinygrad import Tensor, nn\n',
  },
  {
    words: pythonWords,
    tensors,
    modules: { tinygrad: () => tinygradModule },
  },
);

/** torch.nn as a module: layers, containers, losses, and what initialises weights. */
import { product, size, sum, unknownDim } from '../../shapes/index.ts';
import { refuseArgument } from '../array/scene.ts';
import { byName } from '../layer.ts';
import { doubtTrained } from '../modules/trained.ts';
import { parameterTensor } from '../modules/weight-tensor.ts';
import {
  asBool,
  type Bound,
  bind,
  type Call,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  SOME_BOOL,
  SOME_FLOAT,
  shapeOf,
  signature,
  tensor,
  type Value,
} from '../parts.ts';
import { BASE_CLASSES } from './base-classes.ts';
import { Module, ModuleDict, ModuleList, Sequential, TORCH_NN } from './dialect.ts';
import { ATTENTION } from './layers/attention.ts';
import { CONVOLUTION } from './layers/convolution.ts';
import { DISTANCES } from './layers/distances.ts';
import { EMBEDDING } from './layers/embedding.ts';
import { LAZY } from './layers/lazy.ts';
import { LINEAR } from './layers/linear.ts';
import { NORMALISATION } from './layers/normalisation.ts';
import { PARAMETER_CONTAINERS } from './layers/parameters.ts';
import { POINTWISE } from './layers/pointwise.ts';
import { POOLING } from './layers/pooling.ts';
import { RESHAPING } from './layers/reshaping.ts';
import { TRANSFORMER } from './layers/transformer.ts';
import { LOSSES } from './losses/index.ts';
import { PADDING } from './padding.ts';
import { DataParallel, DistributedDataParallel } from './parallel.ts';
import { quantizable, quantized } from './quantization.ts';
import { CELLS } from './recurrent/cells.ts';
import { RECURRENT } from './recurrent/sequence.ts';
import {
  OLD_NORMS,
  PARAMETRIZATIONS,
  PRUNE,
  registerParametrization,
  removeParametrizations,
} from './reparametrised.ts';

const CLASSES: readonly NativeClass[] = [
  Module,
  Sequential,
  ModuleList,
  ModuleDict,
  DataParallel,
  ...RECURRENT,
  ...CELLS,
  ...LINEAR,
  ...DISTANCES,
  ...ATTENTION,
  ...TRANSFORMER,
  ...EMBEDDING,
  ...CONVOLUTION,
  ...POOLING,
  ...NORMALISATION,
  ...POINTWISE,
  ...RESHAPING,
  ...LOSSES,
  ...LAZY,
  ...PARAMETER_CONTAINERS,
];

const classes = byName(CLASSES);

const PARAMETER = signature('data: Tensor=None, requires_grad: bool=True');

/** Whole numbers have no gradient; where that is not said, a Parameter wants one. */
function refuseWholeGradient({ host, site }: Call, bound: Bound): boolean {
  const data = bound.given('data');
  const dtype = data?.value.kind === 'tensor' ? data.value.dtype : undefined;
  if (!data || (dtype !== 'int' && dtype !== 'bool') || asBool(bound.value('requires_grad')) !== true)
    return false;
  const scene = { host, framework: 'torch', operation: 'Parameter', site } as const;
  refuseArgument(scene, {
    parameter: 'data',
    aspect: 'type',
    allowed: 'a tensor of floats',
    given: dtype === 'int' ? 'a tensor of integers' : 'a tensor of truth values',
    at: data.at,
    says: 'Only Tensors of floating point and complex dtype can require gradients',
  });
  return true;
}

/** `nn.Parameter(data)`: a weight with the shape of its data; without any it is empty. */
const Parameter = nativeFunction('nn.Parameter', call => {
  const { host, site, open } = call;
  const bound = bind(call, PARAMETER, 'Parameter', 'torch');
  const data = bound.given('data');
  if (bound.refused || refuseWholeGradient(call, bound))
    return host.unknown('a Parameter, which is refused here', site);
  const isEmpty = !open && (!data || data.value.kind === 'none');
  if (!isEmpty && data?.value.kind !== 'tensor') return host.unknown('the data of a Parameter', site);
  const parents = data?.value.kind === 'tensor' ? [data.value] : [];
  const shape = parents[0] ? shapeOf(parents[0]) : [size(0)];
  const made = parameterTensor(TORCH_NN, host, shape, site, parents);
  if (asBool(bound.value('requires_grad')) !== true) doubtTrained(host, made);
  return made;
});

/** Functions of torch.nn.init and torch.nn.utils give what they are given. */
const given = (name: string): Value => nativeFunction(name, ({ args }) => args[0]?.value ?? NONE);
const allGiven = (names: readonly string[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(names.map(name => [name, given(name)]));

const INIT = [
  'xavier_uniform_',
  'xavier_normal_',
  'kaiming_uniform_',
  'kaiming_normal_',
  'trunc_normal_',
  'orthogonal_',
  'uniform_',
  'normal_',
  'zeros_',
  'ones_',
  'eye_',
  'sparse_',
  'constant_',
  'dirac_',
  'xavier_uniform',
  'xavier_normal',
  'kaiming_normal',
  'uniform',
  'normal',
  'constant',
  'orthogonal',
];

/** `parameters_to_vector(parameters)`: all of them, laid end to end. */
const toVector = nativeFunction('nn.utils.parameters_to_vector', ({ host, site, args: [first] }) => {
  const shapes = (first && host.items(first.value))?.map(value =>
    value.kind === 'tensor' ? shapeOf(value) : undefined,
  );
  const known = shapes?.flatMap(shape => (shape ? [shape] : []));
  const isKnown = known !== undefined && known.length === shapes?.length;
  return tensor(host, {
    framework: 'torch',
    shape: [isKnown ? sum(known.map(shape => product(shape))) : unknownDim()],
    dtype: 'float',
    source: { operation: 'parameters_to_vector', site },
  });
});

/** `skip_init(nn.Linear, 3, 5)` makes the module without initialising it. */
const skipInit = nativeFunction('nn.utils.skip_init', ({ host, site, args: [type, ...rest] }) =>
  type ? host.call(type.value, rest, site) : NONE,
);

const totalNorm = (name: string): Value =>
  nativeFunction(`nn.utils.${name}`, ({ host, site }) =>
    tensor(host, { framework: 'torch', shape: [], dtype: 'float', source: { operation: name, site } }),
  );

const nothing = (name: string): Value => nativeFunction(`nn.utils.${name}`, () => NONE);

/** Modules that compute a weight of another: `parametrize.register_parametrization(module, name, parametrization)` gives the module. */
const parametrize = moduleOf('torch.nn.utils.parametrize', {
  register_parametrization: registerParametrization,
  remove_parametrizations: removeParametrizations,
  is_parametrized: nativeFunction('nn.utils.parametrize.is_parametrized', () => SOME_BOOL),
});

/** torch.nn.modules.rnn and the like: programs import classes from them too. */
const FILES = [
  'activation',
  'batchnorm',
  'container',
  'conv',
  'dropout',
  'instancenorm',
  'linear',
  'loss',
  'module',
  'normalization',
  'pooling',
  'rnn',
  'sparse',
  'transformer',
];

export function nnModule(functional: Value): Value {
  const parameter = moduleOf('torch.nn.parameter', { Parameter });
  const files = FILES.map(
    name =>
      [name, () => moduleOf(`torch.nn.modules.${name}`, { ...classes, ...BASE_CLASSES[name] })] as const,
  );
  return moduleOf('torch.nn', {
    ...classes,
    Parameter,
    parameter,
    functional,
    init: moduleOf('torch.nn.init', {
      ...allGiven(INIT),
      calculate_gain: nativeFunction('nn.init.calculate_gain', () => SOME_FLOAT),
    }),
    quantizable,
    quantized,
    utils: moduleOf('torch.nn.utils', {
      rnn: moduleOf('torch.nn.utils.rnn', PADDING),
      parametrizations: moduleOf('torch.nn.utils.parametrizations', PARAMETRIZATIONS),
      parametrize,
      prune: moduleOf('torch.nn.utils.prune', PRUNE),
      parameters_to_vector: toVector,
      vector_to_parameters: nothing('vector_to_parameters'),
      clip_grad_value_: nothing('clip_grad_value_'),
      clip_grads_with_norm_: nothing('clip_grads_with_norm_'),
      skip_init: skipInit,
      ...Object.fromEntries(
        ['clip_grad_norm_', 'clip_grad_norm', 'get_total_norm'].map(name => [name, totalNorm(name)]),
      ),
      ...OLD_NORMS,
      ...allGiven(['fuse_conv_bn_eval', 'fuse_linear_bn_eval']),
    }),
    ...BASE_CLASSES.rnn,
    modules: moduleOf('torch.nn.modules', { ...classes, ...Object.fromEntries(files) }),
    parallel: moduleOf('torch.nn.parallel', { DataParallel, DistributedDataParallel }),
  });
}

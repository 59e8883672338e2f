/** torch.nn as a module: layers, containers, losses, and what initialises weights. */
import { moduleOf, type NativeClass, NONE, nativeFunction, shapeOf, type Value } from '../parts.ts';
import { ModuleDict, ModuleList } from './containers/lists.ts';
import { Module } from './containers/module.ts';
import { Sequential } from './containers/sequential.ts';
import { ATTENTION } from './layers/attention.ts';
import { CONVOLUTION } from './layers/convolution.ts';
import { EMBEDDING } from './layers/embedding.ts';
import { LINEAR } from './layers/linear.ts';
import { NORMALISATION } from './layers/normalisation.ts';
import { POINTWISE } from './layers/pointwise.ts';
import { POOLING } from './layers/pooling.ts';
import { LOSSES } from './losses.ts';
import { PADDING } from './padding.ts';
import { CELLS } from './recurrent/cells.ts';
import { RECURRENT } from './recurrent/sequence.ts';
import { parameterTensor } from './weight-tensor.ts';

const CLASSES: readonly NativeClass[] = [
  Module,
  Sequential,
  ModuleList,
  ModuleDict,
  ...RECURRENT,
  ...CELLS,
  ...LINEAR,
  ...ATTENTION,
  ...EMBEDDING,
  ...CONVOLUTION,
  ...POOLING,
  ...NORMALISATION,
  ...POINTWISE,
  ...LOSSES,
];

const classes: Readonly<Record<string, Value>> = Object.fromEntries(CLASSES.map(type => [type.name, type]));

/** `nn.Parameter(data)`: a weight with the shape of its data. */
const Parameter = nativeFunction('nn.Parameter', ({ args, host, site }) => {
  const [data] = args;
  if (data?.value.kind !== 'tensor') return host.unknown('the data of a Parameter', site);
  return parameterTensor(host, shapeOf(data.value), site, [data.value]);
});

/** Functions of torch.nn.init and torch.nn.utils give what they are given. */
const given = (name: string): Value => nativeFunction(name, ({ args }) => args[0]?.value ?? NONE);

const INIT = [
  'xavier_uniform_',
  'xavier_normal_',
  'kaiming_uniform_',
  'kaiming_normal_',
  'orthogonal_',
  'uniform_',
  'normal_',
  'zeros_',
  'ones_',
  'constant_',
];

export function nnModule(functional: Value): Value {
  return moduleOf('torch.nn', {
    ...classes,
    Parameter,
    functional,
    init: moduleOf('torch.nn.init', Object.fromEntries(INIT.map(name => [name, given(name)]))),
    utils: moduleOf('torch.nn.utils', {
      rnn: moduleOf('torch.nn.utils.rnn', PADDING),
      clip_grad_norm_: given('clip_grad_norm_'),
      weight_norm: given('weight_norm'),
      spectral_norm: given('spectral_norm'),
    }),
    modules: moduleOf('torch.nn.modules', classes),
  });
}

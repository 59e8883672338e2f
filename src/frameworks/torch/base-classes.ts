/** Classes that layers of torch.nn derive from, which programs name where they ask what a module is, and derive losses and norms of their own from. */
import { opaqueClass } from '../array/opaque.ts';
import type { NativeClass } from '../parts.ts';
import { Module } from './dialect.ts';
import { BATCH_NORM_BASE } from './layers/normalisation.ts';

const MODULE = 'torch.nn.Module';

/** What derives from it is a module like any other. */
const plainBase = (name: string, ...bases: readonly string[]): NativeClass => ({
  ...Module,
  name,
  qualified: `torch.nn.${name}`,
  ancestors: [...bases.map(base => `torch.nn.${base}`), MODULE],
});

/** Of what derives from it is not known which weights it makes. */
const makingBase = (name: string, ...bases: readonly string[]): NativeClass =>
  opaqueClass({
    qualified: `torch.nn.${name}`,
    framework: 'torch',
    ancestors: [...bases.map(base => `torch.nn.${base}`), MODULE],
  });

type Classes = Readonly<Record<string, NativeClass>>;

const byName = (...classes: readonly NativeClass[]): Classes =>
  Object.fromEntries(classes.map(each => [each.name, each]));

/** By the file of torch.nn.modules. */
export const BASE_CLASSES: Readonly<Record<string, Classes>> = {
  batchnorm: byName(BATCH_NORM_BASE, makingBase('_NormBase')),
  instancenorm: byName(makingBase('_InstanceNorm', '_NormBase')),
  conv: byName(makingBase('_ConvNd')),
  loss: byName(plainBase('_Loss'), plainBase('_WeightedLoss', '_Loss')),
  rnn: byName(makingBase('RNNBase'), makingBase('RNNCellBase')),
};

/** Sequential, Flatten and Reshape. https://dm-haiku.readthedocs.io/en/latest/api.html, haiku/_src/basic.py, reshape.py */
import { reshape as reshapeShape, type Shape, size } from '../../shapes/index.ts';
import { refused, refuseOperands } from '../array/scene.ts';
import { asInt, asShape, list, type NativeClass, type Value } from '../parts.ts';
import { layerClass, type Use } from './layer-class.ts';
import { give, inputOf } from './linear.ts';

export const Sequential = layerClass({
  name: 'Sequential',
  signature: 'layers',
  forward: 'inputs, *args, **kwargs',
  make: ({ bound, scene }) => {
    const layers = scene.host.items(bound.value('layers'));
    return {
      attribute: (_host, name) => (name === 'layers' && layers ? list(layers, 'tuple') : undefined),
      call: use => (layers ? runThrough(use, layers) : use.host.unknown('what a Sequential gives', use.site)),
    };
  },
});

/** The first layer gets all arguments, each other one what came before it. */
function runThrough(use: Use, layers: readonly Value[]): Value {
  const { bound, host, site } = { ...use, bound: use.arguments };
  const at = bound.at('inputs');
  return layers.reduce((value, layer, i) => {
    const more = i === 0 ? [...bound.extra, ...bound.keywords] : [];
    return host.call(layer, [{ name: undefined, value, at }, ...more], site);
  }, bound.value('inputs'));
}

/** The first `preserve_dims` axes stay; nothing changes where there are no others. */
function reshaped(use: Use, kept: number | undefined, target: Shape | undefined): Value {
  const input = inputOf(use);
  if (!input) return refused(use);
  const { shape } = input;
  if (!shape || kept === undefined || !target) return give(use, input, undefined);
  if (shape.length <= kept) return give(use, input, shape);
  const front = kept < 0 ? kept + shape.length : kept;
  const outcome = reshapeShape(shape.slice(front), target);
  if (!outcome.ok) return refuseOperands(use, [input], outcome.mismatch, input.at);
  return give(use, input, [...shape.slice(0, front), ...outcome.value]);
}

export const RESHAPING: readonly NativeClass[] = [
  layerClass({
    name: 'Flatten',
    signature: 'preserve_dims=1',
    forward: 'inputs',
    bases: ['Reshape'],
    make: ({ bound }) => {
      const kept = asInt(bound.value('preserve_dims'));
      return { call: use => reshaped(use, kept, [size(-1)]) };
    },
  }),
  layerClass({
    name: 'Reshape',
    signature: 'output_shape, preserve_dims=1',
    forward: 'inputs',
    make: ({ bound }) => {
      const kept = asInt(bound.value('preserve_dims'));
      const target = asShape(bound.value('output_shape'));
      return { call: use => reshaped(use, kept, target) };
    },
  }),
];

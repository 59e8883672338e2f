/** Cores made of cores: DeepRNN, ResetCore, IdentityCore. haiku/_src/recurrent.py */
import { add, type Shape } from '../../shapes/index.ts';
import { result } from '../array/scene.ts';
import {
  type Argument,
  itemsOf,
  type NativeClass,
  nativeFunction,
  shapeOf,
  tuple,
  type Value,
} from '../parts.ts';
import { layerClass, type Made, type Use } from './layer-class.ts';
import { emptyState } from './states.ts';

export const IdentityCore = layerClass({
  name: 'IdentityCore',
  signature: '',
  forward: 'inputs, state',
  bases: ['RNNCore'],
  make: () => ({
    ownsNothing: true,
    attribute: (_host, name) => (name === 'initial_state' ? emptyState : undefined),
    call: ({ arguments: given }) => tuple([given.value('inputs'), given.value('state')]),
  }),
});

/** `(inputs, should_reset)` beside the state; what it gives is what its core gives. */
export const ResetCore = layerClass({
  name: 'ResetCore',
  signature: 'core',
  forward: 'inputs, state',
  bases: ['RNNCore'],
  make: ({ bound }) => {
    const core = bound.value('core');
    return {
      ownsNothing: true,
      attribute: (host, name, site) =>
        name === 'initial_state' ? host.attribute(core, name, site) : undefined,
      call: use => {
        const pair = itemsOf(use.arguments.value('inputs'));
        const [inputs] = pair ?? [];
        if (!inputs || pair?.length !== 2) return use.host.unknown('what a ResetCore gives', use.site);
        const state = use.arguments.value('state');
        return use.host.call(core, [passed(use, 'inputs', inputs), passed(use, 'state', state)], use.site);
      },
    };
  },
});

const passed = (use: Use, name: string, value: Value): Argument => ({
  name: undefined,
  value,
  at: use.arguments.at(name),
});

/** Whether a layer of a DeepRNN is a core; undefined: not known. */
function isCore(layer: Value): boolean | undefined {
  if (layer.kind === 'native') return layer.class.ancestors.includes('haiku.RNNCore');
  if (layer.kind === 'function' || layer.kind === 'native-function') return false;
  if (layer.kind === 'object') return derivesFromCore(layer.class.bases);
  return undefined;
}

const derivesFromCore = (bases: readonly Value[]): boolean =>
  bases.some(base =>
    base.kind === 'class'
      ? derivesFromCore(base.bases)
      : base.kind === 'native-class' && [base.qualified, ...base.ancestors].includes('haiku.RNNCore'),
  );

function deep(layers: readonly Value[] | undefined, skips: boolean): Made {
  const kinds = layers?.map(isCore);
  const isWhole = layers !== undefined && kinds?.every(kind => kind !== undefined) === true;
  const cores = layers?.filter((_, i) => kinds?.[i]) ?? [];
  return {
    ownsNothing: true,
    attribute: (_host, name) => {
      if (name !== 'initial_state') return undefined;
      return nativeFunction(name, ({ host, site, args }) =>
        isWhole
          ? tuple(cores.map(core => host.call(host.attribute(core, name, site), args, site)))
          : host.unknown('a state of a DeepRNN', site),
      );
    },
    call: use =>
      isWhole && layers ? runDeep(use, layers, skips) : use.host.unknown('what a DeepRNN gives', use.site),
  };
}

/** Each layer gets what the one before it gave; with skip connections the inputs beside it. */
function runDeep(use: Use, layers: readonly Value[], skips: boolean): Value {
  const { host, site } = use;
  const inputs = use.arguments.value('inputs');
  const states = host.items(use.arguments.value('state'));
  const next: Value[] = [];
  const outputs: Value[] = [];
  let current = inputs;
  for (const [i, layer] of layers.entries()) {
    const given = skips && i > 0 ? joined(use, [inputs, current]) : current;
    if (!isCore(layer)) {
      current = host.call(layer, [passed(use, 'inputs', given)], site);
      continue;
    }
    const state = states?.[next.length] ?? host.unknown('a state of a DeepRNN', site);
    const pair = host.items(
      host.call(layer, [passed(use, 'inputs', given), passed(use, 'state', state)], site),
    );
    current = pair?.[0] ?? host.unknown('what a core gives', site);
    next.push(pair?.[1] ?? host.unknown('what a core gives', site));
    outputs.push(current);
  }
  return tuple([skips ? joined(use, outputs) : current, tuple(next)]);
}

/** Arrays side by side along the last axis. */
function joined(use: Use, arrays: readonly Value[]): Value {
  const shapes = arrays.map(array => (array.kind === 'tensor' ? shapeOf(array) : undefined));
  const [first, ...others] = shapes;
  const isKnown = first && others.every(shape => shape?.length === first.length);
  const last = isKnown ? sumOfLast([first, ...others.flatMap(shape => (shape ? [shape] : []))]) : undefined;
  return result(use, first && last && [...first.slice(0, -1), last], { dtype: 'float' });
}

const sumOfLast = (shapes: readonly Shape[]) =>
  shapes.flatMap(shape => shape.at(-1) ?? []).reduce((sum, dim) => add(sum, dim));

export const DeepRNN = layerClass({
  name: 'DeepRNN',
  signature: 'layers',
  forward: 'inputs, state',
  bases: ['RNNCore'],
  make: ({ bound, scene }) => deep(scene.host.items(bound.value('layers')), false),
});

const SkippingRNN: NativeClass = layerClass({
  name: 'DeepRNN',
  signature: 'layers',
  forward: 'inputs, state',
  bases: ['RNNCore'],
  make: ({ bound, scene }) => deep(scene.host.items(bound.value('layers')), true),
});

export const deepRnnWithSkips: Value = nativeFunction('hk.deep_rnn_with_skip_connections', call =>
  SkippingRNN.construct(call),
);

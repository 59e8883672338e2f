/** Sequential and Lambda. https://docs.kidger.site/equinox/api/nn/sequential/, equinox/nn/_sequential.py */

import { refused } from '../array/scene.ts';
import { heldSlot, makeContainer, moduleAt, numbered } from '../modules/held.ts';
import { inputOf } from '../modules/inputs.ts';
import { asInt, type Call, list, type NativeClass, type NativeValue, tuple, type Value } from '../parts.ts';
import { EQUINOX, layerClass } from './dialect.ts';

/** Each layer gets what the one before it gave. With a state the result is a pair. */
function runThrough({ host, site, args }: Call, layers: readonly Value[], isWhole: boolean): Value {
  const [input, state] = args.filter(a => a.name === undefined || a.name === 'x' || a.name === 'state');
  if (!input || !isWhole) return host.unknown('the result of a Sequential', site);
  const given = layers.reduce((value, layer) => {
    const passed = [{ name: undefined, value, at: input.at }];
    if (!isStateful(layer) || !state) return host.call(layer, passed, site);
    const pair = host.call(layer, [...passed, { ...state, name: 'state' }], site);
    return host.items(pair)?.[0] ?? host.unknown('the result of a stateful layer', site);
  }, input.value);
  return state ? tuple([given, state.value]) : given;
}

const STATEFUL = ['BatchNorm', 'SpectralNorm', 'Sequential'];

const isStateful = (layer: Value): boolean => layer.kind === 'native' && STATEFUL.includes(layer.class.name);

function make(call: Call, type: NativeClass): NativeValue {
  const layers = call.args[0] && call.host.items(call.args[0].value);
  const isWhole = layers !== undefined && !call.open;
  const held = heldSlot({ modules: numbered(layers ?? []), isWhole });
  const values = () => held.value.modules.map(([, value]) => value);
  return makeContainer(EQUINOX, call, {
    class: type,
    held,
    facet: true,
    behave: () => ({
      invoke: used => runThrough(used, values(), isWhole),
      attribute: (_host, name) => (name === 'layers' && isWhole ? list(values(), 'tuple') : undefined),
      index: ({ host, site, args }) => {
        const index = args[1]?.value;
        return moduleAt(held.value, index && asInt(index)) ?? host.unknown('a layer of a Sequential', site);
      },
      iterate: (host, site) =>
        isWhole
          ? { known: values() }
          : { element: host.unknown('a layer of a Sequential', site), length: undefined },
    }),
  });
}

export const Sequential: NativeClass = {
  kind: 'native-class',
  role: 'model',
  name: 'Sequential',
  qualified: 'equinox.nn.Sequential',
  framework: 'equinox',
  ancestors: ['equinox.nn.StatefulLayer', 'equinox.Module'],
  construct: call => make(call, Sequential),
};

export const Lambda = layerClass({
  name: 'Lambda',
  signature: 'fn',
  forward: 'x, *, key=None',
  make: ({ bound }) => ({
    weights: [],
    call: use => {
      const at = use.arguments.at('x');
      return use.host.call(
        bound.value('fn'),
        [{ name: undefined, value: use.arguments.value('x'), at }],
        use.site,
      );
    },
  }),
});

const keeps = (name: string, signature: string, forward: string) =>
  layerClass({
    name,
    signature,
    forward,
    make: () => ({
      weights: [],
      call: use => (inputOf(use, { numbers: true, lists: true }) ? use.arguments.value('x') : refused(use)),
    }),
  });

export const KEEPING: readonly NativeClass[] = [
  keeps(
    'Dropout',
    'p=0.5, inference=False, *, deterministic=None',
    'x, *, key=None, inference=None, deterministic=None',
  ),
  keeps('Identity', '*args, **kwargs', 'x, *, key=None'),
];

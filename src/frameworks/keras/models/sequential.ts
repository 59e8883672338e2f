/** Sequential models, built step by step as layers are added. Source: keras/src/models/sequential.py. */
import { type Call, type NativeClass, NONE, type Slot, slot, type Value } from '../../parts.ts';
import type { Flavour } from '../core/flavour.ts';
import { autoName } from '../core/names.ts';
import { layerOf } from '../core/registry.ts';
import { givenName, makeModel } from './model.ts';
import type { ModelCore } from './model-core.ts';
import { addAll, addCalled, again } from './sequential-add.ts';
import { begun, build, buildFrom, run } from './sequential-run.ts';
import { EMPTY, joinStates, listed, nativesOf, type State, scattered } from './sequential-state.ts';

export function makeSequential(call: Call, flavour: Flavour, type: NativeClass): ModelCore {
  const state: Slot<State> = slot<State>(EMPTY, joinStates);
  const natives = () => nativesOf(state.value.layers);
  const name = givenName(call) ?? autoName(call.host, flavour, 'Sequential');
  const late: { core: ModelCore | undefined } = { core: undefined };
  const withCore = (use: (core: ModelCore, call: Call) => Value) => (inner: Call) =>
    late.core ? use(late.core, inner) : NONE;
  const core = makeModel(call, {
    class: type,
    flavour,
    name,
    kind: 'sequential',
    layers: natives,
    places: () => (state.value.isScattered ? undefined : listed(state.value.layers)),
    isClosed: () => !state.value.isOpen,
    hasAnyNumber: () => state.value.isOpen,
    // An input alone makes no graph.
    ends: () => (flavour.name === 'keras3' && natives().length === 0 ? undefined : state.value.ends),
    ...(flavour.name === 'keras3' && { calledOn: () => state.value.calledOn }),
    isBuiltByData: () => state.value.isBuiltByData === true,
    begin: (use, shape) => late.core && begun(late.core, state, use, shape),
    methods: {
      add: withCore((self, use) => addCalled(self, state, use)),
      pop: withCore((self, use) => pop(self, state, use)),
    },
    build: withCore((self, use) => build(self, state, use)),
    run: (self, use) => run(self, state, use),
    // One that holds layers keeps them: most code only reads what it is given.
    escape: host => {
      if (state.value.layers.length === 0) host.write(state, scattered(state.value));
    },
  });
  late.core = core;
  addAll(core, state, call);
  return core;
}

function pop(core: ModelCore, state: Slot<State>, call: Call): Value {
  const { layers: before, ends, isOpen, isBuiltByData } = state.value;
  const layers = before.slice(0, -1);
  const hasInput = ends !== undefined && before.length > 0 && !layerOf(before[0])?.input;
  const { name } = core.flavour;
  if (name === 'keras3' && !isOpen && layers.length === 0 && !hasInput)
    return refusePop(core, call, 'list index out of range');
  if (name !== 'keras3' && name !== 'tfjs' && !isOpen && before.length === 0)
    return refusePop(core, call, 'There are no layers in the model.');
  if (isBuiltByData && ends) {
    call.host.write(state, { layers, ends: undefined, isOpen, isBuiltByData });
    buildFrom(core, state, call, { input: ends.input, output: ends.input });
    return before.at(-1) ?? NONE;
  }
  if (isOpen) {
    call.host.write(state, { ...state.value, layers, ends: undefined });
    return before.at(-1) ?? call.host.unknown('the layer taken off', call.site);
  }
  again(core, state, call, layers);
  return before.at(-1) ?? NONE;
}

/** Keras 3 looks at the first layer that is left; before there must be one to take. */
function refusePop(core: ModelCore, { host, site }: Call, says: string): Value {
  if (!host.isTopLevel() || host.isRepeating()) return host.unknown('the layer taken off', site);
  const { framework, name: dialect } = core.flavour;
  host.refuse({
    kind: 'program',
    framework,
    dialect,
    operation: 'nothing would be left of the model',
    at: site,
    aspect: 'call',
    name: 'pop',
    instead: undefined,
    says,
  });
  return host.because({ missing: 'a layer that cannot be taken off', at: site });
}

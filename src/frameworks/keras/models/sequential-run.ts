/** Calling and building a Sequential model. */
import type { Shape } from '../../../shapes/index.ts';
import { type Argument, type Call, NONE, type Slot, shapeOf, type Value } from '../../parts.ts';
import { shapeArgument } from '../core/attributes.ts';
import { inputTensor } from '../core/input.ts';
import { none } from '../core/none.ts';
import { layerOf, type ModelEnds } from '../core/registry.ts';
import { acceptInputs, holdsGraphs, isOfOtherRank } from './data.ts';
import { replayed } from './functional.ts';
import type { ModelCore } from './model-core.ts';
import { applyLayer, extend } from './sequential-extend.ts';
import { isOtherInput, refuseEmpty, refuseOtherInput } from './sequential-inputs.ts';
import { behindInput, type State } from './sequential-state.ts';

/** `model.build((None, 8, 8))`. */
export function build(core: ModelCore, state: Slot<State>, call: Call): Value {
  const shape = shapeArgument(call);
  if (state.value.ends || state.value.isOpen || !shape) return NONE;
  const input = inputTensor(call.host, core.flavour, shape, call.site);
  buildFrom(core, state, call, { input, output: input });
  return NONE;
}

/** Runs the layers that wait for an input. */
export function buildFrom(core: ModelCore, state: Slot<State>, call: Call, ends: ModelEnds): void {
  call.host.write(state, { ...state.value, ends });
  const { layers } = state.value;
  for (const layer of behindInput(layers)) {
    const now = state.value.ends;
    if (!now || !extend(core, state, call, { name: undefined, value: layer, at: call.site }, now)) {
      call.host.write(state, { ...state.value, isOpen: true, ends: undefined });
      return;
    }
  }
}

/** `model(x)`: the first call builds a model that has no input shape yet. */
export function run(core: ModelCore, state: Slot<State>, call: Call): Value {
  const given = call.args.find(argument => argument.name === undefined || argument.name === 'inputs');
  if (!given || state.value.isOpen) return call.host.unknown('the result of a model', call.site);
  const shape = given.value.kind === 'tensor' ? shapeOf(given.value) : undefined;
  const wrong = shape && refusedStart(core, state.value, call, given, shape);
  if (wrong) return wrong;
  const isGraph = given.value.kind === 'tensor' && given.value.graph;
  if (shape && !(core.flavour.name === 'keras2' && isGraph)) begun(core, state, call, shape);
  const { ends, isOpen } = state.value;
  // Why not has been stated.
  if (isOpen) return call.host.because({ missing: 'the result of a model', at: call.site });
  if (!ends) return runLayers(state.value.layers, call, given);
  const accepted = acceptInputs(core, call, given);
  if (!accepted)
    return call.host.because({ missing: 'the result of a model that refuses its input', at: call.site });
  if (isOfOtherRank(core, accepted)) return call.host.unknown('what is described of a model', call.site);
  const [input] = accepted;
  // Each model inside looks at what it is given by itself.
  if (core.flavour.name === 'keras3' && !isGraph && input && holdsGraphs(core))
    return runLayers(behindInput(state.value.layers), call, { ...given, value: input });
  const result = replayed(call.host, ends, accepted, call.site);
  if (given.value.kind === 'tensor' && given.value.graph && !state.value.calledOn)
    call.host.write(state, { ...state.value, calledOn: { input: given.value, output: result } });
  return result;
}

/** What Keras 3 says before it builds a model for its first input. */
function refusedStart(
  core: ModelCore,
  { layers, ends, isOpen }: State,
  call: Call,
  given: Argument,
  shape: Shape,
): Value | undefined {
  if (core.flavour.name !== 'keras3' || isOpen) return undefined;
  if (layers.length === 0) return call.host.isTopLevel() ? refuseEmpty(core, call) : undefined;
  const input = layerOf(layers[0])?.input;
  const isGraph = given.value.kind === 'tensor' && given.value.graph;
  const configured = input && shapeOf(input);
  const isLate = configured !== undefined && (!ends || layers.length === 1);
  return isLate && isOtherInput(configured, shape, isGraph)
    ? refuseOtherInput(core, call, given, configured, shape)
    : undefined;
}

/** Keras 3 makes a graph of a model that has no input yet, for one of this shape, before it runs; Keras 2.2 for data of any number of rows. */
export function begun(core: ModelCore, state: Slot<State>, call: Call, shape: Shape): void {
  const { ends, isOpen, layers } = state.value;
  const { name } = core.flavour;
  if ((name !== 'keras3' && name !== 'keras2') || ends || isOpen || layers.length === 0) return;
  if (!layers.every(layer => layerOf(layer))) return;
  const configured = layerOf(layers[0])?.input;
  const [rows, ...rest] = shape;
  const batch = name === 'keras3' ? rows : none(call.host, 'batch', call.site);
  const own = batch ? [batch, ...rest] : shape;
  const input = configured ?? inputTensor(call.host, core.flavour, own, call.site);
  if (!configured) call.host.write(state, { ...state.value, isBuiltByData: true });
  buildFrom(core, state, call, { input, output: input });
}

function runLayers(layers: readonly Value[], call: Call, given: Argument): Value {
  return layers.reduce<Value>(
    (value, layer) =>
      value.kind === 'unknown'
        ? value
        : applyLayer(call.host, layer, { ...given, name: undefined, value }, call.site),
    given.value,
  );
}

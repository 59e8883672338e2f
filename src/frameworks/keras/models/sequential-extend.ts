/** One layer more, run on what a Sequential model gives so far. */
import { refuseArgument } from '../../array/scene.ts';
import type { Argument, Call, Host, Slot, Value } from '../../parts.ts';
import { layerOf, type ModelEnds } from '../core/registry.ts';
import { sceneOf } from './data.ts';
import type { ModelCore } from './model-core.ts';
import { refuseInnerInput } from './sequential-inputs.ts';
import type { State } from './sequential-state.ts';

export function extend(
  core: ModelCore,
  state: Slot<State>,
  call: Call,
  given: Argument,
  ends: ModelEnds,
): boolean {
  const layer = layerOf(given.value);
  if (layer?.input) return refuseInnerInput(core, call, given);
  const result = applyLayer(
    call.host,
    given.value,
    { name: undefined, value: ends.output, at: given.at },
    call.site,
  );
  if (result.kind === 'unknown') return false;
  if (layer && core.flavour.singleOutputs && result.kind === 'list') {
    const allowed = 'a layer with one output: all layers of a Sequential model have one';
    refuseArgument(sceneOf(core, call), { parameter: 'layer', aspect: 'value', allowed, at: given.at });
    return false;
  }
  call.host.write(state, { ...state.value, ends: { input: ends.input, output: result } });
  return true;
}

/** Calls a layer, a model or an object of the user's. */
export function applyLayer(host: Host, layer: Value, input: Argument, site: Call['site']): Value {
  const known = layerOf(layer);
  if (known?.flavour.options && layer.kind === 'native')
    return known.run({ host, site, args: [input], open: false });
  return host.call(layer, [input], site);
}

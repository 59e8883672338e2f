/** One layer more, run on what a Sequential model gives so far. */
import { constantOf } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import {
  type Argument,
  type Call,
  type Host,
  type Slot,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../parts.ts';
import { layerOf, type ModelEnds } from '../core/registry.ts';
import { sceneOf, shapeText } from './data.ts';
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
  if (core.flavour.options && lacksPlaces(result)) return refuseNegative(core, call, given, ends, result);
  call.host.write(state, { ...state.value, ends: { input: ends.input, output: result } });
  return true;
}

const lacksPlaces = (value: Value): value is TensorValue =>
  value.kind === 'tensor' && (shapeOf(value)?.some(dim => (constantOf(dim) ?? 0) < 0) ?? false);

/** TensorFlow.js looks for sizes below zero where a layer is added to a Sequential model, and nowhere else: tfjs-layers/src/models.ts (checkShape). */
function refuseNegative(
  core: ModelCore,
  call: Call,
  given: Argument,
  { output }: ModelEnds,
  result: TensorValue,
): false {
  const [before, after] = [output, result].map(value =>
    value.kind === 'tensor' ? shapeText(core, shapeOf(value) ?? []) : '',
  );
  refuseArgument(sceneOf(core, call), {
    parameter: 'layer',
    aspect: 'value',
    allowed: `one whose windows fit into ${before}, of which it would make ${after}`,
    at: given.at,
    says: 'Negative dimension size caused by adding layer … with input shape …',
  });
  return false;
}

/** Calls a layer, a model or an object of the user's. */
export function applyLayer(host: Host, layer: Value, input: Argument, site: Call['site']): Value {
  const known = layerOf(layer);
  if (known?.flavour.options && layer.kind === 'native')
    return known.run({ host, site, args: [input], open: false });
  return host.call(layer, [input], site);
}

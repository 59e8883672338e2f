/** `model.get_layer('lstm_1')`, `get_layer(index=0)`. Source: keras/src/models/model.py, `get_layer`. */
import { refuseArgument } from '../../array/scene.ts';
import { type Argument, asInt, asString, type Call, type Value } from '../../parts.ts';
import { mayBeAutomatic } from '../core/names.ts';
import { layerOf } from '../core/registry.ts';
import type { ModelCore } from './model-core.ts';

export function getLayer(core: ModelCore, call: Call): Value {
  const named = call.args.find(
    argument => argument.name === 'name' || (argument.name === undefined && argument.value.kind === 'string'),
  );
  const index = call.args.find(argument => argument.name === 'index' || argument.value.kind === 'number');
  const name = named && asString(named.value);
  const at = index && asInt(index.value);
  const places = core.places ? core.places() : core.layers();
  const found =
    name !== undefined
      ? core.layers().find(layer => layerOf(layer)?.name === name)
      : at === undefined
        ? undefined
        : places?.at(at);
  if (found) return found;
  const wrong =
    named && name !== undefined
      ? noSuchName(core, named, name)
      : index && at !== undefined && places && noSuchPlace(core, index, { wanted: at, count: places.length });
  if (wrong && core.isClosed?.() === true && !call.open && !call.host.isEntry() && !call.host.isRepeating()) {
    const { framework, name: dialect } = core.flavour;
    refuseArgument({ host: call.host, framework, dialect, operation: 'get_layer', site: call.site }, wrong);
  }
  return call.host.unknown('a layer of the model', call.site);
}

type Wrong = Parameters<typeof refuseArgument>[1];

/** Versions of which it was tried. */
const TRIED: readonly string[] = ['keras3', 'tf_keras'];

function noSuchName(core: ModelCore, argument: Argument, wanted: string): Wrong | undefined {
  const layers = core.layers().map(layer => layerOf(layer));
  const names = layers.flatMap(layer => layer?.name ?? []);
  // Inputs and operations have names that are given by others.
  const mayBe =
    names.length < layers.length ||
    /^(input|keras_tensor|op_?)/.test(wanted) ||
    layers.some(layer => layer && mayBeAutomatic(layer.flavour, layer.value.class.name, wanted));
  if (mayBe || names.length === 0 || !TRIED.includes(core.flavour.name)) return undefined;
  return {
    parameter: 'name',
    aspect: 'value',
    allowed: `the name of a layer of the model: ${names.map(name => `\`${name}\``).join(', ')}`,
    given: `\`${wanted}\``,
    at: argument.at,
    says: `No such layer: ${wanted}.`,
  };
}

function noSuchPlace(
  core: ModelCore,
  argument: Argument,
  { wanted, count }: { readonly wanted: number; readonly count: number },
): Wrong | undefined {
  if (wanted < count || !TRIED.includes(core.flavour.name)) return undefined;
  return {
    parameter: 'index',
    aspect: 'value',
    allowed: `less than the number of layers, ${count}`,
    given: String(wanted),
    at: argument.at,
    says: `Was asked to retrieve layer at index ${wanted} but model only has ${count} layers.`,
  };
}

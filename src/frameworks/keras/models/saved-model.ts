/**
 * What the program itself has saved is what it loads under the same name: the model as it was, compiled as it was.
 * Source: https://keras.io/api/models/model_saving_apis/model_saving_and_loading/
 */
import { size } from '../../../shapes/index.ts';
import { opaqueFunction } from '../../array/opaque.ts';
import {
  type Argument,
  asInt,
  type Call,
  givenAt,
  type Host,
  integer,
  itemsOf,
  list,
  type NativeFunction,
  NONE,
  nativeFunction,
  type Value,
} from '../../parts.ts';
import { layerOf } from '../core/registry.ts';
import type { ModelCore } from './model-core.ts';

/** Beside the model stands how many layers it had: one that was changed since is another. */
const layerCount = (model: Value): number | undefined => layerOf(model)?.layers?.().length;

function keep(host: Host, model: Value, path: Argument | undefined): void {
  const file = path && host.saved(path.value);
  const count = layerCount(model);
  if (file) host.write(file, list([model, integer(size(count ?? -1))]));
}

const pathIn = (call: Call, position: number): Argument | undefined => givenAt(call, 'filepath', position);

/** `model.save(filepath)` */
export function save(core: ModelCore, call: Call): Value {
  keep(call.host, core.value, pathIn(call, 0));
  return NONE;
}

/** `save_model(model, filepath)` */
export const saveModel: NativeFunction = nativeFunction('keras.models.save_model', call => {
  const [model] = call.args;
  if (model) keep(call.host, model.value, pathIn(call, 1));
  return NONE;
});

/** What other programs have written stays known by name only. */
const unread = opaqueFunction('keras.models.load_model', 'a model read from a file');

/** `load_model(filepath)`; with `compile=False` it is another model, which is not compiled. */
export const loadModel: NativeFunction = {
  ...unread,
  invoke: call => {
    const path = pathIn(call, 0);
    const [model, count] = itemsOf((path && call.host.saved(path.value)?.value) ?? NONE) ?? [];
    const isAsSaved =
      model !== undefined &&
      count !== undefined &&
      asInt(count) === (layerCount(model) ?? -1) &&
      !call.open &&
      !call.args.some(({ name }) => name === 'compile');
    return isAsSaved ? model : unread.invoke(call);
  },
};

/** Attributes and methods that all models have. */
import type { Origin } from '../../../shapes/index.ts';
import { parameterCount } from '../../layer.ts';
import {
  bool,
  type Call,
  dict,
  type Host,
  integer,
  type Lack,
  list,
  type NativeValue,
  NONE,
  nativeFunction,
  SOME_BOOL,
  SOME_STRING,
  shapeOf,
  string,
  type TensorValue,
  type Value,
  whole,
} from '../../parts.ts';
import { appliedCall, shapeValue } from '../core/attributes.ts';
import { tensorsIn } from '../core/graph.ts';
import { isOfEveryModel } from '../core/known-names.ts';
import { refusesMethod } from '../core/method-arguments.ts';
import { snakeCase } from '../core/options.ts';
import { isCounted, layerOf } from '../core/registry.ts';
import { setWeights } from '../core/set-weights.ts';
import { weightTensor } from '../core/tensors.ts';
import { weightsByTraining } from '../core/trained.ts';
import { noEnd, noWeights, refuseCount, refuseUnbuilt } from '../core/unbuilt.ts';
import { addsLosses, hasSurelyNoEnds, isSurelyUnbuilt, noteUse } from '../core/usage.ts';
import { getLayer } from './get-layer.ts';
import type { ModelCore } from './model-core.ts';
import { save } from './saved-model.ts';
import { TRAINING } from './training.ts';
import { weightsOf } from './weights.ts';

type Method = (core: ModelCore, call: Call) => Value;

const nothing: Method = () => NONE;

const METHODS: Readonly<Record<string, Method>> = {
  ...TRAINING,
  call: (core, call) => core.run(call),
  __call__: (core, call) => core.run(call),
  apply: (core, call) => core.run(appliedCall(call)),
  get_weights: (core, call) =>
    unbuiltWeights(core, call, 'get_weights') ??
    weightList(core, call.host, call.site, core.flavour.options ? 'tfjs' : 'numpy'),
  set_weights: (core, call) =>
    unbuiltWeights(core, call, 'set_weights') ??
    setWeights(call, core.value, weightsOf(core) ?? (isUnbuilt(core, call.host) ? [] : undefined)),
  count_params: (core, call) => count(core, call),
  get_layer: getLayer,
  build: (core, call) => core.build?.(call) ?? NONE,
  get_config: () => dict([], SOME_STRING),
  to_json: () => SOME_STRING,
  save,
  summary: (core, call) => summary(core, call),
  add_loss: (core, call) => {
    call.host.write(addsLosses.place(core.value), true);
    return NONE;
  },
  ...Object.fromEntries(
    [
      'save_weights',
      'load_weights',
      'reset_states',
      'reset_state',
      'export',
      'add_metric',
      'dispose',
      'reset_metrics',
    ].map(name => [name, nothing]),
  ),
};

/** Methods and properties that leave a model as it is; what runs it notes that by itself, of the inputs that it knows. */
const READING =
  /^((get|set)_weights|count_params|get_layer|get_config|to_json|summary|add|pop|compile|call|__call__|apply|build)$/;

/** undefined: no such attribute as far as is known. */
export function modelAttribute(core: ModelCore, host: Host, name: string, site: Origin): Value | undefined {
  const key = core.flavour.options ? snakeCase(name) : name;
  if (hasNoStates(core, host, key)) return undefined;
  const own = Object.hasOwn(core.methods, key) ? core.methods[key] : undefined;
  const general = Object.hasOwn(METHODS, key) ? METHODS[key] : undefined;
  const method = own ?? (general && ((call: Call) => general(core, call)));
  const found: Value | undefined = method
    ? {
        kind: 'bound',
        self: core.value,
        function: nativeFunction(`${core.value.class.name}.${name}`, call =>
          refusesMethod(core.flavour, core.value.class.name, key, call)
            ? call.host.because({ missing: `a result of \`${name}\`, which is refused here`, at: call.site })
            : method(call),
        ),
      }
    : property(core, host, key, site);
  const isAsked = PROPERTIES.test(key) || WEIGHTS.test(key);
  if (method ? !READING.test(key) : !found && !isAsked) noteUse(host, core.value, 'any');
  return found;
}

/** Whether it surely has no input yet, nor have its layers been called by themselves. */
const isUnbuilt = (core: ModelCore, host: Host): boolean =>
  !core.ends() && core.isClosed?.() === true && isSurelyUnbuilt(host, core.value);

const PROPERTIES = /^((in|out)puts?|(in|out)put_shape)$/;

const WEIGHTS = /^((non_)?trainable_)?(weights|variables)$/;

/** In TensorFlow's Keras a Sequential model that has layers and no input has no weights to ask for, where other versions have none of them. */
const refusesWeights = (core: ModelCore, host: Host): boolean =>
  (core.flavour.name === 'tf_keras' || core.flavour.name === 'tf1') &&
  core.kind === 'sequential' &&
  core.layers().length > 0 &&
  isUnbuilt(core, host);

function unbuiltWeights(core: ModelCore, { host, site }: Call, name: string): Value | undefined {
  return refusesWeights(core, host)
    ? refuseUnbuilt(host, site, core, name, noWeights(core.name, core.flavour.name).says)
    : undefined;
}

/** What a model does not have before it has been called, or before it knows its input. */
export function modelLacks(core: ModelCore, host: Host, name: string): boolean | Lack {
  const { flavour, kind } = core;
  if (hasNoStates(core, host, name))
    return {
      says: `'${core.value.class.name}' object has no attribute '${name}'`,
      instead: 'In Keras 3 each stateful layer has `reset_states()`, and a model none',
    };
  if (isOfNoModel(core, host, name)) return true;
  // Only a Sequential model is a stack.
  if (kind === 'functional') return name === 'add' || name === 'pop';
  if (flavour.name !== 'keras3') return oldLack(core, host, name);
  if (name === 'input' || name === 'output')
    return hasSurelyNoEnds(host, core.value) && noEnd(core.name, name, core.flavour.name);
  const what = /^(in|out)puts$/.test(name) ? name : name.replace('_', ' ');
  return kind === 'sequential' && PROPERTIES.test(name) && isUnbuilt(core, host)
    ? {
        says: `Sequential model '${core.name}' has no defined ${what} yet.`,
        instead: 'It has one once it knows its input: give it an `Input`, build it, or call it on data',
      }
    : false;
}

/** Models of Keras 3 no longer reset the states of their layers. */
const hasNoStates = ({ kind, flavour }: ModelCore, host: Host, name: string): boolean =>
  flavour.name === 'keras3' &&
  kind !== 'subclass' &&
  /^reset_states?$/.test(name) &&
  ![`.${name} =`, `.${name}=`, 'setattr'].some(text => host.mentions(text));

/** What no version has: `model.adds(layer)`. Who may have given it to a model of Keras's own class would have to write so, or be code that is not followed. */
const isOfNoModel = ({ kind, flavour, compiled }: ModelCore, host: Host, name: string): boolean =>
  kind !== 'subclass' &&
  !flavour.options &&
  host.isTopLevel() &&
  compiled.value.standing !== 'maybe' &&
  !name.startsWith('_') &&
  !isOfEveryModel(name) &&
  ![`.${name} =`, `.${name}=`, 'setattr', '__dict__', 'add_metric'].some(text => host.mentions(text));

/** Before Keras 3 an unbuilt Sequential model has no single ends; its lists of them are None. */
function oldLack(core: ModelCore, host: Host, name: string): boolean | Lack {
  if (core.kind !== 'sequential') return false;
  if (WEIGHTS.test(name)) return refusesWeights(core, host) && noWeights(core.name, core.flavour.name);
  const isEnd = PROPERTIES.test(name) && !name.endsWith('puts');
  // Arrays leave no symbolic ends in TensorFlow 1.
  const isOfArrays = keepsNoEnds(core) && hasSurelyNoEnds(host, core.value);
  return isEnd && (isUnbuilt(core, host) || isOfArrays) ? noEnd(core.name, name, core.flavour.name) : false;
}

const keepsNoEnds = (core: ModelCore): boolean =>
  core.flavour.name === 'tf1' && !core.ends() && core.isClosed?.() === true;

function layersOf(core: ModelCore, host: Host, site: Origin): Value {
  const places = core.places ? core.places() : core.layers();
  if (places && core.isClosed?.()) return whole(places, 'list');
  return places ? list(places) : host.unknown('the layers of a model that are not all known', site);
}

function property(core: ModelCore, host: Host, name: string, site: Origin): Value | undefined {
  switch (name) {
    case 'layers':
      return layersOf(core, host, site);
    case 'loss':
      return core.flavour.name === 'keras3' && core.compiled.value.standing === 'no'
        ? { kind: 'none', isGiven: true }
        : undefined;
    case 'name':
      return string(core.name);
    case 'weights':
    case 'variables':
    case 'trainable_weights':
    case 'trainable_variables':
    case 'non_trainable_weights':
      if (refusesWeights(core, host)) return undefined;
      return weightList(
        core,
        host,
        site,
        core.flavour.framework,
        /^(non_)?trainable/.test(name) ? !name.startsWith('non') : undefined,
        // The states of random generators are among the variables.
        name === 'variables',
      );
    case 'input':
    case 'output':
      return core.calledOn ? core.calledOn()?.[name] : core.ends()?.[name];
    case 'inputs':
    case 'outputs':
      return ends(core, name === 'inputs' ? 'input' : 'output');
    case 'input_shape':
    case 'output_shape':
      return shapes(core, host, site, name === 'input_shape' ? 'input' : 'output');
    case 'built':
      return bool(core.ends() !== undefined);
    case 'trainable':
    case 'stop_training':
    case 'run_eagerly':
      return SOME_BOOL;
    default:
      return undefined;
  }
}

function ends(core: ModelCore, which: 'input' | 'output'): Value | undefined {
  const known = core.ends();
  return known && list(tensorsIn(known[which]));
}

function shapes(core: ModelCore, host: Host, site: Origin, which: 'input' | 'output'): Value | undefined {
  const known = core.ends();
  const isNew = core.flavour.name === 'keras3' && core.kind !== 'functional';
  if (!known && (isNew || oldLack(core, host, `${which}_shape`) !== false)) return undefined;
  if (!known)
    return host.unknown(`the ${which} shape of \`${core.name}\``, site, 'give the model an input shape');
  const all = tensorsIn(known[which]).map(one => shapeOrUnknown(host, one, site));
  const [first] = all;
  return all.length === 1 && first ? first : list(all);
}

function shapeOrUnknown(host: Host, one: TensorValue, site: Origin): Value {
  const shape = shapeOf(one);
  return shape ? shapeValue(shape) : host.unknown('a shape', site);
}

function weightList(
  core: ModelCore,
  host: Host,
  site: Origin,
  framework: TensorValue['framework'],
  trainable?: boolean,
  hasMore = false,
): Value {
  const all: Value[] = [];
  for (const layer of new Set(core.layers())) {
    const weights = layerOf(layer)?.weights() ?? (isSurelyUnbuilt(host, layer) ? [] : undefined);
    if (!weights)
      return host.unknown(
        `the weights of \`${core.name}\`, which has no input yet`,
        site,
        'give the model an input shape',
      );
    const chosen = trainable === undefined ? weights : weightsByTraining(layer, weights, trainable);
    if (!chosen) return host.unknown(`which weights of \`${core.name}\` are trained`, site);
    all.push(...chosen.map(weight => weightTensor(host, framework, layer, weight, site)));
  }
  const isWhole =
    core.isClosed?.() && trainable === undefined && !hasMore && core.layers().every(isCountedLayer);
  return isWhole ? whole(all, 'list') : list(all);
}

/** An input layer has no weights. */
const isCountedLayer = (layer: NativeValue): boolean => {
  const known = layerOf(layer);
  return known?.input !== undefined || isCounted(known);
};

function count(core: ModelCore, call: Call): Value {
  const weights = weightsOf(core);
  const total = weights && parameterCount(weights);
  // Keras 2 "builds" a Sequential model then, and counts nothing.
  if (isUnbuilt(core, call.host) && core.flavour.name !== 'keras2')
    return refuseCount(call.host, call.site, core);
  return total
    ? integer(total)
    : call.host.unknown(`the number of parameters of \`${core.name}\``, call.site);
}

/** Before Keras 3 there is nothing to print of a model that has no input yet. */
function summary(core: ModelCore, { host, site }: Call): Value {
  const { name } = core.flavour;
  const isOld = name === 'tf_keras' || name === 'tf1' || name === 'keras2';
  return isOld && core.kind === 'sequential' && isUnbuilt(core, host)
    ? refuseUnbuilt(host, site, core, 'summary', 'This model has not yet been built.')
    : NONE;
}

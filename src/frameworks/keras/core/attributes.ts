/** Attributes and methods that all layers have: weights, shapes, counts, configuration. */
import type { Origin, Shape } from '../../../shapes/index.ts';
import { opaqueClass, instance as opaqueInstance } from '../../array/opaque.ts';
import { parameterCount } from '../../layer.ts';
import {
  asShape,
  bool,
  type Call,
  dict,
  type Host,
  integer,
  itemsOf,
  type Lack,
  type ListValue,
  list,
  NONE,
  nativeFunction,
  SOME_BOOL,
  SOME_STRING,
  string,
  tuple,
  type Value,
  whole,
} from '../../parts.ts';
import { dimFrom } from './declared.ts';
import type { Instance } from './instance.ts';
import { isUnknownName } from './layer-names.ts';
import { refusesMethod } from './method-arguments.ts';
import { isNone } from './none.ts';
import { camelCase, snakeCase } from './options.ts';
import { isCounted, layerOf } from './registry.ts';
import { setWeights } from './set-weights.ts';
import { weightTensor } from './tensors.ts';
import { weightsByTraining } from './trained.ts';
import { noEnd, refuseCount } from './unbuilt.ts';
import { addsLosses, hasSurelyNoEnds, isSurelyUnbuilt, noteUse } from './usage.ts';

type Method = (instance: Instance, call: Call) => Value;

/** A cell of TensorFlow.js, whose `call` takes the step and the states in one list, and gives the output and the states in another. */
const isListedCell = ({ flavour, description }: Instance): boolean =>
  flavour.options && description.cell !== undefined && description.call === 'inputs, states';

function runListed(instance: Instance, call: Call): Value {
  const { host, site, args } = call;
  const [given] = args;
  const items = given && itemsOf(given.value);
  const [step, ...states] = items ?? [];
  const sizes = instance.description.attributes?.state_size;
  const wanted = sizes && (itemsOf(sizes)?.length ?? 1);
  const isWhole = items?.every(item => item.kind === 'tensor') && states.length === wanted;
  if (!given || !step || !isWhole) return host.unknown('what a cell makes of one step', site);
  const own = [step, list(states)].map(value => ({ name: undefined, value, at: given.at }));
  const made = instance.run({ ...call, args: own });
  const [output, after] = itemsOf(made) ?? [];
  const next = after?.kind === 'tensor' ? [after] : after && itemsOf(after);
  return output && next ? list([output, ...next]) : made;
}

const METHODS: Readonly<Record<string, Method>> = {
  get_weights: (instance, call) =>
    weightList(instance, call.host, call.site, instance.flavour.options ? 'tfjs' : 'numpy'),
  set_weights: (instance, call) =>
    setWeights(
      call,
      instance.value,
      instance.weights() ?? (isSurelyUnbuilt(call.host, instance.value) ? [] : undefined),
    ),
  count_params: (instance, call) => count(instance, call),
  build: (instance, call) => build(instance, call),
  call: (instance, call) => (isListedCell(instance) ? runListed(instance, call) : instance.run(call)),
  apply: (instance, call) => instance.run(appliedCall(call)),
  __call__: (instance, call) => instance.run(call),
  compute_output_shape: (instance, call) => computeOutputShape(instance, call),
  get_config: () => dict([], SOME_STRING),
  get_output_at: (instance, call) =>
    instance.ends.value?.output ?? call.host.unknown('an output of a layer', call.site),
  get_input_at: (instance, call) =>
    instance.ends.value?.input ?? call.host.unknown('an input of a layer', call.site),
  get_output_shape_at: (instance, call) => shapeAttribute(instance, call.host, call.site, 'output'),
  reset_states: () => NONE,
  reset_state: () => NONE,
  add_loss: (instance, call) => {
    call.host.write(addsLosses.place(instance.value), true);
    return NONE;
  },
  add_metric: () => NONE,
};

/** Methods that leave a layer as it is. */
const READING = /^(get|set)_weights$|^count_params$|^get_config$/;

/** undefined: no such attribute as far as is known. */
export function layerAttribute(
  instance: Instance,
  host: Host,
  name: string,
  site: Origin,
): Value | undefined {
  const key = instance.flavour.options ? snakeCase(name) : name;
  const method = Object.hasOwn(METHODS, key) ? METHODS[key] : undefined;
  const found = method
    ? bound(instance, name, call =>
        refusesMethod(instance.flavour, instance.value.class.name, key, call)
          ? call.host.because({ missing: `a result of \`${name}\`, which is refused here`, at: call.site })
          : method(instance, call),
      )
    : (own(instance, host, key, site) ??
      (holdsByCell(instance) ? undefined : weightAttribute(instance, host, key, site)) ??
      argumentAttribute(instance, name));
  // A method that is not known may call the layer, and so may the cell that it shares its weights with.
  const isLacked = OF_MODELS.has(key) || isEnd(key) || KERNEL.test(key);
  if (method ? !READING.test(key) : key === 'cell' || (!found && !isLacked))
    noteUse(host, instance.value, 'any');
  return found;
}

/** Attributes of layers that Keras 3 has on models only, and others on layers that have been called. */
const OF_MODELS = new Set(['input_shape', 'output_shape']);

const KERNEL = /^(recurrent_)?kernel$/;

const isEnd = (name: string): boolean => name === 'input' || name === 'output';

/** Whether the weights are attributes of what the layer holds: `lstm.cell.kernel`, `distributed.layer.kernel`. */
function holdsByCell({ flavour, description, value }: Instance): boolean {
  const holds = description.innerCell !== undefined || (value.layer?.inner ?? []).length > 0;
  return holds && (flavour.name === 'keras3' || flavour.name === 'tf_keras');
}

/** What the layer surely does not have, or not before it has been called. */
export function layerLacks(host: Host, instance: Instance, name: string): boolean | Lack {
  const { flavour, value } = instance;
  if (isUnknownName(host, instance, name)) return true;
  if (KERNEL.test(name))
    return holdsByCell(instance) || (isSurelyUnbuilt(host, value) && unbuiltKernel(instance, name));
  if (flavour.name !== 'keras3')
    return (isEnd(name) || OF_MODELS.has(name)) && isUncalled(host, instance)
      ? noEnd(instance.name, name, flavour.name)
      : false;
  if (OF_MODELS.has(name)) {
    const instead = `Keras 3 has it of models only: write \`.${name.replace('_', '.')}\` for what a layer was called on`;
    return { says: `'${value.class.name}' object has no attribute '${name}'`, instead };
  }
  return isEnd(name) && isUncalled(host, instance) ? noEnd(instance.name, name, flavour.name) : false;
}

/** Layers of Keras 3 that have a property of this name, which asks whether they are built. */
const ASKING = /^(Dense|EinsumDense|Conv[123]D(Transpose)?)$/;

const unbuiltKernel = ({ flavour, value }: Instance, name: string): true | Lack =>
  flavour.name === 'keras3' && ASKING.test(value.class.name) && name === 'kernel'
    ? {
        says: `You must build the layer before accessing \`${name}\`.`,
        instead: 'It has one once it is built or called',
      }
    : true;

const isUncalled = (host: Host, { value, ends }: Instance): boolean =>
  !ends.value && hasSurelyNoEnds(host, value);

/** A method, so that a forgotten call can be told. */
export function bound(instance: Pick<Instance, 'value'>, name: string, invoke: (call: Call) => Value): Value {
  return {
    kind: 'bound',
    self: instance.value,
    function: nativeFunction(`${instance.value.class.name}.${name}`, invoke),
  };
}

function own(instance: Instance, host: Host, name: string, site: Origin): Value | undefined {
  const extra = instance.description.attributes;
  if (extra && Object.hasOwn(extra, name)) return extra[name];
  switch (name) {
    case 'name':
      return string(instance.name);
    case 'weights':
    case 'trainable_weights':
    case 'variables':
    case 'trainable_variables':
    case 'non_trainable_weights':
    case 'non_trainable_variables':
      return weightList(instance, host, site, instance.flavour.framework, name);
    case 'built':
      return bool(instance.weights() !== undefined);
    case 'trainable':
    case 'supports_masking':
      return SOME_BOOL;
    case 'dtype':
    case 'compute_dtype':
      return string('float32');
    case 'input_shape':
    case 'output_shape':
      if (instance.flavour.name === 'keras3' || isUncalled(host, instance)) return undefined;
      return shapeAttribute(instance, host, site, name === 'input_shape' ? 'input' : 'output');
    case 'input':
      return instance.ends.value?.input;
    case 'output':
      return instance.ends.value?.output;
    case 'cell':
      return cellOf(instance, host, site);
    default:
      return undefined;
  }
}

/** The cell that a layer was made with, as code asks it: it holds the layer's weights and arguments. */
function cellOf(instance: Instance, host: Host, site: Origin): Value | undefined {
  const { innerCell: name } = instance.description;
  if (name === undefined) return undefined;
  const { root, framework } = instance.flavour;
  const type = opaqueClass({
    qualified: `${root}.layers.${name}`,
    framework,
    ancestors: [`${root}.layers.Layer`],
  });
  return opaqueInstance(host, type, site, {
    attribute: (asking, asked, at) =>
      weightAttribute(instance, asking, asked, at) ?? layerAttribute(instance, asking, asked, at),
    invoke: call => call.host.unknown(`what a step of \`${instance.name}\` gives`, call.site),
  });
}

const TRAINED: Readonly<Record<string, boolean>> = {
  trainable_weights: true,
  trainable_variables: true,
  non_trainable_weights: false,
  non_trainable_variables: false,
};

function weightList(
  instance: Instance,
  host: Host,
  site: Origin,
  framework: 'numpy' | 'tfjs' | 'keras' | string,
  name = 'weights',
): Value {
  const weights = instance.weights();
  if (!weights && isSurelyUnbuilt(host, instance.value)) return whole([], 'list');
  if (!weights)
    return host.unknown(
      `the weights of \`${instance.name}\`, which has no input yet`,
      site,
      'give the model an input shape',
    );
  const wanted = TRAINED[name];
  const chosen = wanted === undefined ? weights : weightsByTraining(instance.value, weights, wanted);
  if (!chosen) return host.unknown(`which weights of \`${instance.name}\` are trained`, site);
  const owner = framework === 'numpy' || framework === 'tfjs' ? framework : 'keras';
  const tensors = chosen.map(weight => weightTensor(host, owner, instance.value, weight, site));
  return name === 'weights' && isCounted(layerOf(instance.value)) ? whole(tensors, 'list') : list(tensors);
}

function weightAttribute(instance: Instance, host: Host, name: string, site: Origin): Value | undefined {
  const found = instance.weights()?.find(weight => weight.name === name);
  return found && weightTensor(host, instance.flavour.framework, instance.value, found, site);
}

/** Constructor arguments are attributes: `layer.units`, `layer.return_sequences`. What a layer makes of an array is another array. */
function argumentAttribute(instance: Instance, name: string): Value | undefined {
  const { bound: options } = instance.options;
  const key = instance.flavour.options ? camelCase(name) : name;
  const value = options.names.includes(key) ? options.value(key) : undefined;
  return value?.kind === 'tensor' ? undefined : value;
}

function count(instance: Instance, { host, site }: Call): Value {
  const weights = instance.weights();
  const total = weights && parameterCount(weights);
  if (!weights && isSurelyUnbuilt(host, instance.value)) return refuseCount(host, site, instance);
  return total ? integer(total) : host.unknown(`the number of parameters of \`${instance.name}\``, site);
}

function shapeAttribute(instance: Instance, host: Host, site: Origin, which: 'input' | 'output'): Value {
  const facts = instance.value.layer?.built.value;
  const shapes = which === 'input' ? facts?.inputs : facts?.outputs;
  const [first] = shapes ?? [];
  if (!shapes || !first)
    return host.unknown(`the ${which} shape of \`${instance.name}\``, site, 'give the model an input shape');
  const tuples = shapes.map(shape => (shape ? shapeValue(shape) : host.unknown('a shape', site)));
  return shapes.length === 1 ? (tuples[0] ?? NONE) : list(tuples);
}

const OPEN_SIZE: Value = { kind: 'none', isSize: true };

/** A shape as code reads it: what a model leaves open is None. */
export function shapeValue(shape: Shape): ListValue {
  return tuple(shape.map(dim => (isNone(dim) ? OPEN_SIZE : integer(dim))));
}

/** The shape in a call's first argument, as `build((None, 8, 8))` gives it. */
export function shapeArgument(call: Call): Shape | undefined {
  const given = call.args.find(argument => argument.name === undefined || argument.name.endsWith('shape'));
  const items = given && itemsOf(given.value);
  if (!given || !items) return undefined;
  const names = asShape(given.value)?.length === 3 ? ['batch', 'steps', 'features'] : ['batch'];
  return items.map((item, axis) => dimFrom(call.host, item, names[axis] ?? 'size', given.at));
}

function build(instance: Instance, call: Call): Value {
  const shape = shapeArgument(call);
  const further = call.args.filter(argument => argument.name === undefined).slice(1);
  const shapes = further.map(given => shapeArgument({ ...call, args: [given] }));
  const known = shapes.every(one => one !== undefined) ? shapes : [];
  if (shape) instance.build(call.host, [shape, ...known], call.site);
  return NONE;
}

function computeOutputShape(instance: Instance, call: Call): Value {
  const shape = shapeArgument(call);
  const facts = instance.value.layer?.built.value.outputs[0];
  if (!shape || !facts) return call.host.unknown('an output shape', call.site);
  return shapeValue([...shape.slice(0, 1), ...facts.slice(1)]);
}

/** TensorFlow.js: `layer.apply(x, {initialState: [h, c]})`. */
export function appliedCall(call: Call): Call {
  const [first, second] = call.args;
  if (second?.value.kind !== 'dict') return call;
  const options = [...second.value.entries.value.known].map(([key, value]) => ({
    name: snakeCase(String(key)),
    value,
    at: second.at,
  }));
  return { ...call, args: first ? [{ ...first, name: undefined }, ...options] : options };
}

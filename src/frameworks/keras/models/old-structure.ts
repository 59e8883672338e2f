/**
 * Keras 2.2 and TensorFlow 1: as many targets as a model has outputs with a loss, losses and their weights for outputs by name or in order, arrays in lists, and
 * weights of samples. Source: keras 2.2 engine/training.py `compile`, engine/training_utils.py `standardize_input_data`, `standardize_weights`.
 */
import { compare, printShape } from '../../../shapes/index.ts';
import { refuseArgument, type WrongArgument } from '../../array/scene.ts';
import { type Argument, asString, type Call, type Host, itemsOf, type TensorValue } from '../../parts.ts';
import { nodeOf, tensorsIn } from '../core/graph.ts';
import { layerOf } from '../core/registry.ts';
import { sceneOf, shapeOfData } from './data.ts';
import type { ModelCore } from './model-core.ts';
import type { Arguments } from './training-call.ts';

const isOld = ({ flavour }: ModelCore): boolean => flavour.name === 'keras2' || flavour.name === 'tf1';

/** What `compile` refuses of losses and their weights, where it is known which outputs there are. */
export function wrongLosses(core: ModelCore, host: Host, named: Arguments): WrongArgument | undefined {
  const outputs = core.ends();
  if (!isOld(core) || !outputs) return undefined;
  const names = namesOf(host, tensorsIn(outputs.output));
  const parameters =
    core.flavour.name === 'tf1' ? ['loss', 'loss_weights', 'metrics'] : ['loss', 'loss_weights'];
  for (const parameter of parameters) {
    const given = named.get(parameter);
    const wrong =
      given &&
      (strangeKey(parameter, given, names) ??
        (parameter === 'metrics' ? undefined : wrongCount(parameter, given, names.length)));
    if (wrong) return wrong;
  }
  return undefined;
}

function strangeKey(
  parameter: string,
  { value, at }: Argument,
  names: readonly (string | undefined)[],
): WrongArgument | undefined {
  if (value.kind !== 'dict' || !names.every(name => name !== undefined)) return undefined;
  const strange = [...value.entries.value.known.keys()].find(
    key => typeof key === 'string' && !names.includes(key),
  );
  return strange === undefined
    ? undefined
    : {
        parameter,
        aspect: 'value',
        allowed: `a dict whose keys are names of outputs: ${names.map(name => `'${name}'`).join(', ')}`,
        given: `one with the key '${strange}'`,
        at,
        says: `in ${parameter} dictionary:`,
      };
}

function wrongCount(parameter: string, { value, at }: Argument, count: number): WrongArgument | undefined {
  const items = value.kind === 'list' && value.flavour === 'list' ? itemsOf(value) : undefined;
  return !items || items.length === count
    ? undefined
    : {
        parameter,
        aspect: 'value',
        allowed: `a list of ${count}, one for each output of the model`,
        given: `a list of ${items.length}`,
        at,
        says: `When passing a list as ${parameter}, it should have one entry per model output`,
      };
}

/** The names that the program writes down for the layers behind some tensors; undefined: one that Keras counts, which is not relied on. */
const namesOf = (host: Host, tensors: readonly TensorValue[]): readonly (string | undefined)[] =>
  tensors.map(one => {
    const layer = nodeOf(one)?.layer;
    const { name, input } = layerOf(layer) ?? {};
    const given = input ? layer?.site : layer?.layer?.arguments.get('name');
    const text = given && host.textOf(given);
    return name && (text?.includes(`'${name}'`) || text?.includes(`"${name}"`)) ? name : undefined;
  });

/** Whether inputs, targets or weights of samples are refused before the model is run, which has then been stated. */
export function refusesOldData(core: ModelCore, call: Call, named: Arguments): boolean {
  if (!isOld(core) || call.open || core.kind === 'subclass' || !core.ends()) return false;
  const [x, y] = [named.get('x'), named.get('y')];
  const wrong =
    (x && (missingName(core, call.host, 'x', x) ?? nestedList(core, 'x', x))) ??
    (y &&
      (missingName(core, call.host, 'y', y) ??
        nestedList(core, 'y', y) ??
        wrongTargets(core, call.host, y) ??
        wrongWeights(core, named, y)));
  if (wrong)
    refuseArgument(
      { ...sceneOf(core, call), ...(OF_FIT.has(wrong.parameter) && { operation: 'fit' }) },
      wrong,
    );
  return wrong !== undefined;
}

/** What `fit` is given beside data of the model. */
const OF_FIT: ReadonlySet<string> = new Set(['sample_weight', 'class_weight']);

/** Data in a dict is found by the names of the layers. */
function missingName(
  core: ModelCore,
  host: Host,
  parameter: 'x' | 'y',
  { value, at }: Argument,
): WrongArgument | undefined {
  const ends = core.ends();
  if (value.kind !== 'dict' || value.entries.value.rest || !ends) return undefined;
  const tensors = tensorsIn(parameter === 'x' ? ends.input : ends.output);
  const wanted = parameter === 'y' ? fedOutputs(core, host, tensors) : tensors;
  const missing =
    wanted && namesOf(host, wanted).find(name => name !== undefined && !value.entries.value.known.has(name));
  return missing === undefined
    ? undefined
    : {
        parameter,
        aspect: 'value',
        allowed: `a dict with the key '${missing}', which names an ${parameter === 'x' ? 'input' : 'output'} of the model`,
        at,
        says: `No data provided for "${missing}".`,
      };
}

/** Those that have a loss: of a dict of losses, those that it names. undefined: not known. */
function fedOutputs(
  { compiled }: ModelCore,
  host: Host,
  outputs: readonly TensorValue[],
): readonly TensorValue[] | undefined {
  const { loss, standing } = compiled.value;
  if (standing !== 'yes' || !loss) return undefined;
  if (
    loss.kind === 'string' ||
    loss.kind === 'native' ||
    loss.kind === 'native-function' ||
    loss.kind === 'function'
  )
    return outputs;
  if (loss.kind === 'list') {
    const items = itemsOf(loss);
    return items?.every(({ kind }) => kind === 'string' || kind === 'native-function' || kind === 'function')
      ? outputs
      : undefined;
  }
  if (loss.kind !== 'dict' || loss.entries.value.rest) return undefined;
  const names = namesOf(host, outputs);
  const { known } = loss.entries.value;
  return names.every(name => name !== undefined)
    ? outputs.filter((_, i) => known.has(names[i] ?? ''))
    : undefined;
}

/** `fit(x.tolist(), ...)`: each list in the list is an array of its own. Keras 2.2 takes no tuple for a list of arrays. */
function nestedList(
  core: ModelCore,
  parameter: 'x' | 'y',
  { value, at }: Argument,
): WrongArgument | undefined {
  const items = value.kind === 'list' ? itemsOf(value) : undefined;
  const ends = core.ends();
  if (!items || value.kind !== 'list' || !ends) return undefined;
  if (
    value.flavour === 'tuple' &&
    core.flavour.name === 'keras2' &&
    items.some(({ kind }) => kind === 'tensor')
  )
    return {
      parameter,
      aspect: 'type',
      allowed: 'an array, or a list of them',
      given: 'a tuple',
      at,
      says: "'tuple' object has no attribute 'ndim'",
    };
  const { length } = tensorsIn(parameter === 'x' ? ends.input : ends.output);
  const isNested =
    value.flavour === 'list' && items.every(item => item.kind === 'list' && item.flavour === 'list');
  return isNested && length === 1 && items.length > 1
    ? {
        parameter,
        aspect: 'value',
        allowed: 'an array: in a list, each list is taken for an array of its own',
        given: `a list of ${items.length} lists`,
        at,
        says: 'is not the size the model expected',
      }
    : undefined;
}

function wrongTargets(core: ModelCore, host: Host, { value, at }: Argument): WrongArgument | undefined {
  const ends = core.ends();
  const fed = ends && fedOutputs(core, host, tensorsIn(ends.output));
  const items = value.kind === 'list' && value.flavour === 'list' ? itemsOf(value) : undefined;
  const isArray = value.kind === 'tensor' && value.framework === 'numpy';
  const given = isArray ? 1 : items?.every(({ kind }) => kind === 'tensor') ? items.length : undefined;
  if (!fed || given === undefined || given === 0 || fed.length === 0 || given === fed.length)
    return undefined;
  return {
    parameter: 'y',
    aspect: 'value',
    allowed:
      fed.length === 1 ? 'one array' : `a list of ${fed.length} arrays, one for each output of the model`,
    given: isArray ? 'one array' : `a list of ${given}`,
    at,
    says: 'is not the size the model expected',
  };
}

/** Weights of samples are a vector, or with `sample_weight_mode="temporal"` a number for each step. */
function wrongWeights(core: ModelCore, named: Arguments, y: Argument): WrongArgument | undefined {
  const { weightMode, standing } = core.compiled.value;
  const [weights, classes] = [named.get('sample_weight'), named.get('class_weight')];
  const isTimed = weightMode !== undefined && asString(weightMode) === 'temporal';
  const target = y.value.kind === 'tensor' ? shapeOfData(y.value) : undefined;
  const ends = core.ends();
  if (standing !== 'yes' || !target || !ends || tensorsIn(ends.output).length !== 1) return undefined;
  if (weightMode && !isTimed && weightMode.kind !== 'none') return undefined;
  if (!weights && classes?.value.kind === 'dict' && target.length > 2)
    return {
      parameter: 'class_weight',
      aspect: 'value',
      allowed: 'left out where targets have more than 2 dimensions (`sample_weight` weighs each step)',
      at: classes.at,
      says: '`class_weight` not supported for 3+ dimensional targets.',
    };
  const shape = weights?.value.kind === 'tensor' ? shapeOfData(weights.value) : undefined;
  if (!weights || !shape) return undefined;
  const rank = isTimed ? 2 : 1;
  const isOther = shape.length !== rank;
  const isApart = shape.some((dim, axis) => {
    const other = target[axis];
    return other === undefined || compare(dim, other) === 'different';
  });
  if (!isOther && !isApart) return undefined;
  return {
    parameter: 'sample_weight',
    aspect: 'value',
    allowed: isTimed ? 'one number for each step of each sample' : 'one number for each sample',
    given: printShape(shape),
    at: weights.at,
    says: `Found a sample_weight array with shape ${printShape(shape)}`,
  };
}

/** The tensors of a layer's call: one, a list of them, or what stands in their place and cannot be one. */

import { literalShape } from '../../array/operand.ts';
import { refuseArgument, refuseTuple, type Scene } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { type Argument, type Call, itemsOf, list, shapeOf, type Value } from '../../parts.ts';
import type { Input, LayerDescription } from './description.ts';
import type { Flavour } from './flavour.ts';
import { tensorsIn } from './graph.ts';

/** The arguments of a call by name: positional ones in the order of `names`. */
export function namedArguments(call: Call, names: readonly string[]): ReadonlyMap<string, Argument> {
  const named = new Map<string, Argument>();
  let next = 0;
  for (const argument of call.args) {
    const name = argument.name ?? names[next++];
    if (name !== undefined && !named.has(name)) named.set(name, argument);
  }
  const [first] = names;
  if (first !== undefined && !named.has(first)) {
    const other = call.args.find(
      argument => argument.name !== undefined && FIRST_NAMES.includes(argument.name),
    );
    if (other) named.set(first, other);
  }
  return named;
}

/** What layers call the first parameter of their `call`. */
export const FIRST_NAMES: readonly string[] = [
  'inputs',
  'sequences',
  'sequence',
  'input',
  'x',
  'input_tensor',
  'data',
];

/** `lstm([x, h, c])`: the first is the input, the others are initial states. */
export function withStates(named: ReadonlyMap<string, Argument>): ReadonlyMap<string, Argument> {
  const given = named.get('inputs');
  const [first, ...states] = (given && itemsOf(given.value)) ?? [];
  if (!given || !first || states.length === 0 || named.has('initial_state')) return named;
  return new Map([
    ...named,
    ['inputs', { ...given, value: first }],
    ['initial_state', { ...given, value: list(states) }],
  ]);
}

/** undefined: refused, which has been stated. */
export function inputsOf(
  scene: Scene,
  flavour: Flavour,
  description: LayerDescription,
  given: Argument,
): readonly Input[] | undefined {
  const { value } = given;
  const items = itemsOf(value);
  if (description.many) return manyInputs(scene, flavour, given, items);
  const all = items && items.length > 1 && items.every(isOfTensors) ? tensorsIn(value) : [];
  if (all.length > 1) {
    if (!description.ranks && !description.single)
      return [{ role: 'input', shape: undefined, tensor: undefined, at: given.at }];
    refuseTuple(scene, all, given.at, `expects 1 input(s), but it received ${all.length} input tensors`);
    return undefined;
  }
  const isOfOne = items?.length === 1 && items[0]?.kind === 'tensor';
  // Keras 3 gives a list for a list, or refuses it: that layers differ in.
  if (isOfOne && flavour.name === 'keras3' && !description.single)
    return [{ role: 'input', shape: undefined, tensor: undefined, at: given.at }];
  const single = isOfOne ? (items[0] ?? value) : value;
  const input = inputOf(scene, flavour, single, given);
  return input && [input];
}

/** A tensor, or a list of them, as the states of a cell are beside its output. */
const isOfTensors = (value: Value): boolean =>
  value.kind === 'tensor' || itemsOf(value)?.every(item => item.kind === 'tensor') === true;

function manyInputs(
  scene: Scene,
  flavour: Flavour,
  given: Argument,
  items: readonly Value[] | undefined,
): readonly Input[] | undefined {
  if (given.value.kind === 'tensor') {
    refuseArgument(scene, {
      parameter: 'inputs',
      aspect: 'type',
      allowed: 'a list of tensors',
      at: given.at,
    });
    return undefined;
  }
  const inputs = items?.map(item => inputOf(scene, flavour, item, given));
  if (inputs?.some(input => !input)) return undefined;
  return inputs?.flatMap(input => (input ? [input] : [])) ?? [];
}

export function inputOf(scene: Scene, flavour: Flavour, value: Value, { at }: Argument): Input | undefined {
  if (value.kind === 'tensor') {
    return { role: 'input', shape: shapeOf(value), tensor: value, at };
  }
  if (isNoTensor(value) || isNothing(scene, flavour, value, at)) {
    refuseArgument(scene, {
      parameter: 'inputs',
      aspect: 'type',
      allowed: 'a tensor',
      at,
      says: flavour.options ? undefined : 'Inputs to a layer should be tensors',
    });
    return undefined;
  }
  return { role: 'input', shape: literalShape(value), tensor: undefined, at };
}

/** Layers of TensorFlow's Keras that take texts, or what a function of the program's takes. */
const TAKES_TEXT =
  /^(TextVectorization|StringLookup|IntegerLookup|Hashing|Lambda|TimeDistributed|Bidirectional)$/;

/** A text or None; those that Keras 3 takes for data it refuses elsewhere. */
function isNothing(scene: Scene, { name }: Flavour, value: Value, at: Argument['at']): boolean {
  if (name === 'tfjs') return value.kind === 'none';
  if (name !== 'tf_keras' || TAKES_TEXT.test(scene.operation)) return false;
  return (value.kind === 'string' && value.value !== undefined) || isWrittenNone(scene.host, value, at);
}

/** A layer, a class or a function where its result was meant. */
function isNoTensor(value: Value): boolean {
  if (value.kind === 'native') return value.layer !== undefined;
  return value.kind === 'native-class' || value.kind === 'class' || value.kind === 'native-function';
}

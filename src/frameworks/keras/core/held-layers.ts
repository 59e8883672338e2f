/** The layers that an object of the user's holds: those that Keras tracks when they are set as attributes. */
import {
  itemsOf,
  type ModelRow,
  type NativeValue,
  type ObjectValue,
  optionsOf,
  perhapsSet,
  SOME_NAME,
  type Value,
} from '../../parts.ts';
import type { Flavour } from './flavour.ts';
import { layerOf } from './registry.ts';

/** What the object's attributes hold, in the order they were set, through lists and dicts; and whether one path of the program alone has set it. */
function* heldValues(self: ObjectValue): Generator<readonly [Value, boolean]> {
  const perhaps = perhapsSet(self.attributes.value);
  const seen = new Set<Value>([self]);
  function* within(value: Value, isPerhaps: boolean): Generator<readonly [Value, boolean]> {
    // A list may hold itself.
    if (seen.has(value)) return;
    seen.add(value);
    if (value.kind === 'list') for (const item of itemsOf(value) ?? []) yield* within(item, isPerhaps);
    else if (value.kind === 'dict')
      for (const item of value.entries.value.known.values()) yield* within(item, isPerhaps);
    else yield [value, isPerhaps];
  }
  for (const [name, value] of self.attributes.value) yield* within(value, perhaps.has(name));
}

/** The layers among them. */
export const heldLayers = (self: ObjectValue): readonly NativeValue[] => [
  ...new Set([...heldValues(self)].flatMap(([value]) => layerOf(value)?.value ?? [])),
];

/** The same, and what stands in their place on other paths of the program: other layers, or none (undefined). */
export function heldRows(self: ObjectValue): readonly Pick<ModelRow, 'layer' | 'instead'>[] {
  const found = new Map<NativeValue, readonly (NativeValue | undefined)[]>();
  for (const [value, isPerhaps] of heldValues(self)) {
    const options = optionsOf(value).map(option => layerOf(option)?.value);
    const layer = options.find(option => option);
    const others = options.filter(option => option !== layer);
    if (layer && !found.has(layer)) found.set(layer, isPerhaps ? [...others, undefined] : others);
  }
  return [...found].map(([layer, instead]) => ({ layer, ...(instead.length > 0 && { instead }) }));
}

/** Whether an attribute holds any number of layers, or layers are set under names that are not known. */
export const holdsAnyNumber = (self: ObjectValue): boolean =>
  self.attributes.value.has(SOME_NAME) || [...self.attributes.value.values()].some(isAnyNumber);

function isAnyNumber(value: Value): boolean {
  if (value.kind === 'dict') {
    const { known, rest } = value.entries.value;
    return [...known.values()].some(isAnyNumber) || (rest !== undefined && isLayers(rest));
  }
  if (value.kind !== 'list') return false;
  const items = value.items.value;
  return 'known' in items ? items.known.some(isAnyNumber) : isLayers(items.element);
}

/** One of any number. */
const isLayers = (value: Value): boolean => optionsOf(value).some(layerOf) || isAnyNumber(value);

/** Keras before 2.4 and TensorFlow.js count what `build` has added, and no layer that the object holds. */
export const tracksHeld = ({ name }: Flavour): boolean => name !== 'keras2' && name !== 'tfjs';

const WITHOUT_WEIGHTS = new Set<Value['kind']>([
  'number',
  'string',
  'bool',
  'none',
  'function',
  'native-function',
  'native-class',
  'class',
]);

/** As `heldLayers`; undefined where an attribute may hold weights that are not told: a variable, or what is not known. */
export function allHeld(self: ObjectValue): readonly NativeValue[] | undefined {
  const seen = new Set<Value>();
  const isTold = (value: Value): boolean => {
    if (seen.has(value) || layerOf(value) || WITHOUT_WEIGHTS.has(value.kind)) return true;
    seen.add(value);
    if (value.kind === 'tensor')
      return value.weight !== undefined || !/\bvariable$/i.test(value.source.operation);
    if (value.kind === 'dict') {
      const { known, rest } = value.entries.value;
      return rest === undefined && [...known.values()].every(isTold);
    }
    // What other objects hold is not tracked.
    return value.kind === 'list'
      ? itemsOf(value)?.every(isTold) === true
      : value.kind === 'native' || value.kind === 'object';
  };
  return [...self.attributes.value.values()].every(isTold) ? heldLayers(self) : undefined;
}

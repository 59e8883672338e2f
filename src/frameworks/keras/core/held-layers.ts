/** The layers that an object of the user's holds: those that Keras tracks when they are set as attributes. */
import {
  itemsOf,
  type ModelRow,
  type NativeValue,
  type ObjectValue,
  optionsOf,
  perhapsSet,
  type Value,
} from '../../parts.ts';
import type { Flavour } from './flavour.ts';
import { layerOf } from './registry.ts';

/** Layers in the object's attributes, in the order they were set, through lists and dicts. */
export function heldLayers(self: ObjectValue): readonly NativeValue[] {
  const found: NativeValue[] = [];
  const seen = new Set<Value>();
  const visit = (value: Value): void => {
    // A list may hold itself.
    if (seen.has(value)) return;
    seen.add(value);
    const layer = layerOf(value);
    if (layer && !found.includes(layer.value)) found.push(layer.value);
    else if (value.kind === 'list') itemsOf(value)?.forEach(visit);
    else if (value.kind === 'dict') [...value.entries.value.known.values()].forEach(visit);
  };
  for (const value of self.attributes.value.values()) if (value !== self) visit(value);
  return found;
}

/** Layers in the object's attributes, and what stands in their place on other paths of the program: other layers, or none (undefined). */
export function heldRows(self: ObjectValue): readonly Pick<ModelRow, 'layer' | 'instead'>[] {
  const perhaps = perhapsSet(self.attributes.value);
  const found = new Map<NativeValue, readonly (NativeValue | undefined)[]>();
  const seen = new Set<Value>();
  const visit = (value: Value, isPerhaps: boolean): void => {
    if (seen.has(value)) return;
    seen.add(value);
    const options = optionsOf(value).map(option => layerOf(option)?.value);
    const layer = options.find(option => option);
    const others = options.filter(option => option !== layer);
    if (layer && !found.has(layer)) found.set(layer, isPerhaps ? [...others, undefined] : others);
    else if (value.kind === 'list') for (const item of itemsOf(value) ?? []) visit(item, isPerhaps);
    else if (value.kind === 'dict')
      for (const item of value.entries.value.known.values()) visit(item, isPerhaps);
  };
  for (const [name, value] of self.attributes.value) if (value !== self) visit(value, perhaps.has(name));
  return [...found].map(([layer, instead]) => ({ layer, ...(instead.length > 0 && { instead }) }));
}

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

/** Which modules a module holds, by the names under which their weights live. */
import { beside, type NativeValue, type Value } from '../../parts.ts';
import { heldBy } from './scope.ts';

type NamedValue = readonly [string, Value];

/** Modules that layers were given: the cell of an RNN; entries live as long as the layer. */
const GIVEN = beside<NativeValue, readonly NamedValue[]>();

export function holds(layer: NativeValue, modules: readonly NamedValue[]): void {
  GIVEN.set(layer, modules);
}

export function heldIn(module: Value): readonly NamedValue[] {
  if (module.kind === 'native') return GIVEN.get(module) ?? [];
  if (module.kind !== 'object') return [];
  return [...module.attributes.value].flatMap(([name, value]) => heldBy(name, value));
}

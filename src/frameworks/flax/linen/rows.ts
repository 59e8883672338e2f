/** Layers that ran inside of a module, by their paths: the rows of its table. */
import { beside, type NativeValue, type Value } from '../../parts.ts';

type NamedValue = readonly [string, NativeValue];

/** In the order of the first calls; entries live as long as the module that a run was asked of. */
const ROWS = beside<object, Map<string, NativeValue>>('rows');

export function noteLayer(root: Value, path: readonly string[], layer: NativeValue): void {
  const rows = ROWS.get(root) ?? new Map<string, NativeValue>();
  ROWS.set(root, rows);
  const name = path.join('/');
  if (!rows.has(name)) rows.set(name, layer);
}

export const layersOf = (root: Value): readonly NamedValue[] =>
  [...(ROWS.get(root) ?? [])].filter(([, layer]) => layer !== root);

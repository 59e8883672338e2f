/** Layers that ran inside of a module, by their paths: the rows of its table. */

import { joinMade } from '../../joining.ts';
import { attached, type Host, type NativeValue, type Value } from '../../parts.ts';

type NamedValue = readonly [string, NativeValue];
type Rows = ReadonlyMap<string, NativeValue>;

/** In the order of the first calls, by the module that a run was asked of. */
const rowsOf = attached<Value, Rows>(new Map(), joinMade);

export function noteLayer(host: Host, root: Value, path: readonly string[], layer: NativeValue): void {
  const rows = rowsOf.place(root);
  const name = path.join('/');
  if (!rows.value.has(name)) host.write(rows, new Map(rows.value).set(name, layer));
}

export const layersOf = (root: Value): readonly NamedValue[] =>
  [...rowsOf.of(root)].filter(([, layer]) => layer !== root);

/** Layers that ran inside of a module, by their paths: the rows of its table. */

import { joinMade } from '../../joining.ts';
import { weight } from '../../layer.ts';
import {
  attached,
  type Host,
  type NativeValue,
  type OwnWeight,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../parts.ts';

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

type Variables = ReadonlyMap<string, TensorValue>;

/** Parameters of the modules' own by their paths, by the module that a run was asked of. */
const ownOf = attached<Value, Variables>(new Map(), joinMade);

/** A weight that `self.param` gives. */
export function noteOwn(host: Host, root: Value, path: readonly string[], value: TensorValue): void {
  const own = ownOf.place(root);
  const name = path.join('/');
  if (!own.value.has(name)) host.write(own, new Map(own.value).set(name, value));
}

/** Named as the framework names them, from the variables on. */
export const ownWeights = (root: Value, holder: NativeValue): readonly OwnWeight[] =>
  [...ownOf.of(root)].map(([path, value]) => ({
    holder,
    path,
    weight: weight(`params/${path}`, shapeOf(value)),
    isNamedByPath: false,
  }));

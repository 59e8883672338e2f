/** Layers that ran inside of a module, by their paths: the rows of its table. */

import { joinMet, joinPerhaps, perhapsMade, withMade } from '../../joining.ts';
import { weight } from '../../layer.ts';
import {
  attached,
  type Host,
  type NativeValue,
  type OwnWeight,
  type Slot,
  shapeOf,
  type TensorValue,
  type Value,
} from '../../parts.ts';

type NamedValue = readonly [string, NativeValue];
type Rows = ReadonlyMap<string, NativeValue>;

/** In the order of the first calls, by the module that a run was asked of. */
const rowsOf = attached<Value, Rows>(new Map(), (a, b) => joinPerhaps(a, b));

/** What stands under a path first stays. */
function noteFirst<T>(
  host: Host,
  place: Slot<ReadonlyMap<string, T>>,
  path: readonly string[],
  value: T,
): void {
  const name = path.join('/');
  if (!place.value.has(name)) host.write(place, withMade(place.value, [[name, value]]));
}

export const noteLayer = (host: Host, root: Value, path: readonly string[], layer: NativeValue): void =>
  noteFirst(host, rowsOf.place(root), path, layer);

export const layersOf = (root: Value): readonly NamedValue[] =>
  [...rowsOf.of(root)].filter(([, layer]) => layer !== root);

type Variables = ReadonlyMap<string, TensorValue>;

/** Parameters of the modules' own by their paths, by the module that a run was asked of. */
const ownOf = attached<Value, Variables>(new Map(), (a, b) => joinPerhaps(a, b));

/** A weight that `self.param` gives. */
export const noteOwn = (host: Host, root: Value, path: readonly string[], value: TensorValue): void =>
  noteFirst(host, ownOf.place(root), path, value);

/** Named as the framework names them, from the variables on. */
export const ownWeights = (root: Value, holder: NativeValue): readonly OwnWeight[] =>
  [...ownOf.of(root)].map(([path, value]) => ({
    holder,
    path,
    weight: weight(`params/${path}`, shapeOf(value)),
    isNamedByPath: false,
  }));

/** What a module may have more of than its rows: what its runs called that is not known, and layers of which there are any number. */
const open = attached<Value, ReadonlySet<string>>(new Set(), joinMet);

export const noteOpen = (host: Host, root: Value, code: string): void =>
  host.write(open.place(root), new Set([...open.of(root), code]));

/** With those that one path of the program alone makes, where they have weights. */
export const openPartsOf = (root: Value): readonly string[] => [
  ...new Set([
    ...open.of(root),
    ...perhapsMade(rowsOf.of(root)).filter(name => mayHaveWeights(rowsOf.of(root).get(name))),
    ...perhapsMade(ownOf.of(root)),
  ]),
];

const mayHaveWeights = (layer: NativeValue | undefined): boolean =>
  layer?.layer?.built.value.weights?.length !== 0;

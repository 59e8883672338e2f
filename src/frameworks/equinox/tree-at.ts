/** `eqx.tree_at(where, pytree, replace)`: the tree with other parts in some places. https://docs.kidger.site/equinox/api/manipulation/#equinox.tree_at */
import type { Origin } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import { isAlike } from '../jax/leaves.ts';
import {
  asInt,
  beside,
  type Call,
  givenAt,
  type Host,
  itemsOf,
  joinAttributes,
  list,
  type NativeClass,
  type NativeValue,
  slot,
  type Value,
} from '../parts.ts';

type Path = readonly (string | number)[];

const PLACE: NativeClass = {
  kind: 'native-class',
  name: 'place',
  qualified: 'equinox.tree_at.place',
  framework: 'equinox',
  ancestors: [],
  construct: ({ host, site }) => host.unknown('a place in a tree', site),
};

const PATHS = beside<NativeValue, Path>();

/** What `where` is given in the tree's stead: it says which way was taken. */
function placeAt(host: Host, path: Path, site: Origin): NativeValue {
  const place = instance(host, PLACE, site, {
    attribute: (h, name, at) => placeAt(h, [...path, name], at),
    index: ({ host: h, args: [, index], site: at }) => {
      const position = index && asInt(index.value);
      return position === undefined
        ? h.unknown('a place in a tree', at)
        : placeAt(h, [...path, position], at);
    },
  });
  PATHS.set(place, path);
  return place;
}

export function treeAt(call: Call): Value {
  const { host, site } = call;
  const given = (name: string, position?: number): Value | undefined => givenAt(call, name, position)?.value;
  const [where, tree] = [given('where', 0), given('pytree', 1)];
  const lost = host.unknown('a tree with other parts', site);
  if (!where || !tree || call.open) return lost;
  const chosen = host.call(where, [{ name: undefined, value: placeAt(host, [], site), at: site }], site);
  const places = itemsOf(chosen) ?? [chosen];
  const paths = places.flatMap(place => {
    const path = place.kind === 'native' ? PATHS.get(place) : undefined;
    return path ? [path] : [];
  });
  if (paths.length !== places.length) return lost;
  const [replace, change] = [given('replace', 2), given('replace_fn')];
  const replacements = replace && (itemsOf(chosen) ? itemsOf(replace) : [replace]);
  let result: Value | undefined = tree;
  paths.forEach((path, i) => {
    const now: Value | undefined = result && partAt(host, result, path, site);
    const part =
      change && now
        ? host.call(change, [{ name: undefined, value: now, at: site }], site)
        : replacements?.[i];
    result = result && part && replaced(host, result, path, part, site);
  });
  return result ?? lost;
}

const step = (host: Host, tree: Value, key: string | number, site: Origin): Value | undefined =>
  typeof key === 'number' ? itemsOf(tree)?.at(key) : host.attribute(tree, key, site);

const partAt = (host: Host, tree: Value, path: Path, site: Origin): Value | undefined =>
  path.reduce<Value | undefined>((part, key) => part && step(host, part, key, site), tree);

/** undefined: such a tree is not made here. */
function replaced(host: Host, tree: Value, path: Path, by: Value, site: Origin): Value | undefined {
  const [key, ...further] = path;
  if (key === undefined) return by;
  const part = step(host, tree, key, site);
  const next = part && replaced(host, part, further, by, site);
  if (!part || !next) return undefined;
  if (part === next) return tree;
  const items = itemsOf(tree);
  if (tree.kind === 'list' && items && typeof key === 'number') {
    const at = key < 0 ? key + items.length : key;
    return list(
      items.map((item, i) => (i === at ? next : item)),
      tree.flavour,
    );
  }
  if (tree.kind === 'object' && typeof key === 'string') {
    const attributes = new Map(tree.attributes.value).set(key, next);
    return {
      ...tree,
      id: host.nextId(),
      attributes: slot<ReadonlyMap<string, Value>>(attributes, joinAttributes),
    };
  }
  // A layer's own weight: the layer says what shape it has.
  return isAlike(part, next) ? tree : undefined;
}

/** What Flax does with trees of variables. https://flax.readthedocs.io/en/latest/api_reference/flax.serialization.html, flax.core.frozen_dict.html, flax.traverse_util.html */
import {
  asString,
  type Call,
  dict,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  tuple,
  type Value,
} from '../parts.ts';

/** Gives back one of its arguments as far as shapes go. */
const passes = (name: string, parameter: string): Value =>
  nativeFunction(
    `flax.${name}`,
    ({ args }) =>
      (args.find(a => a.name === parameter) ?? args.find(a => a.name === undefined))?.value ?? NONE,
  );

/** A dict stays one; of other objects the state is made by what each class registers. */
const stateDict = ({ host, site, args: [target] }: Call): Value =>
  target?.value.kind === 'dict' ? target.value : host.unknown('the state of an object', site);

/** `pop(variables, 'params')`: what is left, and what stood there. */
function pop({ host, site, args: [tree, key] }: Call): Value {
  const name = key && asString(key.value);
  const taken = tree?.value.kind === 'dict' && name !== undefined ? tree.value.entries.value : undefined;
  const value = name === undefined ? undefined : taken?.known.get(name);
  if (!taken || !value) return host.unknown('the parts of a dict', site);
  const others = [...taken.known].filter(([each]) => each !== name);
  return tuple([dict(others, taken.rest), value]);
}

type Entry = readonly [string, Value];

function flattened(tree: Value, separator: string, path: readonly string[]): readonly Entry[] | undefined {
  if (tree.kind !== 'dict') return [[path.join(separator), tree]];
  const { known, rest } = tree.entries.value;
  if (rest) return undefined;
  const all = [...known].map(([key, value]) => flattened(value, separator, [...path, String(key)]));
  return all.every(entries => entries !== undefined) ? all.flat() : undefined;
}

/** `flatten_dict(tree, sep='/')`: one entry for each leaf. Without a separator the keys are tuples. */
function flattenDict({ host, site, args }: Call): Value {
  const [tree] = args;
  const separator = args.find(({ name }) => name === 'sep');
  const text = separator && asString(separator.value);
  const isPlain = args.every(({ name }) => name === undefined || name === 'sep');
  const entries = tree && text !== undefined && isPlain ? flattened(tree.value, text, []) : undefined;
  return entries ? dict(entries) : dict([], host.unknown('a leaf of a tree', site));
}

export const serialization: ModuleValue = moduleOf('flax.serialization', {
  from_bytes: passes('serialization.from_bytes', 'target'),
  from_state_dict: passes('serialization.from_state_dict', 'target'),
  to_state_dict: nativeFunction('flax.serialization.to_state_dict', stateDict),
});

const FROZEN: Readonly<Record<string, Value>> = {
  FrozenDict: passes('core.FrozenDict', 'xs'),
  freeze: passes('core.freeze', 'xs'),
  unfreeze: passes('core.unfreeze', 'x'),
  pop: nativeFunction('flax.core.pop', pop),
};

export const core: ModuleValue = moduleOf('flax.core', {
  ...FROZEN,
  frozen_dict: moduleOf('flax.core.frozen_dict', FROZEN),
});

export const traverseUtil: ModuleValue = moduleOf('flax.traverse_util', {
  flatten_dict: nativeFunction('flax.traverse_util.flatten_dict', flattenDict),
});

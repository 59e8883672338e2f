/** `jax.tree` and `jax.tree_util`. https://docs.jax.dev/en/latest/jax.tree.html */
import { opaqueClass } from '../array/opaque.ts';
import {
  type Call,
  list,
  listOf,
  type ModuleValue,
  moduleOf,
  NONE,
  nativeFunction,
  SOME_BOOL,
  tuple,
  type Value,
} from '../parts.ts';
import { isCallable } from './calling.ts';
import { leavesOf, mapTrees } from './trees.ts';

const treeClass = opaqueClass({ qualified: 'jax.tree_util.PyTreeDef', framework: 'jax' });

/** `tree.map(f, tree, *rest)`: leaves of one place in all trees go to f together. */
function mapTogether({ host, site, args }: Call): Value {
  const [f, tree, ...rest] = args.filter(a => a.name === undefined);
  if (!f || !tree || isCallable(f.value) === false) return host.unknown('a mapped tree', site);
  const mapped = (leaf: Value, others: readonly (Value | undefined)[]): Value => {
    if (leaf.kind === 'object' || leaf.kind === 'native') return leaf;
    const values = [leaf, ...others.map(other => other ?? host.unknown('a leaf of a tree', site))];
    return host.call(
      f.value,
      values.map(value => ({ name: undefined, value, at: site })),
      site,
    );
  };
  return mapTrees(
    tree.value,
    rest.map(a => a.value),
    mapped,
  );
}

const leaves = ({ host, site, args: [tree] }: Call): Value => {
  const all = tree && leavesOf(tree.value);
  return all ? list(all) : listOf({ element: host.unknown('a leaf of a tree', site), length: undefined });
};

function reduced({ host, site, args }: Call): Value {
  const [f, tree, start] = args;
  const all = tree && leavesOf(tree.value);
  if (!f || !all) return host.unknown('what `reduce` gives', site);
  const values = start ? [start.value, ...all] : all;
  const [first, ...others] = values;
  if (!first) return host.unknown('what `reduce` gives', site);
  return others.reduce(
    (sum, leaf) =>
      host.call(
        f.value,
        [sum, leaf].map(value => ({ name: undefined, value, at: site })),
        site,
      ),
    first,
  );
}

const structure = (call: Call): Value => treeClass.construct({ ...call, args: [] });

const FUNCTIONS: Readonly<Record<string, (call: Call) => Value>> = {
  map: mapTogether,
  leaves,
  reduce: reduced,
  structure,
  flatten: call => tuple([leaves(call), structure(call)]),
  unflatten: ({ host, site }) => host.unknown('a tree put together again', site),
  all: () => SOME_BOOL,
};

const named = (module: string, prefix: string): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(FUNCTIONS).map(([name, run]) => [
      `${prefix}${name}`,
      nativeFunction(`${module}.${prefix}${name}`, run),
    ]),
  );

export const jaxTree: ModuleValue = moduleOf('jax.tree', named('jax.tree', ''));

export const jaxTreeUtil: ModuleValue = moduleOf('jax.tree_util', {
  ...named('jax.tree_util', 'tree_'),
  PyTreeDef: treeClass,
  Partial: nativeFunction('jax.tree_util.Partial', ({ args: [f, ...bound] }) =>
    nativeFunction('jax.tree_util.Partial', inner =>
      f ? inner.host.call(f.value, [...bound, ...inner.args], inner.site) : NONE,
    ),
  ),
  register_pytree_node_class: nativeFunction(
    'jax.tree_util.register_pytree_node_class',
    ({ args: [type] }) => (type ? type.value : NONE),
  ),
});

/** Old names of a few of them in `jax` itself. */
export const TREE_FUNCTIONS: Readonly<Record<string, Value>> = named('jax', 'tree_');

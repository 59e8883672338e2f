/** `jax.tree` and `jax.tree_util`. https://docs.jax.dev/en/latest/jax.tree.html */
import { opaqueClass } from '../array/opaque.ts';
import { isModule, namedParameters } from '../modules/tree.ts';
import {
  asBool,
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
import { isAlike } from './leaves.ts';
import { type IsLeaf, leavesOf, mapTrees, STRUCTURE } from './trees.ts';

const treeClass = opaqueClass({ qualified: 'jax.tree_util.PyTreeDef', framework: 'jax' });

/** `tree.map(f, tree, *rest)`: leaves of one place in all trees go to f together. */
function mapTogether(call: Call): Value {
  const { host, site, args } = call;
  const [f, tree, ...rest] = args.filter(a => a.name === undefined);
  if (!f || !tree || isCallable(f.value) === false) return host.unknown('a mapped tree', site);
  const mapped = (leaf: Value, others: readonly (Value | undefined)[]): Value => {
    if (leaf.kind === 'object' || leaf.kind === 'native') return mapModule(call, f.value, leaf, others);
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
    {
      change: mapped,
      isLeaf: leafTest(call),
      lost: () => host.unknown('a mapped tree', site),
      structure: STRUCTURE,
    },
  );
}

/** A module whose arrays the function leaves as large as they were; what it is otherwise is not known. */
function mapModule(
  { host, site }: Call,
  f: Value,
  module: Value,
  others: readonly (Value | undefined)[],
): Value {
  if (!isModule(module)) return module;
  const beside = others.map(other => (other && isModule(other) ? namedParameters(host, other) : []));
  const isKept = namedParameters(host, module).every(([, leaf], i) => {
    const given = [leaf, ...beside.map(row => row[i]?.[1] ?? host.unknown('a leaf of a tree', site))];
    const made = host.call(
      f,
      given.map(value => ({ name: undefined, value, at: site })),
      site,
    );
    return isAlike(leaf, made);
  });
  return isKept ? module : host.unknown('a module of other arrays', site);
}

/** `is_leaf`: a function of a node that says whether it counts as a leaf. */
function leafTest({ host, site, args }: Call, position?: number): IsLeaf {
  const test = (args.find(a => a.name === 'is_leaf') ?? (position === undefined ? undefined : args[position]))
    ?.value;
  if (!test || test.kind === 'none') return () => false;
  return node => asBool(host.call(test, [{ name: undefined, value: node, at: site }], site));
}

const leaves = (call: Call): Value => {
  const { host, site, args } = call;
  const [tree] = args;
  const all = tree && leavesOf(tree.value, leafTest(call, 1));
  return all ? list(all) : listOf({ element: host.unknown('a leaf of a tree', site), length: undefined });
};

function reduced(call: Call): Value {
  const { host, site, args } = call;
  const [f, tree, start] = args.filter(a => a.name !== 'is_leaf');
  const all = tree && leavesOf(tree.value, leafTest(call, 3));
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
      f ? inner.host.call(f.value, [...bound, ...inner.args], inner.site, inner.open) : NONE,
    ),
  ),
  register_pytree_node_class: nativeFunction(
    'jax.tree_util.register_pytree_node_class',
    ({ args: [type] }) => (type ? type.value : NONE),
  ),
});

/** Old names of a few of them in `jax` itself. */
export const TREE_FUNCTIONS: Readonly<Record<string, Value>> = named('jax', 'tree_');

/** mlx.optimizers and mlx.utils: what training takes beside models. https://ml-explore.github.io/mlx/build/html/python/optimizers.html, https://ml-explore.github.io/mlx/build/html/python/tree_utils.html */
import { opaqueClass, opaqueFunction } from '../array/opaque.ts';
import { TREE_FUNCTIONS } from '../jax/tree-functions.ts';
import { type Call, list, moduleOf, NONE, nativeFunction, string, tuple, type Value } from '../parts.ts';

const OPTIMIZERS =
  'Optimizer MultiOptimizer SGD RMSprop Adagrad AdaDelta Adam AdamW Adamax Lion Adafactor Muon'.split(' ');
const SCHEDULES = 'cosine_decay exponential_decay join_schedules linear_schedule step_decay'.split(' ');

const updating = nativeFunction('update', () => NONE);

export const optimizers = moduleOf('mlx.optimizers', {
  ...Object.fromEntries(
    OPTIMIZERS.map(name => [
      name,
      opaqueClass({
        qualified: `mlx.optimizers.${name}`,
        framework: 'mlx',
        behave: () => ({ attribute: (_host, attribute) => (attribute === 'update' ? updating : undefined) }),
      }),
    ]),
  ),
  ...Object.fromEntries(
    [...SCHEDULES, 'clip_grad_norm'].map(name => [
      name,
      opaqueFunction(`mlx.optimizers.${name}`, `what \`${name}\` gives`),
    ]),
  ),
});

type Leaf = readonly [path: string, value: Value];

/** Leaves with the paths that lead to them; undefined where not all are known. */
function leavesOf(tree: Value, path: string): readonly Leaf[] | undefined {
  const below = (key: string, value: Value) => leavesOf(value, path ? `${path}.${key}` : key);
  const all =
    tree.kind === 'dict' && !tree.entries.value.rest
      ? [...tree.entries.value.known].map(([key, value]) => below(String(key), value))
      : tree.kind === 'list' && 'known' in tree.items.value
        ? tree.items.value.known.map((value, i) => below(String(i), value))
        : undefined;
  if (!all) return tree.kind === 'tensor' || tree.kind === 'number' ? [[path, tree]] : undefined;
  return all.every(leaves => leaves !== undefined) ? all.flat() : undefined;
}

/** `tree_flatten(tree)`: pairs of a path and a leaf. */
function flattened({ host, site, args }: Call): Value {
  const [tree, ...more] = args;
  const leaves = tree && more.length === 0 ? leavesOf(tree.value, '') : undefined;
  return leaves
    ? list(leaves.map(([path, value]) => tuple([string(path), value])))
    : host.unknown('the leaves of a tree', site);
}

const OPAQUE = ['tree_unflatten', 'tree_map_with_path', 'tree_reduce', 'tree_merge'];

export const utils = moduleOf('mlx.utils', {
  tree_map: TREE_FUNCTIONS.tree_map ?? opaqueFunction('mlx.utils.tree_map', 'a mapped tree'),
  tree_flatten: nativeFunction('mlx.utils.tree_flatten', flattened),
  ...Object.fromEntries(
    OPAQUE.map(name => [name, opaqueFunction(`mlx.utils.${name}`, `what \`${name}\` gives`)]),
  ),
});

/** `jax.flatten_util.ravel_pytree`: all arrays of a tree as one row, and the way back. https://docs.jax.dev/en/latest/_autosummary/jax.flatten_util.ravel_pytree.html */
import { add, type Dim, product, size, unknownDim } from '../../shapes/index.ts';
import { result, scenesOf } from '../array/scene.ts';
import {
  type Call,
  integer,
  type ModuleValue,
  moduleOf,
  nativeFunction,
  shapeOf,
  tuple,
  type Value,
} from '../parts.ts';
import { traced } from './leaves.ts';
import { leavesOf } from './trees.ts';

const NAME = 'jax.flatten_util.ravel_pytree';
const sceneOf = scenesOf('jax');

function ravel(call: Call): Value {
  const [tree] = call.args;
  if (!tree) return call.host.unknown('a tree as one array', call.site);
  const length = lengthOf(tree.value);
  const flat = result(sceneOf(call, NAME), [length ?? unknownDim()]);
  return tuple([flat, nativeFunction('unravel', back => traced(sceneOf(back, 'unravel'), tree.value))]);
}

/** As many as all leaves have together; numbers count as one each. */
function lengthOf(tree: Value): Dim | undefined {
  const sizes = leavesOf(tree)?.map(leaf => {
    if (leaf.kind === 'number') return size(1);
    const shape = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
    return shape && product(shape);
  });
  return sizes?.every(each => each !== undefined) ? sizes.reduce(add, size(0)) : undefined;
}

/** How many numbers a tree holds: `hk.data_structures.tree_size(params)`. */
export function treeSize({ host, site, args: [tree] }: Call): Value {
  const length = tree && lengthOf(tree.value);
  return length ? integer(length) : host.unknown('how many numbers a tree holds', site);
}

export const flattenUtil: ModuleValue = moduleOf('jax.flatten_util', {
  ravel_pytree: nativeFunction(NAME, ravel),
});

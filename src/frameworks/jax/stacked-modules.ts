/**
 * Modules that a mapped function makes, `jax.vmap(make)(keys)`: each of their arrays stands for those of several modules, with an axis more. What is given to
 * make them may be keys that were split beforehand.
 */
import type { Dim } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import { withNewAxis } from '../layer.ts';
import { stackWeights } from '../modules/replaced-weights.ts';
import { isModule, namedModules, nativeOf, ownWeightsOf } from '../modules/tree.ts';
import { beside, replaceShape, shapeOf, type Value } from '../parts.ts';
import { mapTree } from './trees.ts';

/** How many of its kind a value stands for: random streams that were split. */
export const splits = beside<Value, Dim>();

/** Stacks the weights of the modules in a result that were made since; whether those are all of its modules. */
export function stackModules({ host }: Scene, tree: Value, size: Dim, axis: number, since: number): boolean {
  const modules: Value[] = [];
  mapTree(tree, leaf => {
    if (isModule(leaf)) modules.push(...namedModules(leaf).map(([, module]) => module));
    return leaf;
  });
  const isNew = (value: Value): boolean => 'id' in value && value.id > since;
  if (!modules.every(isNew)) return false;
  for (const module of modules) {
    const native = nativeOf(module);
    if (native?.layer) stackWeights(host, native, size, axis);
    for (const [, own] of ownWeightsOf(module)) {
      const shape = shapeOf(own);
      if (shape && isNew(own)) replaceShape(host, own, withNewAxis(shape, size, axis));
    }
  }
  return true;
}

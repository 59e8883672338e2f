/**
 * Modules that a mapped function makes, `jax.vmap(make)(keys)`: each of their arrays stands for those of several modules, with an axis more. What is given to
 * make them may be keys that were split beforehand.
 */
import type { Dim } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import { asOne, outerStack, type Stack, stackModule } from '../modules/replaced-weights.ts';
import { isModule, namedModules, nativeOf, ownWeightsOf } from '../modules/tree.ts';
import { beside, type NativeValue, type Value } from '../parts.ts';
import { mapTree } from './trees.ts';

/** How many of its kind a value stands for: random streams that were split. */
export const splits = beside<Value, Dim>();

/** Stacks the weights of the modules in a result that were made since; whether those are all of its modules. */
export function stackModules({ host }: Scene, tree: Value, count: Dim, axis: number, since: number): boolean {
  const modules: Value[] = [];
  mapTree(tree, leaf => {
    if (isModule(leaf)) modules.push(...namedModules(leaf).map(([, module]) => module));
    return leaf;
  });
  const isNew = (value: Value): boolean => 'id' in value && value.id > since;
  if (!modules.every(isNew)) return false;
  for (const module of modules) {
    const native = nativeOf(module);
    const own = ownWeightsOf(module).flatMap(([, array]) => (isNew(array) ? [array] : []));
    if (native) stackModule(host, native, { count, axis, own });
  }
  return true;
}

/** A module whose arrays are those of several. */
export interface StackedModule {
  readonly module: NativeValue;
  readonly stack: Stack;
}

/** A module and all that it holds, where each of them is stacked along this axis. */
export function stackedIn(tree: Value, axis: number): readonly StackedModule[] | undefined {
  if (!isModule(tree)) return undefined;
  const found = namedModules(tree).flatMap(([, each]): readonly StackedModule[] => {
    const module = nativeOf(each);
    const stack = module && outerStack(module);
    return module && stack?.axis === axis ? [{ module, stack }] : [];
  });
  return found.length === namedModules(tree).length ? found : undefined;
}

/** Runs something for one of those that the modules stand for. */
export function asSingle<T>(scene: Scene, modules: readonly StackedModule[], action: () => T): T {
  const [first, ...others] = modules.filter(
    ({ module }, i) => modules.findIndex(each => each.module === module) === i,
  );
  if (!first) return action();
  return asOne(scene.host, first.module, first.stack, () => asSingle(scene, others, action));
}

/** `model.parameters()`: arrays in dicts and lists, as the modules hold each other. https://ml-explore.github.io/mlx/build/html/python/nn/module.html */
import { refused } from '../array/scene.ts';
import { traced } from '../jax/leaves.ts';
import type { Method } from '../modules/dialect.ts';
import {
  childrenOf,
  isWhole,
  type NamedValue,
  namedModules,
  namedParameters,
  namedWeights,
} from '../modules/tree.ts';
import {
  bind,
  dict,
  type Host,
  list,
  type NativeFunction,
  nativeFunction,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { trainedBelow } from './frozen.ts';
import { isNoLoss, sceneOf } from './transforms.ts';

/** A leaf, or a module by itself: it has a place in its list even where it owns nothing. */
type Entry = readonly [path: string, value: Value | undefined];

/** A tree of names that are paths: 'layers.0.Wx' is in a list. `isWhole`: there is surely nothing beside them. */
function treeOf(host: Host, named: readonly Entry[], isWhole: boolean): Value {
  const groups = new Map<string, Entry[]>();
  for (const [path, value] of named) {
    const [first = '', ...rest] = path.split('.');
    const group = groups.get(first) ?? [];
    group.push([rest.join('.'), value]);
    groups.set(first, group);
  }
  const entries = [...groups].map(([name, group]) => [name, branch(host, group, isWhole)] as const);
  const isList = entries.length > 0 && entries.every(([name]) => /^\d+$/.test(name));
  const inOrder = entries.toSorted(([a], [b]) => Number(a) - Number(b));
  return isList && inOrder.every(([name], i) => Number(name) === i)
    ? list(inOrder.map(([, value]) => value))
    : dict(entries, isWhole ? undefined : host.unknown('a parameter that is not known by name'));
}

function branch(host: Host, group: readonly Entry[], isWhole: boolean): Value {
  const leaf = group.find(([path]) => path === '')?.[1];
  return (
    leaf ??
    treeOf(
      host,
      group.filter(([path]) => path !== ''),
      isWhole,
    )
  );
}

/** Lists and dicts of what is not known may hold modules and arrays, too. */
const holdsNothingElse = (root: Value): boolean =>
  isWhole(root) &&
  namedModules(root).every(
    ([, module]) => module.kind !== 'object' || [...module.attributes.value.values()].every(isFollowed),
  );

function isFollowed(value: Value): boolean {
  if (value.kind === 'list') return 'known' in value.items.value && value.items.value.known.every(isFollowed);
  if (value.kind === 'dict')
    return !value.entries.value.rest && [...value.entries.value.known.values()].every(isFollowed);
  return value.kind !== 'unknown' && value.kind !== 'union';
}

/** Leaves, and the modules around them. */
const withModules = (module: Value, leaves: readonly NamedValue[]): readonly Entry[] => [
  ...namedModules(module).flatMap(([path]): readonly Entry[] => (path ? [[path, undefined]] : [])),
  ...leaves,
];

export const parameters: Method = (module, { host }) =>
  treeOf(host, withModules(module, namedWeights(host, module)), holdsNothingElse(module));

export function trainable(host: Host, module: Value): Value {
  const trained = trainedBelow(host, module);
  const leaves = trained ?? namedParameters(host, module);
  return treeOf(host, withModules(module, leaves), trained !== undefined && holdsNothingElse(module));
}

export const trainableParameters: Method = (module, { host }) => trainable(host, module);

export const children: Method = (module, { host }) => treeOf(host, childrenOf(module), false);

const WANTED = signature('model, fn');

/** `nn.value_and_grad(model, fn)`: the gradient has the shapes of the model's trainable parameters. */
export const valueAndGrad: NativeFunction = nativeFunction('nn.value_and_grad', call => {
  const operation = 'nn.value_and_grad';
  const bound = bind(call, WANTED, operation, 'mlx');
  if (bound.refused) return refused(sceneOf(call, operation));
  return nativeFunction(operation, inner => {
    const scene = sceneOf(inner, operation);
    const given = inner.host.call(bound.value('fn'), inner.args, inner.site);
    if (isNoLoss(scene, given, true)) return refused(scene);
    return tuple([given, traced(scene, trainable(inner.host, bound.value('model')))]);
  });
});

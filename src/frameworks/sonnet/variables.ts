/**
 * `module.variables` and `module.trainable_variables`: its own, by the names of its attributes, then those of the modules that it holds, likewise
 * (tf.Module._flatten of tensorflow/python/module/module.py).
 */
import { childrenOf, hasKnownWeights, isModule, isWhole, namedModules, nativeOf } from '../modules/tree.ts';
import { weightTensor } from '../modules/weight-tensor.ts';
import { type Host, type NativeValue, type TensorValue, tuple, type Value, type Weight } from '../parts.ts';

type Property = (host: Host, module: Value) => Value | undefined;

const trainable: Property = (host, module) => {
  const all = below(host, module, new Set());
  return all && all.length > 0 ? tuple(all) : undefined;
};

export const PROPERTIES: Readonly<Record<string, Property>> = {
  trainable_variables: trainable,
  // Moving averages and their counters are variables too.
  variables: (host, module) => (hasMore(module) ? undefined : trainable(host, module)),
};

const hasMore = (root: Value): boolean =>
  namedModules(root).some(([, module]) => module.kind === 'native' && module.class.name === 'BatchNorm');

/** undefined: not all of them are known. `seen`: modules that have given theirs. */
function below(host: Host, value: Value, seen: Set<Value>): readonly TensorValue[] | undefined {
  if (seen.has(value)) return [];
  seen.add(value);
  const native = nativeOf(value);
  if (!native) return undefined;
  if (native.layer) return value === native ? ofLayer(host, native) : undefined;
  if (value.kind === 'native' && !isWhole(value)) return undefined;
  const attributes = value.kind === 'object' ? value.attributes.value : new Map(childrenOf(value));
  const names = [...attributes.keys()];
  const held = (value.kind === 'object' ? names.sort() : names).flatMap(name => leaves(attributes.get(name)));
  // Of a tensor it is not known whether it is a variable.
  if (held.some(leaf => !isModule(leaf) && !HOLDS_NOTHING.has(leaf.kind))) return undefined;
  return joined(held.filter(isModule).map(module => below(host, module, seen)));
}

const HOLDS_NOTHING: ReadonlySet<Value['kind']> = new Set([
  ...(['number', 'string', 'bool', 'none', 'function', 'native-function', 'bound'] as const),
  ...(['class', 'native-class', 'module'] as const),
]);

/** What lists and dicts hold, those in order of their keys. */
function leaves(value: Value | undefined): readonly Value[] {
  if (value?.kind === 'list' && 'known' in value.items.value) return value.items.value.known.flatMap(leaves);
  if (value?.kind === 'dict' && !value.entries.value.rest) {
    const { known } = value.entries.value;
    return [...known.keys()].sort().flatMap(key => leaves(known.get(key)));
  }
  return value ? [value] : [];
}

function ofLayer(host: Host, layer: NativeValue): readonly TensorValue[] | undefined {
  const weights = layer.layer?.built.value.weights;
  if (!weights || !hasKnownWeights(layer)) return undefined;
  return [...weights].sort(byAttribute).map(w => weightTensor(host, layer, w, layer.site));
}

/** `w_i` is the attribute `_w_i`; 'linear_0/w' belongs to a module within. */
function byAttribute(a: Weight, b: Weight): number {
  const [left, right] = [a, b].map(({ name }) => (/^w_[ih]$/.test(name) ? `_${name}` : name));
  const [isLeft, isRight] = [left, right].map(name => name?.includes('/') === true);
  if (isLeft !== isRight) return isLeft ? 1 : -1;
  const order = isLeft ? (left ?? '').localeCompare(right ?? '', 'en', { numeric: true }) : 0;
  return order || ((left ?? '') < (right ?? '') ? -1 : 1);
}

const joined = (
  parts: readonly (readonly TensorValue[] | undefined)[],
): readonly TensorValue[] | undefined => (parts.every(part => part !== undefined) ? parts.flat() : undefined);

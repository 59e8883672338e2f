/**
 * `eqx.filter` and `eqx.partition`: a tree of the same form that holds its arrays alone, or all but these. What is left out is None, which is no leaf.
 * https://docs.kidger.site/equinox/api/manipulation/, equinox/_filters.py
 */
import { mapTree, setLeaves } from '../jax/trees.ts';
import { everyParameter, isModule, isWhole, namedModules, nativeOf } from '../modules/tree.ts';
import {
  asBool,
  beside,
  type Call,
  type Dtype,
  givenAt,
  type Host,
  NONE,
  type TensorValue,
  tuple,
  type Value,
} from '../parts.ts';

/** What a filter keeps, by the name of the function that says it. */
const KEEPS: Readonly<Record<string, 'arrays' | 'floats'>> = {
  'eqx.is_array': 'arrays',
  'eqx.is_array_like': 'arrays',
  'eqx.is_inexact_array': 'floats',
  'eqx.is_inexact_array_like': 'floats',
};
type Kept = 'arrays' | 'floats';

/** Models from which `make_with_state` has taken the state: what their layers hold are weights alone. */
const WITHOUT_STATE = beside<object, true>();
export const noteStateless = (model: Value): void => void WITHOUT_STATE.set(model, true);

/** Layers that hold arrays that are no weights until their state is taken from them. */
const STATEFUL: ReadonlySet<string> = new Set(['BatchNorm', 'SpectralNorm', 'WeightNorm', 'StatefulLayer']);

/** `filter(pytree, filter_spec, inverse=False, replace=None)` */
export function filter(call: Call): Value {
  const tree = givenAt(call, 'pytree', 0)?.value ?? NONE;
  const spec = givenAt(call, 'filter_spec', 1)?.value;
  const inverse = givenAt(call, 'inverse', 2)?.value;
  const isPlain =
    !givenAt(call, 'replace', 3) && !givenAt(call, 'is_leaf', 4) && (!inverse || asBool(inverse) === false);
  const kept = keptBy(spec);
  return kept && isPlain ? arraysOf(call.host, tree, kept) : tree;
}

/** `partition(pytree, filter_spec)` gives what is kept and the rest. */
export function partition(call: Call): Value {
  const tree = givenAt(call, 'pytree', 0)?.value ?? NONE;
  return tuple([filter({ ...call, args: call.args.slice(0, 2) }), tree]);
}

const keptBy = (spec: Value | undefined): Kept | undefined =>
  spec?.kind === 'native-function' ? KEEPS[spec.name] : undefined;

/** Of a module one that is the same but for its leaves. */
export function arraysOf(host: Host, tree: Value, kept: Kept): Value {
  return mapTree(tree, leaf => {
    if (leaf.kind === 'tensor') return isDropped(leaf, kept) ? NONE : leaf;
    if (!isModule(leaf)) return PLAIN.has(leaf.kind) ? NONE : leaf;
    // What is noted of a layer is noted of this very value; of a user's module, of its base.
    const twin = leaf.kind === 'object' ? { ...leaf } : leaf;
    setLeaves(twin, () => leavesOf(host, leaf, kept));
    return twin;
  });
}

/** Values of Python's that are no arrays. */
const PLAIN: ReadonlySet<Value['kind']> = new Set([
  'number',
  'bool',
  'string',
  'function',
  'native-function',
  'bound',
]);

/** Arrays of NumPy are none of JAX's. */
const isDropped = ({ framework, dtype }: TensorValue, kept: Kept): boolean =>
  framework === 'numpy' || (kept === 'floats' && dtype !== undefined && !isInexact(dtype));

const isInexact = (dtype: Dtype): boolean => dtype === 'float' || dtype === 'complex';

/** undefined: not all are known. */
function leavesOf(host: Host, module: Value, kept: Kept): readonly Value[] | undefined {
  const isStateful = namedModules(module).some(([, each]) => STATEFUL.has(nativeOf(each)?.class.name ?? ''));
  if (!isWhole(module) || (isStateful && !WITHOUT_STATE.get(module))) return undefined;
  const all = everyParameter(host, module);
  if (kept === 'floats' && all.some(({ dtype }) => dtype === undefined)) return undefined;
  return all.filter(each => !isDropped(each, kept));
}

/** Functions that run the program's functions: `tf.map_fn`, `tf.scan`, `tf.while_loop`, `tf.cond`. https://www.tensorflow.org/api_docs/python/tf */
import type { Dim, Shape } from '../../shapes/index.ts';
import type { Scene } from '../array/scene.ts';
import { traced, withAxis, withoutAxis } from '../jax/leaves.ts';
import { leavesOf, mapTree } from '../jax/trees.ts';
import {
  type Bound,
  bind,
  type Call,
  itemsOf,
  joinValues,
  type NativeFunction,
  NONE,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';

/** A function that gets functions; also of `keras.ops`. */
export function control(
  name: string,
  text: string,
  run: (scene: Scene, bound: Bound) => Value,
  module = 'tf',
): NativeFunction {
  const wanted = signature(text);
  return nativeFunction(`${module}.${name}`, (call: Call) => {
    const { host, site } = call;
    const framework = module === 'tf' ? 'tensorflow' : 'keras';
    const bound = bind(call, wanted, `${module}.${name}`, framework);
    const scene: Scene = { host, framework, operation: `${module}.${name}`, site };
    return bound.refused || bound.open
      ? host.unknown(`what \`${module}.${name}\` gives`, site)
      : run(scene, bound);
  });
}

export const callWith = ({ host, site }: Scene, f: Value, values: readonly Value[]): Value =>
  host.call(
    f,
    values.map(value => ({ name: undefined, value, at: site })),
    site,
  );

/** One slice of each tensor along its first axis; undefined: what is not a tensor of a known rank is among them. */
export function sliceOf(
  scene: Scene,
  elems: Value,
): { readonly each: Value; readonly count: Dim } | undefined {
  let count: Dim | undefined;
  let isWhole = true;
  const each = mapTree(elems, leaf => {
    const shape: Shape | undefined = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
    const part =
      leaf.kind === 'tensor' && shape && shape.length > 0 ? withoutAxis(scene, leaf, 0) : undefined;
    if (!part) isWhole = false;
    count ??= shape?.[0];
    return part ?? leaf;
  });
  return isWhole && count ? { each, count } : undefined;
}

/** What f makes of one slice, for all of them. */
const mapped = (scene: Scene, bound: Bound): Value => {
  const sliced = sliceOf(scene, bound.value('elems'));
  if (!sliced) return scene.host.unknown('what a function makes of slices', scene.site);
  return withAxis(scene, callWith(scene, bound.value('fn'), [sliced.each]), sliced.count);
};

/** The carry of every step, along a new first axis. */
const scanned = (scene: Scene, bound: Bound): Value => {
  const sliced = sliceOf(scene, bound.value('elems'));
  if (!sliced) return scene.host.unknown('what `scan` gives', scene.site);
  const initial = bound.value('initializer');
  const carry = traced(scene, initial.kind === 'none' ? sliced.each : initial);
  return withAxis(
    scene,
    traced(scene, callWith(scene, bound.value('fn'), [carry, sliced.each])),
    sliced.count,
  );
};

/** The carry of the last step. */
const folded = (scene: Scene, bound: Bound): Value => {
  const sliced = sliceOf(scene, bound.value('elems'));
  if (!sliced) return scene.host.unknown('what a fold gives', scene.site);
  const initial = bound.value('initializer');
  const carry = traced(scene, initial.kind === 'none' ? sliced.each : initial);
  return traced(scene, callWith(scene, bound.value('fn'), [carry, sliced.each]));
};

/** The variables after a round; a size that a round changes is not known. */
export const looped = (scene: Scene, bound: Bound): Value => {
  const before = itemsOf(bound.value('loop_vars'));
  if (!before) return scene.host.unknown('what a loop leaves', scene.site);
  const carried = before.map(value => traced(scene, value));
  const given = callWith(scene, bound.value('body'), carried);
  const after = itemsOf(given) ?? (before.length === 1 ? [given] : undefined);
  if (after?.length !== before.length) return scene.host.unknown('what a loop leaves', scene.site);
  return tuple(carried.map((value, i) => joinValues(value, traced(scene, after[i] ?? value))));
};

/** What either branch gives. */
function either(scene: Scene, branches: readonly Value[]): Value {
  const [first, ...others] = branches.map(branch => traced(scene, callWith(scene, branch, [])));
  return first ? others.reduce(joinedTrees, first) : scene.host.unknown('what a branch gives', scene.site);
}

/** Two trees of one form, leaf by leaf: shapes that agree stay known. */
function joinedTrees(a: Value, b: Value): Value {
  const leaves = leavesOf(b);
  if (!leaves || leavesOf(a)?.length !== leaves.length) return joinValues(a, b);
  let next = 0;
  return mapTree(a, leaf => {
    const other = leaves[next++];
    return other ? joinValues(leaf, other) : leaf;
  });
}

export const chosen = (scene: Scene, bound: Bound): Value =>
  either(
    scene,
    [
      ...['true_fn', 'false_fn'].map(name => bound.value(name)),
      ...bound.keywords.map(({ value }) => value),
    ].filter(f => f.kind !== 'none' && f.kind !== 'bool'),
  );

/** `switch_case(index, [f, g], default)` and `case([(pred, f)], default)`. */
const among =
  (parameter: string) =>
  (scene: Scene, bound: Bound): Value => {
    const listed = itemsOf(bound.value(parameter))?.map(item => itemsOf(item)?.[1] ?? item);
    const otherwise = bound.value('default');
    if (!listed) return scene.host.unknown('what a branch gives', scene.site);
    return either(scene, otherwise.kind === 'none' ? listed : [...listed, otherwise]);
  };

const MAP =
  'fn, elems, dtype=None, parallel_iterations=None, back_prop=True, swap_memory=False, infer_shape=True, name=None, fn_output_signature=None';
const FOLD =
  'fn, elems, initializer=None, parallel_iterations=10, back_prop=True, swap_memory=False, infer_shape=True, reverse=False, name=None';

const nothing = (name: string): Value => nativeFunction(`tf.${name}`, () => NONE);

export const CONTROL: Readonly<Record<string, Value>> = {
  map_fn: control('map_fn', MAP, mapped),
  vectorized_map: control('vectorized_map', 'fn, elems, fallback_to_while_loop=True, warn=True', mapped),
  scan: control('scan', FOLD, scanned),
  foldl: control('foldl', FOLD, folded),
  foldr: control('foldr', FOLD, folded),
  while_loop: control(
    'while_loop',
    'cond, body, loop_vars, shape_invariants=None, parallel_iterations=10, back_prop=True, swap_memory=False, maximum_iterations=None, name=None',
    looped,
  ),
  cond: control('cond', 'pred, true_fn=None, false_fn=None, name=None, **kwargs', chosen),
  switch_case: control(
    'switch_case',
    "branch_index, branch_fns, default=None, name='switch_case'",
    among('branch_fns'),
  ),
  case: control(
    'case',
    "pred_fn_pairs, default=None, exclusive=False, strict=False, name='case'",
    among('pred_fn_pairs'),
  ),
  ...Object.fromEntries(
    [
      'print',
      'no_op',
      'group',
      'Assert',
      'assert_equal',
      'assert_greater',
      'assert_less',
      'assert_rank',
      'get_logger',
      'register_tensor_conversion_function',
    ].map(name => [name, nothing(name)]),
  ),
};

/** `eqx.filter_jit` and its like: JAX's transformations of functions of modules. https://docs.kidger.site/equinox/api/transformations/ */
import { opaqueClass } from '../array/opaque.ts';
import type { Scene } from '../array/scene.ts';
import { differentiated, sameFunction } from '../jax/transforms.ts';
import { vmapped } from '../jax/vmap.ts';
import {
  type Bound,
  bind,
  type Call,
  factoryDefault,
  int,
  itemsOf,
  moduleOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  SOME_BOOL,
  SOME_STRING,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { arraysOf, filter, noteStateless, partition } from './filtered.ts';
import { treeAt } from './tree-at.ts';

/** A function of a function, also called with keywords alone and applied later. */
function transform(
  name: string,
  text: string,
  run: (scene: Scene, bound: Bound, call: Call) => Value,
): NativeFunction {
  const operation = `eqx.${name}`;
  const wanted = signature(text);
  const made = nativeFunction(operation, call => {
    const bound = bind(call, wanted, operation, 'equinox');
    if (bound.value('fun').kind === 'none') {
      const later = nativeFunction(operation, ({ args, ...rest }) =>
        made.invoke({ ...rest, args: [...args, ...call.args] }),
      );
      return { ...later, decorates: true };
    }
    return nativeFunction(operation, inner => {
      const scene: Scene = { host: inner.host, framework: 'equinox', operation, site: inner.site };
      return run(scene, bound, inner);
    });
  });
  return { ...made, decorates: true };
}

const mapped = (name: string): NativeFunction =>
  transform(
    name,
    'fun=None, *, in_axes=0, out_axes=0, axis_name=None, axis_size=None, **kwargs',
    (scene, bound, call) =>
      vmapped(
        scene,
        bound.value('fun'),
        { in: bound.value('in_axes'), out: bound.value('out_axes'), size: bound.value('axis_size') },
        call,
      ),
  );

/** Gradients are those of the arrays of floats alone. */
function gradientsOf({ host }: Scene, given: Value, withValue: boolean): Value {
  if (!withValue) return arraysOf(host, given, 'floats');
  const items = itemsOf(given);
  const [value, gradients] = items ?? [];
  return value && gradients && items?.length === 2
    ? tuple([value, arraysOf(host, gradients, 'floats')])
    : given;
}

const gradient = (name: string, withValue: boolean): NativeFunction =>
  transform(name, 'fun=None, *, has_aux=False, **kwargs', (scene, bound, call) =>
    gradientsOf(scene, differentiated(scene, bound, call, withValue), withValue),
  );

/** Gives back one of its arguments as far as shapes go. */
const passes = (name: string, position = 0): Value =>
  nativeFunction(`eqx.${name}`, ({ args }) => args[position]?.value ?? NONE);

const same = [
  'filter_jit',
  'filter_checkpoint',
  'filter_custom_vjp',
  'filter_custom_jvp',
  'filter_closure_convert',
];

export const FILTERS: Readonly<Record<string, Value>> = {
  ...Object.fromEntries(same.map(name => [name, sameFunction(`eqx.${name}`)])),
  filter_vmap: mapped('filter_vmap'),
  filter_pmap: mapped('filter_pmap'),
  filter_grad: gradient('filter_grad', false),
  filter_value_and_grad: gradient('filter_value_and_grad', true),
  filter_eval_shape: nativeFunction('eqx.filter_eval_shape', ({ host, site, args: [f, ...rest] }) =>
    f ? host.call(f.value, rest, site) : NONE,
  ),
  if_array: nativeFunction('eqx.if_array', ({ args: [axis] }) => axis?.value ?? int(0)),
  filter: nativeFunction('eqx.filter', filter),
  partition: nativeFunction('eqx.partition', partition),
  ...Object.fromEntries(
    ['combine', 'apply_updates', 'filter_shard', 'tree_inference', 'error_if', 'branched_error_if'].map(
      name => [name, passes(name)],
    ),
  ),
  tree_at: nativeFunction('eqx.tree_at', treeAt),
  tree_deserialise_leaves: passes('tree_deserialise_leaves', 1),
  tree_serialise_leaves: nativeFunction('eqx.tree_serialise_leaves', () => NONE),
  ...Object.fromEntries(
    ['is_array', 'is_array_like', 'is_inexact_array', 'is_inexact_array_like', 'tree_equal'].map(name => [
      name,
      nativeFunction(`eqx.${name}`, () => SOME_BOOL),
    ]),
  ),
  tree_pformat: nativeFunction('eqx.tree_pformat', () => SOME_STRING),
  tree_pprint: nativeFunction('eqx.tree_pprint', () => NONE),
  clear_caches: nativeFunction('eqx.clear_caches', () => NONE),
  field: nativeFunction('eqx.field', ({ host, site, args }) => {
    const named = (name: string): Value | undefined => args.find(a => a.name === name)?.value;
    const factory = named('default_factory');
    return (
      named('default') ??
      (factory ? factoryDefault(host, factory, site) : host.unknown('a field without a default', site))
    );
  }),
  Partial: nativeFunction('eqx.Partial', ({ args: [f, ...bound] }) =>
    nativeFunction('eqx.Partial', inner =>
      f ? inner.host.call(f.value, [...bound, ...inner.args], inner.site, inner.open) : NONE,
    ),
  ),
  debug: moduleOf('equinox.debug', {}),
};

const State = opaqueClass({ qualified: 'equinox.nn.State', framework: 'equinox' });

/** `make_with_state(Model)(...)` gives the model and its state. */
export const STATES: Readonly<Record<string, Value>> = {
  State,
  StateIndex: opaqueClass({ qualified: 'equinox.nn.StateIndex', framework: 'equinox' }),
  make_with_state: nativeFunction('eqx.nn.make_with_state', ({ args: [f] }) =>
    nativeFunction('eqx.nn.make_with_state', ({ host, site, args }) => {
      const model = f ? host.call(f.value, args, site) : NONE;
      noteStateless(model);
      return tuple([model, State.construct({ host, site, args: [], open: false })]);
    }),
  ),
  delete_init_state: passes('nn.delete_init_state'),
  inference_mode: passes('nn.inference_mode'),
};

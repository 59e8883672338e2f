/** Transformations of functions: `jit` leaves shapes alone, `grad` gives what its argument looks like, `vmap` maps. https://docs.jax.dev/en/latest/jax.html */

import { otherRank } from '../../shapes/index.ts';
import { opaqueFunction } from '../array/opaque.ts';
import { refuseArgument, refused, refuseOperands, type Scene, scenesOf } from '../array/scene.ts';
import {
  asBool,
  asInt,
  type Bound,
  bind,
  type Call,
  itemsOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { DERIVATIVES } from './derivatives.ts';
import { traced } from './leaves.ts';
import { vmapped } from './vmap.ts';

/** The function itself, also as `jit(static_argnums=0)`, which is applied to it later. */
export const sameFunction = (name: string): NativeFunction =>
  nativeFunction(name, ({ args }) => {
    const [first] = args;
    return first && (first.name === undefined || first.name === 'fun') ? first.value : sameFunction(name);
  });

const sceneOf = scenesOf('jax');

/** A function of functions that makes another of them, also as a decorator. */
function transform(
  name: string,
  text: string,
  run: (scene: Scene, bound: Bound, call: Call) => Value,
): NativeFunction {
  const operation = `jax.${name}`;
  const made = nativeFunction(operation, call => {
    const bound = bind(call, signature(text), operation, 'jax');
    if (bound.refused) return refused(sceneOf(call, operation));
    return nativeFunction(operation, inner => run(sceneOf(inner, operation), bound, inner));
  });
  return { ...made, decorates: true };
}

export const mapped = (name: string, more: string): NativeFunction =>
  transform(name, `fun, in_axes=0, out_axes=0, ${more}`, (scene, bound, call) =>
    vmapped(
      scene,
      bound.value('fun'),
      { in: bound.value('in_axes'), out: bound.value('out_axes'), size: bound.value('axis_size') },
      call,
    ),
  );

/** The loss must be a number; the gradient has the shapes of the argument that it is taken by. */
export function differentiated(scene: Scene, bound: Bound, call: Call, withValue: boolean): Value {
  const given = scene.host.call(bound.value('fun'), call.args, scene.site, call.open);
  const hasAux = asBool(bound.value('has_aux'));
  if (hasAux === undefined) return scene.host.unknown('a gradient', scene.site);
  const [loss, aux] = hasAux ? (itemsOf(given) ?? []) : [given];
  if (loss && isNoNumber(scene, loss)) return refused(scene);
  const gradient = gradientOf(scene, bound, call);
  if (!withValue) return hasAux ? tuple([gradient, aux ?? lost(scene)]) : gradient;
  const value = hasAux ? (aux ? tuple([loss ?? lost(scene), aux]) : given) : (loss ?? lost(scene));
  return tuple([value, gradient]);
}

const lost = ({ host, site }: Scene): Value => host.unknown('what a differentiated function gives', site);

const PAIR = {
  aspect: 'value',
  allowed: 'a function that gives one number, or `has_aux=True`',
  given: 'a function that gives a tuple',
  says: 'Gradient only defined for scalar-output functions.',
} as const;

function isNoNumber(scene: Scene, loss: Value): boolean {
  if (loss.kind === 'list') {
    refuseArgument(scene, { parameter: 'fun', ...PAIR, at: scene.site });
    return true;
  }
  const shape = loss.kind === 'tensor' ? shapeOf(loss) : undefined;
  if (loss.kind !== 'tensor' || !shape || shape.length === 0) return false;
  const operand = { role: 'output', shape, tensor: loss, at: scene.site };
  const says = 'Gradient only defined for scalar-output functions.';
  refuseOperands(scene, [operand], otherRank(0, shape.length, 0), scene.site, says);
  return true;
}

function gradientOf(scene: Scene, bound: Bound, { args }: Call): Value {
  const argnums = bound.names.includes('argnums') ? bound.value('argnums') : undefined;
  const positional = args.filter(a => a.name === undefined);
  const of = (position: number | undefined): Value => {
    const value = position === undefined ? undefined : positional.at(position)?.value;
    return value ? traced(scene, value) : lost(scene);
  };
  const several = argnums && itemsOf(argnums);
  if (several) return tuple(several.map(item => of(asInt(item))));
  return of(argnums ? asInt(argnums) : 0);
}

const GRADIENT = 'fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False, reduce_axes=None';

const unknownResult = (name: string): Value => opaqueFunction(`jax.${name}`, `what \`${name}\` gives`);

/** `eval_shape(f, *args)`: shapes without computing. */
const evalShape = nativeFunction('jax.eval_shape', ({ host, site, args: [f, ...rest] }) =>
  f ? host.call(f.value, rest, site) : NONE,
);

export const TRANSFORMS: Readonly<Record<string, Value>> = {
  ...Object.fromEntries(
    ['jit', 'checkpoint', 'remat', 'named_call', 'custom_vjp', 'custom_jvp', 'disable_jit'].map(name => [
      name,
      sameFunction(`jax.${name}`),
    ]),
  ),
  vmap: mapped('vmap', 'axis_name=None, axis_size=None, spmd_axis_name=None, sum_match=False'),
  pmap: mapped(
    'pmap',
    '*, axis_name=None, static_broadcasted_argnums=None, devices=None, backend=None, axis_size=None, donate_argnums=None, **kwargs',
  ),
  grad: transform('grad', GRADIENT, (scene, bound, call) => differentiated(scene, bound, call, false)),
  value_and_grad: transform('value_and_grad', GRADIENT, (scene, bound, call) =>
    differentiated(scene, bound, call, true),
  ),
  eval_shape: evalShape,
  ...DERIVATIVES,
  ...Object.fromEntries(
    ['make_jaxpr', 'pure_callback', 'shard_map'].map(name => [name, unknownResult(name)]),
  ),
};

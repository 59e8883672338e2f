/** Transformations of functions. https://ml-explore.github.io/mlx/build/html/python/transforms.html */
import { otherRank } from '../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, type Scene, scenesOf } from '../array/scene.ts';
import { traced } from '../jax/leaves.ts';
import { sameFunction } from '../jax/transforms.ts';
import { vmapped } from '../jax/vmap.ts';
import {
  asInt,
  type Bound,
  bind,
  type Call,
  itemsOf,
  type NativeFunction,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';

export const sceneOf = scenesOf('mlx');

/** A function of a function that makes another of it, also as a decorator. */
function transform(
  name: string,
  text: string,
  run: (scene: Scene, bound: Bound, call: Call) => Value,
): NativeFunction {
  const operation = `mx.${name}`;
  const made = nativeFunction(operation, call => {
    const bound = bind(call, signature(text), operation, 'mlx');
    if (bound.refused) return refused(sceneOf(call, operation));
    return nativeFunction(operation, inner => run(sceneOf(inner, operation), bound, inner));
  });
  return { ...made, decorates: true };
}

/** What a differentiated function gives: one number, or a tuple that begins with one. True: it is neither, which has been stated. */
export function isNoLoss(scene: Scene, given: Value, takesMore: boolean): boolean {
  const isTuple = given.kind === 'list' && given.flavour === 'tuple';
  const loss = isTuple && takesMore ? itemsOf(given)?.[0] : given;
  if (loss?.kind === 'list') {
    refuseArgument(scene, {
      parameter: 'fun',
      aspect: 'value',
      allowed: 'a function that gives one number',
      given: 'a function that gives several values',
      at: scene.site,
      says: 'The return value of the function whose gradient we want to compute should be',
    });
    return true;
  }
  const shape = loss?.kind === 'tensor' ? shapeOf(loss) : undefined;
  if (loss?.kind !== 'tensor' || !shape || shape.length === 0) return false;
  const operand = { role: 'output', shape, tensor: loss, at: scene.site };
  refuseOperands(scene, [operand], otherRank(0, shape.length, 0), scene.site);
  return true;
}

function differentiated(scene: Scene, bound: Bound, call: Call, withValue: boolean): Value {
  const given = scene.host.call(bound.value('fun'), call.args, scene.site);
  if (isNoLoss(scene, given, withValue)) return refused(scene);
  const gradient = gradientOf(scene, bound, call);
  return withValue ? tuple([given, gradient]) : gradient;
}

/** It has the shapes of the argument that it is taken by; of arguments by name it is not told. */
function gradientOf(scene: Scene, bound: Bound, { args }: Call): Value {
  const lost = scene.host.unknown('a gradient', scene.site);
  if (bound.given('argnames')) return lost;
  const positional = args.filter(a => a.name === undefined);
  const of = (position: number | undefined): Value => {
    const value = position === undefined ? undefined : positional[position]?.value;
    return value ? traced(scene, value) : lost;
  };
  const numbers = bound.value('argnums');
  const several = itemsOf(numbers);
  if (several) return tuple(several.map(item => of(asInt(item))));
  return of(numbers.kind === 'none' ? 0 : asInt(numbers));
}

const GRADIENT = 'fun, argnums=None, argnames=None';

const WORDS = { axis: '[vmap] Invalid vectorization axis', sizes: '[vmap] Inconsistent axis sizes' };

export const TRANSFORMS: Readonly<Record<string, NativeFunction>> = {
  ...Object.fromEntries(
    ['compile', 'checkpoint', 'custom_function'].map(name => [name, sameFunction(`mx.${name}`)]),
  ),
  grad: transform('grad', GRADIENT, (scene, bound, call) => differentiated(scene, bound, call, false)),
  value_and_grad: transform('value_and_grad', GRADIENT, (scene, bound, call) =>
    differentiated(scene, bound, call, true),
  ),
  vmap: transform('vmap', 'fun, in_axes=0, out_axes=0', (scene, bound, call) =>
    vmapped(
      scene,
      bound.value('fun'),
      { in: bound.value('in_axes'), out: bound.value('out_axes'), words: WORDS },
      call,
    ),
  ),
};

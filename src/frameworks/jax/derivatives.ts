/** Derivatives of functions that give arrays: `jvp`, `vjp`, `jacrev`, `hessian`. https://docs.jax.dev/en/latest/jax.html#automatic-differentiation */
import { result, type Scene, scenesOf } from '../array/scene.ts';
import {
  asBool,
  asInt,
  bind,
  itemsOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';
import { callWith } from './calling.ts';
import { traced } from './leaves.ts';

const sceneOf = scenesOf('jax');

const lost = ({ host, site }: Scene): Value => host.unknown('the derivatives of a function', site);

/** `jvp(f, primals, tangents)`: the result, and its tangent, which looks alike. */
const forward = nativeFunction('jax.jvp', call => {
  const scene = sceneOf(call, 'jax.jvp');
  const [f, primals, , ...more] = call.args;
  const items = primals && itemsOf(primals.value);
  if (!f || !items || more.length > 0) return lost(scene);
  const made = callWith(scene, f.value, items);
  return tuple([made, traced(scene, made)]);
});

/** `vjp(f, *primals)`: the result, and a function that gives one gradient for each argument. */
const backward = nativeFunction('jax.vjp', call => {
  const scene = sceneOf(call, 'jax.vjp');
  const [f, ...primals] = call.args;
  if (!f || primals.some(({ name }) => name !== undefined)) return lost(scene);
  const made = scene.host.call(f.value, primals, scene.site);
  const pull = nativeFunction('vjp', inner => {
    const at = sceneOf(inner, 'jax.vjp');
    return tuple(primals.map(({ value }) => traced(at, value)));
  });
  return tuple([made, pull]);
});

/** `linearize(f, *primals)`: the result, and a function that gives tangents of it. */
const linearized = nativeFunction('jax.linearize', call => {
  const scene = sceneOf(call, 'jax.linearize');
  const [f, ...primals] = call.args;
  if (!f || primals.some(({ name }) => name !== undefined)) return lost(scene);
  const made = scene.host.call(f.value, primals, scene.site);
  return tuple([made, nativeFunction('linearize', inner => traced(sceneOf(inner, 'jax.linearize'), made))]);
});

/** The shape of the result, followed by that of the argument (`argnums`) as often as it is differentiated, where both are one array. */
function jacobian(name: string, order: 1 | 2): NativeFunction {
  const operation = `jax.${name}`;
  const made = nativeFunction(operation, call => {
    const bound = bind(
      call,
      signature('fun, argnums=0, has_aux=False, holomorphic=False, allow_int=False'),
      operation,
      'jax',
    );
    if (bound.refused) return lost(sceneOf(call, operation));
    const place = asBool(bound.value('has_aux')) === false ? asInt(bound.value('argnums')) : undefined;
    return nativeFunction(operation, inner => {
      const scene = sceneOf(inner, operation);
      const output = scene.host.call(bound.value('fun'), inner.args, scene.site);
      const by = place === undefined ? undefined : inner.args.filter(a => a.name === undefined)[place]?.value;
      if (output.kind !== 'tensor' || by?.kind !== 'tensor') return lost(scene);
      const [to, from] = [shapeOf(output), shapeOf(by)];
      const shape = to && from && [...to, ...from, ...(order === 2 ? from : [])];
      return result(scene, shape, { dtype: 'float' });
    });
  });
  return { ...made, decorates: true };
}

export const DERIVATIVES: Readonly<Record<string, Value>> = {
  jvp: forward,
  vjp: backward,
  linearize: linearized,
  ...Object.fromEntries(['jacfwd', 'jacrev', 'jacobian'].map(name => [name, jacobian(name, 1)])),
  hessian: jacobian('hessian', 2),
};

/** `platform_dependent(*args, default=f)`: what the default gives. */
export const platformDependent = nativeFunction('jax.lax.platform_dependent', ({ host, site, args }) => {
  const branch = args.find(({ name }) => name === 'default') ?? args.find(({ name }) => name !== undefined);
  const passed = args.filter(({ name }) => name === undefined);
  return branch ? host.call(branch.value, passed, site) : NONE;
});

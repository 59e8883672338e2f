/** Functions of functions: torch.func, torch.vmap, checkpoints, gradients. https://docs.pytorch.org/docs/stable/func.api.html */
import { result, type Scene, scenesOf } from '../array/scene.ts';
import { traced } from '../jax/leaves.ts';
import { vmapped } from '../jax/vmap.ts';
import {
  asBool,
  asInt,
  type Bound,
  bind,
  type Call,
  givenAt,
  itemsOf,
  moduleOf,
  type NativeFunction,
  NONE,
  nativeFunction,
  shapeOf,
  signature,
  tuple,
  type Value,
} from '../parts.ts';

const sceneOf = scenesOf('torch');

/** Makes another function of one; `run` is what calling that one does. */
function transform(
  operation: string,
  text: string,
  run: (scene: Scene, bound: Bound, call: Call) => Value,
): NativeFunction {
  const made = nativeFunction(operation, call => {
    const bound = bind(call, signature(text), operation, 'torch');
    if (bound.refused)
      return call.host.because({
        missing: `what \`${operation}\` makes, which is refused here`,
        at: call.site,
      });
    return nativeFunction(operation, inner => run(sceneOf(inner, operation), bound, inner));
  });
  return { ...made, decorates: true };
}

/** Keyword arguments are passed on as they are: what is mapped with some is not told. */
const vmap = (name: string): NativeFunction =>
  transform(
    name,
    "func, in_dims=0, out_dims=0, randomness='error', *, chunk_size=None",
    (scene, bound, call) =>
      call.args.some(({ name: keyword }) => keyword !== undefined)
        ? scene.host.unknown('what a mapped function gives', scene.site)
        : vmapped(
            scene,
            bound.value('func'),
            { in: bound.value('in_dims'), out: bound.value('out_dims'), words: TORCH_SAYS },
            call,
          ),
  );

const TORCH_SAYS = {
  axis: 'vmap: Got in_dim for an input, but expected in_dim to be in range',
  sizes: 'vmap: Expected all tensors to have the same size in the mapped dimension',
} as const;

/** What the arguments that `argnums` names look like. */
function gradient(scene: Scene, bound: Bound, { args }: Call): Value {
  const argnums = bound.value('argnums');
  const of = (position: number | undefined): Value => {
    const value = position === undefined ? undefined : args.at(position)?.value;
    return value ? traced(scene, value) : scene.host.unknown('a gradient', scene.site);
  };
  const several = itemsOf(argnums);
  return several ? tuple(several.map(item => of(asInt(item)))) : of(asInt(argnums));
}

const GRADIENT = 'func, argnums=0, has_aux=False';

function differentiated(scene: Scene, bound: Bound, call: Call, withValue: boolean): Value {
  const given = scene.host.call(bound.value('func'), call.args, scene.site);
  const hasAux = asBool(bound.value('has_aux'));
  const made = gradient(scene, bound, call);
  if (hasAux === undefined) return scene.host.unknown('a gradient', scene.site);
  if (withValue) return tuple([made, given]);
  const aux = hasAux ? itemsOf(given)?.[1] : undefined;
  return hasAux ? tuple([made, aux ?? scene.host.unknown('what is given beside', scene.site)]) : made;
}

/** The shape of the result, followed by that of the argument, where both are one tensor. */
function jacobian(scene: Scene, output: Value, input: Value | undefined): Value {
  const [to, from] = [output, input].map(value => (value?.kind === 'tensor' ? shapeOf(value) : undefined));
  if (output.kind !== 'tensor' || input?.kind !== 'tensor')
    return scene.host.unknown('the derivatives of a function', scene.site);
  return result(scene, to && from && [...to, ...from], { dtype: 'float' });
}

const jacobians = (name: string): NativeFunction =>
  transform(name, 'func, argnums=0, has_aux=False, *args, **kwargs', (scene, bound, call) => {
    const isPlain = asInt(bound.value('argnums')) === 0 && asBool(bound.value('has_aux')) === false;
    const output = scene.host.call(bound.value('func'), call.args, scene.site);
    return isPlain
      ? jacobian(scene, output, call.args[0]?.value)
      : scene.host.unknown('the derivatives of a function', scene.site);
  });

/** `torch.func.functional_call(module, parameters, args)`: the module, with other weights. */
const functionalCall = nativeFunction('torch.func.functional_call', ({ host, site, args }) => {
  const positional = args.filter(({ name }) => name === undefined);
  const [module, , inputs] = positional;
  if (!module || !inputs || args.length > 3) return host.unknown('what a module gives', site);
  const items = itemsOf(inputs.value);
  const passed = items?.map(value => ({ name: undefined, value, at: inputs.at })) ?? [inputs];
  return host.call(module.value, passed, site);
});

export const vmapFunction = vmap('torch.vmap');

export const func = moduleOf('torch.func', {
  vmap: vmap('torch.func.vmap'),
  grad: transform('torch.func.grad', GRADIENT, (scene, bound, call) =>
    differentiated(scene, bound, call, false),
  ),
  grad_and_value: transform('torch.func.grad_and_value', GRADIENT, (scene, bound, call) =>
    differentiated(scene, bound, call, true),
  ),
  jacrev: jacobians('torch.func.jacrev'),
  jacfwd: jacobians('torch.func.jacfwd'),
  functional_call: functionalCall,
});

const OPTIONS_OF_CHECKPOINTS = new Set([
  'use_reentrant',
  'preserve_rng_state',
  'context_fn',
  'determinism_check',
  'debug',
  'early_stop',
]);

/** `checkpoint(f, *args)`: what `f(*args)` gives, computed again when it is differentiated. */
const checkpoint = nativeFunction(
  'torch.utils.checkpoint.checkpoint',
  ({ host, site, args: [f, ...rest] }) =>
    f
      ? host.call(
          f.value,
          rest.filter(({ name }) => name === undefined || !OPTIONS_OF_CHECKPOINTS.has(name)),
          site,
        )
      : NONE,
);

/** `checkpoint_sequential(functions, segments, input)`: one after the other. */
const sequential = nativeFunction(
  'torch.utils.checkpoint.checkpoint_sequential',
  ({ host, site, args: [functions, , input] }) => {
    const all = functions && host.items(functions.value);
    if (!all || !input) return host.unknown('what functions in sequence give', site);
    return all.reduce(
      (value, f) => host.call(f, [{ name: undefined, value, at: input.at }], site),
      input.value,
    );
  },
);

export const checkpoints = moduleOf('torch.utils.checkpoint', {
  checkpoint,
  checkpoint_sequential: sequential,
});

/** `autograd.grad(outputs, inputs)`: one gradient for each input, shaped like it. */
const gradients = nativeFunction('torch.autograd.grad', call => {
  const { host, site } = call;
  const inputs = givenAt(call, 'inputs', 1);
  if (!inputs) return host.unknown('gradients', site);
  const scene = sceneOf(call, 'torch.autograd.grad');
  const items = inputs.value.kind === 'tensor' ? [inputs.value] : host.items(inputs.value);
  return items ? tuple(items.map(item => traced(scene, item))) : host.unknown('gradients', site);
});

const jacobianOf = nativeFunction('torch.autograd.functional.jacobian', call => {
  const { host, site, args } = call;
  const [f, inputs] = args;
  const scene = sceneOf(call, 'torch.autograd.functional.jacobian');
  if (!f || inputs?.value.kind !== 'tensor') return host.unknown('the derivatives of a function', site);
  return jacobian(scene, host.call(f.value, [inputs], site), inputs.value);
});

export const AUTOGRAD = {
  grad: gradients,
  backward: nativeFunction('torch.autograd.backward', () => NONE),
  functional: moduleOf('torch.autograd.functional', { jacobian: jacobianOf }),
} satisfies Readonly<Record<string, Value>>;

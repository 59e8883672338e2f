/** Transformations of functions: https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/transforms.html. */
import { TRANSFORMS as OF_JAX, sameFunction } from '../../jax/transforms.ts';
import { type NativeFunction, nativeFunction, type Value } from '../../parts.ts';
import { MAPPINGS } from './mapping.ts';

/** Gives a function, or what makes one of a function, of which nothing is known. */
function changed(name: string): NativeFunction {
  const made = nativeFunction(`nnx.${name}`, ({ args: [first] }) =>
    first && (first.name === undefined || first.name === 'f')
      ? nativeFunction(name, ({ host, site }) =>
          host.unknown(`what a function under \`${name}\` gives`, site),
        )
      : changed(name),
  );
  return { ...made, decorates: true };
}

const SAME = ['jit', 'remat', 'checkpoint', 'custom_vjp', 'cached_partial', 'jit_partial', 'set_graph_mode'];
const CHANGED = ['pmap', 'shard_map', 'map', 'cond', 'switch', 'while_loop', 'fori_loop', 'vjp', 'jvp'];

export const TRANSFORMS: Readonly<Record<string, Value>> = {
  ...MAPPINGS,
  ...Object.fromEntries(SAME.map(name => [name, sameFunction(`nnx.${name}`)])),
  ...Object.fromEntries(CHANGED.map(name => [name, changed(name)])),
  ...Object.fromEntries(
    ['grad', 'value_and_grad', 'eval_shape'].flatMap(name => {
      const own = OF_JAX[name];
      return own ? [[name, own] as const] : [];
    }),
  ),
};

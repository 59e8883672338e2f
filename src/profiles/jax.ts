/** JAX. Sources: docs.jax.dev, and its list of releases. */
import { NO_LAYERS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { PLAIN } from './wording.ts';

export const jax = {
  title: 'JAX',
  about:
    '`jax.numpy`, `jax.lax` with its loops, `jax.nn`, `jax.random`, trees, and the transformations of functions. It has no layers of its own.',
  packages: ['jax'],
  minors: [[0, 10]],
  tensorClass: 'jax.Array',
  tensors: { ...CONVERTING, refusesObjects: true, widensBounded: true },
  manner: NO_LAYERS,
  wording: {
    ...PLAIN,
    addAxis: '`[..., None]`',
    moveAxis: '`jnp.moveaxis`',
    keepAxis: '`keepdims=True`',
  },
} satisfies Profile;

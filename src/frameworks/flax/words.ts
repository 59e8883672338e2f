/** What Flax raises: what JAX does; what Python does at constructors, since `init` and `apply` look at other things first. */
import { jaxWords } from '../jax/words.ts';
import type { Conflict } from '../parts.ts';

export function flaxWords(conflict: Conflict): string | undefined {
  const isCall =
    conflict.kind === 'argument' &&
    conflict.aspect === 'missing' &&
    /^(inputs|rngs)$/.test(conflict.parameter);
  return isCall ? undefined : jaxWords(conflict);
}

/** Numbers that a seed settles: the n-th is always the same. */
import { noise } from '../noise.ts';

/** Between -1 and 1. */
export type Random = () => number;

export function randomOf(seed: number): Random {
  let count = 0;
  return () => noise(seed, count >>> 16, count++ & 0xffff);
}

/** Standard normal, by Box and Muller (1958). */
export function normalOf(random: Random): Random {
  return () => {
    // In (0, 1]: the logarithm of 0 would be infinite.
    const radius = 1 - Math.abs(random());
    return Math.sqrt(-2 * Math.log(radius || Number.EPSILON)) * Math.cos(Math.PI * random());
  };
}

/** As Keras' and JAX' truncated normal: what lies beyond two standard deviations is drawn again. */
export function truncatedOf(random: Random): Random {
  const normal = normalOf(random);
  return () => {
    for (;;) {
      const value = normal();
      if (Math.abs(value) <= 2) return value;
    }
  };
}

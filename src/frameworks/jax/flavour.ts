/** How JAX treats the arguments of its functions: as NumPy, but lists are refused, and positions outside of an array are moved inside. */
import type { Flavour } from '../array/flavour.ts';
import { NUMPY } from '../numpy/flavour.ts';

export const JAX: Flavour = {
  ...NUMPY,
  framework: 'jax',
  module: 'jnp',
  takesLists: false,
  clampsPositions: true,
  checksArraysOfPositions: false,
  negativeInfers: false,
  takesRagged: () => false,
};

export const within = (module: string): Flavour => ({ ...JAX, module });

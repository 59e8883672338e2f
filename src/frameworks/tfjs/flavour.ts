/** How TensorFlow.js treats the arguments of its functions. */
import type { Flavour } from '../array/flavour.ts';
import { arrayFlavour } from '../keras/functions.ts';

export const FLAVOUR: Flavour = {
  ...arrayFlavour('tfjs', 'tf'),
  ignoresMore: true,
  takesRagged: () => true,
  einsum: { stretchOnes: false },
};

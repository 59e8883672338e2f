/** How NumPy treats the arguments of its functions. */
import type { Flavour } from '../array/operation.ts';

export const NUMPY: Flavour = {
  framework: 'numpy',
  module: 'np',
  takesLists: true,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'advanced',
  sequences: 'list',
  aliases: {},
};

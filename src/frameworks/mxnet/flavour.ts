/** How MXNet treats the arguments of its functions: `mx.nd`, and those of `mx.np`, which go by NumPy's names. */
import type { Flavour } from '../array/operation.ts';

export const ND: Flavour = {
  framework: 'mxnet',
  module: 'nd',
  takesLists: false,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'advanced',
  sequences: 'list',
  repeatsLists: false,
  comparesLists: false,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  negativeInfers: false,
  emptyAxes: 'all',
  joinsRows: false,
  flattensJoins: false,
  takesRagged: () => false,
  einsum: { sumEllipsis: false, stretchOnes: true },
  aliases: {},
};

export const NP: Flavour = {
  ...ND,
  module: 'np',
  takesNumbers: true,
  emptyAxes: 'none',
  flattensJoins: true,
};

export const within = (flavour: Flavour, module: string): Flavour => ({ ...flavour, module });

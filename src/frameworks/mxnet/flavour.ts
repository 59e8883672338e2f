/** How MXNet treats the arguments of its functions: `mx.nd`, and those of `mx.np`, which go by NumPy's names. */
import { type Flavour, TENSORS_ONLY } from '../array/flavour.ts';

export const ND: Flavour = {
  ...TENSORS_ONLY,
  framework: 'mxnet',
  module: 'nd',
  integers: 'advanced',
  sequences: 'list',
};

export const NP: Flavour = {
  ...ND,
  module: 'np',
  takesNumbers: true,
  emptyAxes: 'none',
  flattensJoins: true,
};

export const within = (flavour: Flavour, module: string): Flavour => ({ ...flavour, module });

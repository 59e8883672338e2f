/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */
import type { Layout } from './layout.ts';

export const DECLARED: readonly Layout[] = [
  {
    name: 'tinygrad',
    title: 'tinygrad',
    unitsName: 'hidden_size',
    featuresName: 'input_size',
    bases: {
      W: ['W', 'i'],
      U: ['W', 'h'],
      b: ['b', ''],
      bx: ['b', 'i'],
      bh: ['b', 'h'],
      p: ['p', ''],
      R: ['W', 'hr'],
    },
    fills: { matrix: 'uniform_by_units', state: 'uniform_by_units', bias: 'zeros' },
    cells: {
      lstm: {
        gates: ['i', 'f', 'g', 'o'],
        weights: [
          { name: 'weight_ih', roles: ['W'], gateAxis: 0, transposed: false, bias: false },
          { name: 'weight_hh', roles: ['U'], gateAxis: 0, transposed: false, bias: false },
          { name: 'bias_ih', roles: ['bx'], gateAxis: 0, transposed: false, bias: true },
          { name: 'bias_hh', roles: ['bh'], gateAxis: 0, transposed: false, bias: true },
        ],
      },
    },
  },
];

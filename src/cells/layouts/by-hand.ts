/** A cell that a program writes down itself, in no framework: W (units, features) and U (units, units) for each gate, for columns, and one bias. */
import type { Role } from '../cell.ts';
import { W_AND_U } from './bases.ts';
import type { Layout, LayoutCell, StoredWeight } from './layout.ts';

function weight(name: string, role: Role, gate: string): StoredWeight {
  const isBias = role === 'b';
  return {
    name: gate === '' ? name : `${name}_${gate}`,
    roles: [role],
    gateAxis: 0,
    transposed: false,
    bias: isBias,
    biasColumn: isBias,
    gates: [gate],
  };
}

function cell(gates: readonly string[]): LayoutCell {
  const all = (role: Role): readonly StoredWeight[] => gates.map(gate => weight(role, role, gate));
  return { gates, weights: [...all('W'), ...all('U'), ...all('b')] };
}

export const byHand: Layout = {
  name: 'by-hand',
  title: 'your code',
  unitsName: 'units',
  featuresName: 'features',
  bases: W_AND_U,
  cells: {
    lstm: cell(['f', 'i', 'g', 'o']),
    gru: cell(['z', 'r', 'n']),
    'simple-rnn': cell(['']),
  },
};

/**
 * Chainer's LSTM and GRU: one link for the input's product and one for the state's. The LSTM's rows are interleaved, gates a, i, f, o of unit 0, then those
 * of unit 1, and only the input's link has a bias; the GRU has a link for each gate, resets before the product, and its update gate weighs the new
 * value. Sources: chainer/functions/rnn/lstm.py, chainer/links/rnn/lstm.py, gru.py. `chainerNStep`: NStepLSTM, NStepGRU and NStepRNN, a matrix for each
 * gate, numbered, and two biases, as cuDNN computes it. Source: chainer/links/rnn/n_step_lstm.py (and gru, rnn).
 */
import type { Role } from '../cell.ts';
import { W_AND_U, W_TWICE } from './bases.ts';
import type { Layout, LayoutCell, StoredWeight } from './layout.ts';

const matrix = { gateAxis: 0, transposed: false, bias: false } as const;
const vector = { gateAxis: 0, transposed: false, bias: true } as const;

const gru = (gate: string, suffix: string): readonly StoredWeight[] => [
  { ...matrix, name: `W${suffix}/W`, roles: ['W'], gates: [gate] },
  { ...vector, name: `W${suffix}/b`, roles: ['bx'], gates: [gate], bias: false },
  { ...matrix, name: `U${suffix}/W`, roles: ['U'], gates: [gate] },
  { ...vector, name: `U${suffix}/b`, roles: ['bh'], gates: [gate], bias: false },
];

export const chainer: Layout = {
  name: 'chainer',
  title: 'Chainer',
  unitsName: 'out_size',
  featuresName: 'in_size',
  bases: W_AND_U,
  cells: {
    lstm: {
      gates: ['g', 'i', 'f', 'o'],
      letters: { g: 'a' },
      outputs: { g: { base: 'a', subscript: 't' } },
      weights: [
        { ...matrix, name: 'upward/W', roles: ['W'], interleaved: true },
        { ...vector, name: 'upward/b', roles: ['b'], interleaved: true },
        { ...matrix, name: 'lateral/W', roles: ['U'], interleaved: true },
      ],
    },
    'gru-new-by-update': {
      gates: ['r', 'z', 'n'],
      letters: { n: 'h' },
      outputs: { n: { base: 'h', tilde: true, subscript: 't' } },
      weights: [...gru('r', '_r'), ...gru('z', '_z'), ...gru('n', '')],
    },
  },
};

const numbered = (gates: readonly string[]): LayoutCell => {
  const all = (name: string, role: Role, first: number, bias: boolean): readonly StoredWeight[] =>
    gates.map((gate, i) => ({
      ...matrix,
      name: `${name}${first + i}`,
      roles: [role],
      gates: [gate],
      bias,
    }));
  const count = gates.length;
  return {
    gates,
    letters: gates.length === 1 ? { '': 'h' } : {},
    weights: [
      ...all('w', 'W', 0, false),
      ...all('w', 'U', count, false),
      ...all('b', 'bx', 0, true),
      ...all('b', 'bh', count, true),
    ],
  };
};

export const chainerNStep: Layout = {
  ...chainer,
  name: 'chainer-nstep',
  title: 'Chainer NStep',
  bases: W_TWICE,
  cells: {
    lstm: numbered(['i', 'f', 'g', 'o']),
    'gru-reset-after': numbered(['r', 'z', 'n']),
    'simple-rnn': numbered(['']),
  },
};

/**
 * Flax. linen keeps one kernel for each gate, from the input (`ii`, `if`, ...) and from the state (`hi`, `hf`, ...); the LSTM's biases stand beside
 * the state's product, the GRU's beside the input's and at `hn`. nnx has the same LSTM under attribute names (`if_`), and puts the gates of its GRU
 * and its OptimizedLSTMCell side by side. Gates i, f, g, o and r, z, n. Sources: flax/linen/recurrent.py, flax/nnx/nn/recurrent.py.
 */

import type { Role } from '../cell.ts';
import { W_TWICE } from './bases.ts';
import type { Layout, LayoutCell, StoredWeight } from './layout.ts';

const LSTM = ['i', 'f', 'g', 'o'] as const;
const GRU = ['r', 'z', 'n'] as const;

const stored = (name: string, role: Role, gates: readonly string[]): StoredWeight => {
  const isKernel = role === 'W' || role === 'U';
  return { name, roles: [role], gateAxis: isKernel ? 1 : 0, transposed: isKernel, bias: !isKernel, gates };
};

/** A weight for each of the gates: `ii/kernel`, `if/kernel`. */
const each = (role: Role, gates: readonly string[], nameOf: (gate: string) => string) =>
  gates.map(gate => stored(nameOf(gate), role, [gate]));

const simple = (input: string, state: string): Layout['cells'] => {
  const cell: LayoutCell = {
    gates: [''],
    letters: { '': 'h' },
    weights: [
      stored(`${input}kernel`, 'W', ['']),
      stored(`${input}bias`, 'bx', ['']),
      stored(`${state}kernel`, 'U', ['']),
    ],
  };
  return { 'simple-rnn': cell, 'simple-rnn-residual': cell };
};

const MGU = ['f', 'n'] as const;

/** The bias beside the state's product goes with the reset. */
const mgu = (biased: readonly string[]): LayoutCell => ({
  gates: MGU,
  weights: [
    ...each('W', MGU, gate => `i${gate}/kernel`),
    ...each('bx', MGU, gate => `i${gate}/bias`),
    ...each('U', MGU, gate => `h${gate}/kernel`),
    ...each('bh', biased, gate => `h${gate}/bias`),
  ],
});

/** ConvLSTMCell stores its gates in another order than the other cells, and adds 1 to the forget gate. */
const CONVOLUTIONAL = ['i', 'g', 'f', 'o'] as const;

const convolutional: LayoutCell = {
  gates: CONVOLUTIONAL,
  forgetBias: 1,
  weights: [
    stored('ih/kernel', 'W', CONVOLUTIONAL),
    stored('ih/bias', 'bx', CONVOLUTIONAL),
    stored('hh/kernel', 'U', CONVOLUTIONAL),
    stored('hh/bias', 'bh', CONVOLUTIONAL),
  ],
};

export const flax: Layout = {
  name: 'flax',
  title: 'Flax',
  unitsName: 'features',
  featuresName: 'in_features',
  bases: W_TWICE,
  activations: {
    silu: 'swish',
    hard_swish: 'hard_silu',
    identity: 'linear',
    soft_sign: 'softsign',
    gelu: 'gelu_tanh',
    leaky_relu: 'leaky_relu_hundredth',
    exp: 'exponential',
  },
  fills: { matrix: 'lecun_normal', state: 'orthogonal', bias: 'zeros' },
  cells: {
    lstm: {
      gates: LSTM,
      weights: [
        ...each('W', LSTM, gate => `i${gate}/kernel`),
        ...each('U', LSTM, gate => `h${gate}/kernel`),
        ...each('bh', LSTM, gate => `h${gate}/bias`),
      ],
    },
    'gru-reset-after': {
      gates: GRU,
      weights: [
        ...each('W', GRU, gate => `i${gate}/kernel`),
        ...each('bx', GRU, gate => `i${gate}/bias`),
        ...each('U', GRU, gate => `h${gate}/kernel`),
        ...each('bh', ['n'], gate => `h${gate}/bias`),
      ],
    },
    mgu: mgu(['n']),
    'mgu-without-reset': mgu([]),
    ...simple('i/', 'h/'),
  },
  convolutional,
};

const attribute = (name: string): string => (name === 'if' ? 'if_' : name);

export const nnx: Layout = {
  ...flax,
  name: 'flax-nnx',
  title: 'Flax NNX',
  unitsName: 'hidden_features',
  cells: {
    lstm: {
      gates: LSTM,
      weights: [
        ...each('W', LSTM, gate => `${attribute(`i${gate}`)}.kernel`),
        ...each('U', LSTM, gate => `h${gate}.kernel`),
        ...each('bh', LSTM, gate => `h${gate}.bias`),
      ],
    },
    'gru-reset-after': {
      gates: GRU,
      weights: [
        stored('dense_i.kernel', 'W', GRU),
        stored('dense_h.kernel', 'U', GRU),
        stored('dense_i.bias', 'bx', GRU),
      ],
    },
    ...simple('dense_i.', 'dense_h.'),
  },
};

/** OptimizedLSTMCell of nnx; linen's has the weights of its LSTMCell. */
export const nnxFused: Layout = {
  ...nnx,
  name: 'flax-nnx-fused',
  cells: {
    lstm: {
      gates: LSTM,
      weights: [
        stored('dense_i.kernel', 'W', LSTM),
        stored('dense_h.kernel', 'U', LSTM),
        stored('dense_h.bias', 'bh', LSTM),
      ],
    },
  },
};

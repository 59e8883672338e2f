/**
 * The GRUs in use. Reset before the product: Cho et al. (2014), TensorFlow.js, Keras with `reset_after=False`.
 * Reset after the product: PyTorch and Keras' default, https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
 */
import { type Cell, hiddenState, type Line, plainRoles } from './cell.ts';

const lines: readonly Line[] = [
  {
    target: 'z_t',
    gate: 'z',
    name: 'update gate',
    does: 'how much of its old state each unit keeps',
    says: 'keeps {%} of its old state',
  },
  {
    target: 'r_t',
    gate: 'r',
    name: 'reset gate',
    does: 'how much of the old state the candidate gets to see',
    says: 'lets the candidate see {%} of the old state',
  },
  {
    target: 'n_t',
    gate: 'n',
    name: 'candidate',
    does: 'what each unit would like its new state to be',
    says: 'would make its state {}',
  },
  {
    target: 'h_t',
    gate: '',
    name: 'hidden state',
    does: 'the output of this time step: old state and candidate, mixed by the update gate',
    says: 'is now {}: old state and candidate, mixed by the update gate',
  },
];

const gates = [
  'z_t = recurrent_activation(W_z * x_t + bx_z + U_z * h_prev + bh_z + b_z)',
  'r_t = recurrent_activation(W_r * x_t + bx_r + U_r * h_prev + bh_r + b_r)',
];

const newState = 'h_t = z_t .* h_prev + (1 - z_t) .* n_t';

export const gru: Cell = {
  name: 'gru',
  title: 'GRU',
  equations: [...gates, 'n_t = activation(W_n * x_t + bx_n + U_n * (r_t .* h_prev) + bh_n + b_n)', newState],
  lines,
  states: [hiddenState],
  roles: plainRoles,
};

export const gruResetAfter: Cell = {
  ...gru,
  name: 'gru-reset-after',
  equations: [...gates, 'n_t = activation(W_n * x_t + bx_n + r_t .* (U_n * h_prev + bh_n) + b_n)', newState],
};

/** Haiku: the update gate weighs the candidate, not the old state. haiku/_src/recurrent.py */
export const gruNewByUpdate: Cell = {
  ...gru,
  name: 'gru-new-by-update',
  equations: [...gru.equations.slice(0, -1), 'h_t = (1 - z_t) .* h_prev + z_t .* n_t'],
  lines: lines.map(line =>
    line.gate === 'z'
      ? {
          ...line,
          does: 'how much of its old state each unit replaces by the candidate',
          says: 'replaces {%} of its old state by the candidate',
        }
      : line,
  ),
};

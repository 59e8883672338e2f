/**
 * The minimal gated unit (Zhou et al., 2016): one gate that forgets and lets in. Flax: its reset is after the product and can be left out.
 * flax/linen/recurrent.py (MGUCell)
 */
import { type Cell, hiddenState, plainRoles } from './cell.ts';

const gate = 'f_t = recurrent_activation(W_f * x_t + bx_f + U_f * h_prev + bh_f + b_f)';
const newState = 'h_t = (1 - f_t) .* n_t + f_t .* h_prev';

export const mgu: Cell = {
  name: 'mgu',
  title: 'MGU',
  equations: [gate, 'n_t = activation(W_n * x_t + bx_n + f_t .* (U_n * h_prev + bh_n) + b_n)', newState],
  lines: [
    {
      target: 'f_t',
      gate: 'f',
      name: 'forget gate',
      does: 'how much of its old state each unit keeps',
      says: 'keeps {%} of its old state',
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
      does: 'the output of this time step: old state and candidate, mixed by the forget gate',
      says: 'is now {}: old state and candidate, mixed by the forget gate',
    },
  ],
  states: [hiddenState],
  roles: plainRoles,
};

export const mguWithoutReset: Cell = {
  ...mgu,
  name: 'mgu-without-reset',
  equations: [gate, 'n_t = activation(W_n * x_t + bx_n + U_n * h_prev + bh_n + b_n)', newState],
};

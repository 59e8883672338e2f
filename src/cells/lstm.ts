/**
 * The LSTM of Keras, PyTorch and TensorFlow.js: Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000),
 * without peepholes. Formula: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
 * `forget_bias` is a constant of the formula, after Jozefowicz et al. (2015): 1 in Haiku and TensorFlow 1, elsewhere there is none.
 */
import { type Cell, type CellState, hiddenState, type Line, plainRoles } from './cell.ts';

export const lstmLines: readonly Line[] = [
  {
    target: 'i_t',
    gate: 'i',
    name: 'input gate',
    does: 'how much of the new candidate each unit lets in',
    says: 'lets in {%} of the new candidate',
  },
  {
    target: 'f_t',
    gate: 'f',
    name: 'forget gate',
    does: 'how much of its old memory each unit keeps',
    says: 'keeps {%} of its memory',
  },
  {
    target: 'g_t',
    gate: 'g',
    name: 'candidate',
    does: 'what each unit would like to add to its memory',
    says: 'would add {} to its memory',
  },
  {
    target: 'o_t',
    gate: 'o',
    name: 'output gate',
    does: 'how much of its memory each unit shows',
    says: 'shows {%} of its memory',
  },
  {
    target: 'c_t',
    gate: '',
    name: 'cell state',
    does: 'the memory: what was kept plus what was let in',
    says: 'is now {}: what was kept plus what was let in',
  },
  {
    target: 'h_t',
    gate: '',
    name: 'hidden state',
    does: 'the output of this time step: the part of the memory that is shown',
    says: 'is now {}: the part of the memory that is shown',
  },
];

export const cellState: CellState = { symbol: 'c_t', previous: 'c_prev', name: 'cell state', size: 'units' };

export const lstm: Cell = {
  name: 'lstm',
  title: 'LSTM',
  equations: [
    'i_t = recurrent_activation(W_i * x_t + bx_i + U_i * h_prev + bh_i + b_i)',
    'f_t = recurrent_activation(W_f * x_t + bx_f + U_f * h_prev + bh_f + b_f + forget_bias)',
    'g_t = activation(W_g * x_t + bx_g + U_g * h_prev + bh_g + b_g)',
    'o_t = recurrent_activation(W_o * x_t + bx_o + U_o * h_prev + bh_o + b_o)',
    'c_t = f_t .* c_prev + i_t .* g_t',
    'h_t = o_t .* activation(c_t)',
  ],
  lines: lstmLines,
  states: [hiddenState, cellState],
  roles: plainRoles,
};

/**
 * LSTM whose gates also see the memory through diagonal weights (Gers and Schmidhuber, 2000): input and forget gate the old
 * cell state, the output gate the new one. TensorFlow 1's `LSTMCell(use_peepholes=True)`:
 * https://www.tensorflow.org/api_docs/python/tf/compat/v1/nn/rnn_cell/LSTMCell
 */
import { type Cell, hiddenState } from './cell.ts';
import { cellState, lstm, lstmLines } from './lstm.ts';
import { lstmProjected } from './lstm-projected.ts';

const order: readonly string[] = ['i_t', 'f_t', 'g_t', 'c_t', 'o_t', 'h_t'];

export const lstmPeephole: Cell = {
  name: 'lstm-peephole',
  title: 'LSTM with peepholes',
  equations: [
    'i_t = recurrent_activation(W_i * x_t + bx_i + U_i * h_prev + bh_i + p_i .* c_prev + b_i)',
    'f_t = recurrent_activation(W_f * x_t + bx_f + U_f * h_prev + bh_f + p_f .* c_prev + b_f + forget_bias)',
    'g_t = activation(W_g * x_t + bx_g + U_g * h_prev + bh_g + b_g)',
    'c_t = f_t .* c_prev + i_t .* g_t',
    'o_t = recurrent_activation(W_o * x_t + bx_o + U_o * h_prev + bh_o + p_o .* c_t + b_o)',
    'h_t = o_t .* activation(c_t)',
  ],
  lines: [...lstmLines].sort((a, b) => order.indexOf(a.target) - order.indexOf(b.target)),
  states: [hiddenState, cellState],
  roles: { ...lstm.roles, p: ['units'] },
};

/** `LSTMCell(use_peepholes=True, num_proj=...)`: only what becomes h differs. */
export const lstmPeepholeProjected: Cell = {
  ...lstmPeephole,
  name: 'lstm-peephole-projected',
  title: 'LSTM with peepholes and projection',
  equations: [...lstmPeephole.equations.slice(0, -1), ...lstmProjected.equations.slice(-1)],
  states: lstmProjected.states,
  roles: { ...lstmProjected.roles, p: ['units'] },
};

/** The plain recurrent cell (Elman, 1990). Formula: https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html */
import { type Cell, hiddenState, plainRoles } from './cell.ts';

export const simpleRnn: Cell = {
  name: 'simple-rnn',
  title: 'Simple RNN',
  equations: ['h_t = activation(W * x_t + bx + U * h_prev + bh + b)'],
  lines: [
    {
      target: 'h_t',
      gate: '',
      name: 'hidden state',
      does: 'the output of this time step, and its only memory',
      says: 'is now {}, and that is all it remembers',
    },
  ],
  states: [hiddenState],
  roles: plainRoles,
};

/** Flax' `SimpleCell(residual=True)`: the old state is added before the activation. flax/linen/recurrent.py */
export const simpleRnnResidual: Cell = {
  ...simpleRnn,
  name: 'simple-rnn-residual',
  equations: simpleRnn.equations.map(equation => equation.replace(/\)$/, ' + h_prev)')),
};

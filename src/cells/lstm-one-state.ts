/**
 * The LSTM of brain.js: its memory is the output of the step before, for no cell state is handed on. brain.js, src/recurrent/lstm.ts
 * (getLSTMEquation: `retainCell` is the forget gate times the previous result).
 */
import { type Cell, hiddenState } from './cell.ts';
import { lstm } from './lstm.ts';

const MEMORY = 'what was kept of the last output plus what was let in; it is not handed on';

export const lstmOneState: Cell = {
  ...lstm,
  name: 'lstm-one-state',
  equations: lstm.equations.map(equation => equation.replace('c_prev', 'h_prev')),
  lines: lstm.lines.map(line =>
    line.target === 'c_t'
      ? { ...line, does: MEMORY, says: 'is {} in this time step: it is not handed on' }
      : line,
  ),
  states: [hiddenState],
};

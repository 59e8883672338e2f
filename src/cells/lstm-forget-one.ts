/** The LSTM that adds 1 to its forget gate in the formula, after Jozefowicz et al. (2015): Haiku, TensorFlow 1. haiku/_src/recurrent.py */
import type { Cell } from './cell.ts';
import { lstm } from './lstm.ts';

export const lstmForgetOne: Cell = {
  ...lstm,
  name: 'lstm-forget-one',
  equations: lstm.equations.map(equation =>
    equation.startsWith('f_t') ? equation.replace(/\)$/, ' + 1)') : equation,
  ),
};

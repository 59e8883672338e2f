/** How MindSpore's recurrent layers take and refuse their arguments (mindspore/nn/layer/rnns.py, rnn_cells.py). */
import type { RecurrentStyle } from '../../modules/recurrent/style.ts';
import { MINDSPORE_NN } from '../dialect.ts';

export const MINDSPORE_RECURRENT: RecurrentStyle = {
  dialect: MINDSPORE_NN,
  layout: 'mindspore',
  input: 'x',
  state: 'hx',
  unbatched: false,
  pairInList: false,
  singleInList: false,
  cellStateBroadcasts: false,
  cellGivesOutput: false,
  words: {
    inputRank: (operation, rank) =>
      `For primitive[${operation}], the x_shape.size() must be equal to 3, but got ${rank}`,
    stateCount: (operation, given) =>
      `For '${operation}', the length of 'hx' must be '2', but got '${given}'`,
    cellRank: () => 'MatMul inputs should have the same dimension size and equal to 2.',
  },
};

/** Cells broadcast a state of batch 1. */
export const MINDSPORE_CELLS: RecurrentStyle = { ...MINDSPORE_RECURRENT, cellStateBroadcasts: true };

/** How Paddle's recurrent layers take and refuse their arguments (paddle/nn/layer/rnn.py, paddle/phi/infermeta/multiary.cc). */
import type { RecurrentStyle } from '../../modules/recurrent/style.ts';
import { PADDLE_NN } from '../dialect.ts';

export const PADDLE_RECURRENT: RecurrentStyle = {
  dialect: PADDLE_NN,
  layout: 'paddle',
  input: 'inputs',
  state: 'initial_states',
  unbatched: false,
  pairInList: true,
  singleInList: true,
  cellStateBroadcasts: false,
  cellGivesOutput: true,
  words: {
    inputRank: (_operation, rank) =>
      rank < 3
        ? `The input tensor's dimension should be equal to or greater than the axis's size. But received input tensor's dimension is ${rank}, axis's size is 3`
        : `The rank of Input in RNN  must be 3. But … Input's rank is ${rank}`,
    features: () => 'The first matrix width should be same as second matrix height',
    stateCount: (operation, given) =>
      `The number of tensors in PreState of ${operation} should be 2, but received ${given}`,
    tensorForPair: () => 'The number of tensors in PreState of LSTM should be 2, but received 1',
    stateRank: () => 'The rank of PreState in RNN  must be 3',
  },
};

/** Cells name the state differently, and broadcast it. */
export const PADDLE_CELLS: RecurrentStyle = {
  ...PADDLE_RECURRENT,
  state: 'states',
  singleInList: false,
  cellStateBroadcasts: true,
  words: {
    cellFeatures:
      'In operator matmul, the … dimension of Input(X) must be equal to the … dimension of Input(Y)',
    cellCount: 'values to unpack (expected 2…',
  },
};

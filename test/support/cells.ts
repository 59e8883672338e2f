import type { CellChoice } from '../../src/cells/index.ts';

/** Keras' LSTM with the arguments that it has by itself. */
export const keras: CellChoice = {
  kind: 'lstm',
  layout: 'keras',
  activation: 'tanh',
  recurrentActivation: 'sigmoid',
  bias: true,
  resetAfter: false,
};

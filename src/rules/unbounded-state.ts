/** An LSTM whose activation has no bounds. */
import { fixArgumentValue } from './fix/names.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { argumentCode, code } from './tell/words.ts';

export const unboundedState = defineRule(
  {
    name: 'unbounded-state',
    severity: 'warning',
    summary: 'An LSTM with an activation that has no bounds.',
    why: `The cell state is a sum over all steps, and what leaves the cell is its activation. tanh keeps that between
-1 and 1; relu and its kin let it grow with the length of the sequence: in a layer of 50 units the outputs
may be in the thousands after 300 steps. Besides, such a layer has no cuDNN kernel and is slow on a GPU.`,
    wrong: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

layer = LSTM(50, «activation='relu'»)
`,
        fixed: `from keras.layers import LSTM

layer = LSTM(50, activation='tanh')
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras.layers import LSTM, Dense

layer = LSTM(50)
head = Dense(10, activation='relu')
`,
      },
    ],
    links: [{ title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' }],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    owns: ({ about }) => about === 'unbounded-state',
    fixes: (conflict, facts) => fixArgumentValue(conflict, facts, "'tanh'"),
    tell: ({ operation, parameter, given, framework, layer }) => ({
      sentences: [
        `With ${given ? code(given) : 'this activation'} the state of ${operation} has no bounds: it grows with the number of steps.`,
        `Leave ${argumentCode(framework, parameter, "'tanh'")}, the default.`,
      ],
      related: layer ? [layerNote(layer)] : [],
    }),
  },
);

/** A softmax that compares the steps of a sequence where it should compare the classes of each step. */
import { settingAxis } from './fix/softmax.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { argumentCode } from './tell/words.ts';

export const softmaxOverSteps = defineRule(
  {
    name: 'softmax-over-steps',
    severity: 'warning',
    summary: 'A softmax over the steps of a sequence, not over the features of each step.',
    why: `What a recurrent layer returns with \`return_sequences=True\` is (batch, steps, features). Along axis 1
softmax makes the *steps* sum to 1, each feature for itself. Class probabilities of each step lie along the
last axis.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM, Softmax

x = Input((20, 8))
steps = LSTM(5, return_sequences=True)(x)
scores = Softmax(«axis=1»)(steps)
`,
        fixed: `from keras import Input
from keras.layers import LSTM, Softmax

x = Input((20, 8))
steps = LSTM(5, return_sequences=True)(x)
scores = Softmax(axis=-1)(steps)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM, Softmax

x = Input((20, 8))
steps = LSTM(5, return_sequences=True)(x)
scores = Softmax(axis=-1)(steps)
`,
      },
    ],
    links: [
      { title: 'Keras: Softmax layer', url: 'https://keras.io/api/layers/activation_layers/softmax/' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    owns: ({ about }) => about === 'softmax-over-steps',
    fixes: (conflict, facts) =>
      conflict.parameter !== 'activation' ? settingAxis(conflict, '-1', facts) : [],
    tell: ({ operation, parameter, framework, layer }) => ({
      sentences: [
        ...(parameter !== 'activation'
          ? [
              `${operation} works along axis 1, the steps: they sum to 1, each feature for itself.`,
              `Write ${argumentCode(framework, parameter, -1)} for the features of each step.`,
            ]
          : [
              `The softmax of ${operation} works along the last axis, which are the steps after Permute: they sum to 1, each feature for itself.`,
              'Apply it before the axes change places, for the features of each step.',
            ]),
      ],
      related: layer ? [layerNote(layer)] : [],
    }),
  },
);

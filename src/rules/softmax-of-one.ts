/** The softmax over a single unit: 1, whatever was learnt. */
import { fixSoftmaxOfOne } from './fix/softmax.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { argumentCode } from './tell/words.ts';

/** Whether it is the activation of the layer that has the unit. */
const isOfUnits = (parameter: string, operation: string): boolean =>
  parameter === 'activation' && operation !== 'Activation';

const isNumber = (text = ''): boolean => /^\d$/.test(text);

export const softmaxOfOne = defineRule(
  {
    name: 'softmax-of-one',
    severity: 'warning',
    summary: 'The softmax over a single unit is always 1.',
    why: `Softmax divides the exponential of each unit by the sum over all of them. Of one unit that is 1 for
every input, and nothing is learnt. A yes or no in one unit takes the sigmoid.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(1, «activation='softmax'»)])
`,
        fixed: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(1, activation='sigmoid')])
`,
      },
      {
        language: 'typescript',
        code: `import * as tf from '@tensorflow/tfjs';

const head = tf.layers.dense({ units: 1, «activation: 'softmax'» });
`,
        fixed: `import * as tf from '@tensorflow/tfjs';

const head = tf.layers.dense({ units: 1, activation: 'sigmoid' });
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(1, activation='sigmoid')])
`,
      },
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((20, 8)), LSTM(32), Dense(2, activation='softmax')])
`,
      },
    ],
    links: [{ title: 'Keras: Layer activation functions', url: 'https://keras.io/api/layers/activations/' }],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    owns: ({ about }) => about === 'softmax-of-one',
    fixes: fixSoftmaxOfOne,
    tell: ({ operation, parameter, framework, layer, allowed }) => ({
      sentences: [
        isOfUnits(parameter, operation)
          ? `The softmax over the single unit of ${operation} is always 1.`
          : `${operation} works along an axis of one unit: the softmax over a single unit is always 1.`,
        isOfUnits(parameter, operation)
          ? `Write ${argumentCode(framework, parameter, "'sigmoid'")}, or give every class a unit.`
          : isNumber(allowed)
            ? `Weights of the steps lie along their axis: write ${argumentCode(framework, parameter, Number(allowed))}.`
            : 'Take the sigmoid, or give every class a unit; weights of steps lie along the axis of the steps.',
      ],
      related: layer ? [layerNote(layer)] : [],
    }),
  },
);

/** A layer that reads a sequence follows a recurrent layer that returns only its last step. */
import { type RankConflict, shapeOf } from '../values/index.ts';
import { fixSequences } from './fix/flags.ts';
import { defineRule } from './rule.ts';
import { layerWords, recurrentOrigin } from './tell/operands.ts';
import { rankSentence } from './tell/rank.ts';
import { layerNote, operandNotes, tensorNote } from './tell/related.ts';
import { argumentCode } from './tell/words.ts';

/** Whether the missing axis is the time axis that a recurrent layer has dropped. */
export function isMissingReturnSequences({ input, ranks }: RankConflict): boolean {
  const made = recurrentOrigin(input.tensor);
  const rank = input.tensor && shapeOf(input.tensor)?.length;
  return made?.source.role === 'last-step' && rank !== undefined && ranks.includes(rank + 1);
}

export const missingReturnSequences = defineRule(
  {
    name: 'missing-return-sequences',
    severity: 'error',
    summary: 'A layer that reads a sequence follows a recurrent layer that returns only its last step.',
    why: `By default a recurrent layer of Keras and TensorFlow.js returns its last step only: (batch,
units). The next recurrent layer needs every step: (batch, steps, units). All recurrent layers of a stack
but the last need \`return_sequences=True\` (\`returnSequences: true\`).`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential()
model.add(Input((20, 8)))
model.add(LSTM(64))
model.add(«LSTM(32)»)
model.add(Dense(1))
`,
        fixed: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential()
model.add(Input((20, 8)))
model.add(LSTM(64, return_sequences=True))
model.add(LSTM(32))
model.add(Dense(1))
`,
      },
      {
        language: 'typescript',
        code: `import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.lstm({ units: 64, inputShape: [20, 8] }));
model.add(«tf.layers.lstm({ units: 32 })»);
`,
        fixed: `import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.lstm({ units: 64, inputShape: [20, 8], returnSequences: true }));
model.add(tf.layers.lstm({ units: 32 }));
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential()
model.add(Input((20, 8)))
model.add(LSTM(64, return_sequences=True))
model.add(LSTM(32))
model.add(Dense(1))
`,
      },
      {
        language: 'typescript',
        code: `import * as tf from '@tensorflow/tfjs';

const model = tf.sequential();
model.add(tf.layers.lstm({ units: 64, inputShape: [20, 8], returnSequences: true }));
model.add(tf.layers.lstm({ units: 32 }));
`,
      },
    ],
    links: [
      {
        title: 'Keras: LSTM layer, return_sequences',
        url: 'https://keras.io/api/layers/recurrent_layers/lstm/',
      },
      {
        title: 'TensorFlow: Working with RNNs',
        url: 'https://www.tensorflow.org/guide/keras/working_with_rnns',
      },
      { title: 'TensorFlow.js: tf.layers.lstm', url: 'https://js.tensorflow.org/api/latest/#layers.lstm' },
    ],
  },
  {
    kind: 'input-rank',
    owns: isMissingReturnSequences,
    fixes: (conflict, facts) => fixSequences(conflict.input.tensor, facts),
    tell: (conflict, facts, finding) => {
      const made = recurrentOrigin(conflict.input.tensor);
      const layer = made?.source.layer;
      const words = layer ? layerWords(layer, finding.file, facts) : 'the layer before';
      const argument = argumentCode(conflict.framework, 'return_sequences', true);
      const dropped = `${rankSentence(conflict)}, because ${words} returns only its last step.`;
      const notes = [...(made ? [tensorNote(made)] : []), ...operandNotes(conflict.input)];
      return {
        sentences: [dropped, `Add ${argument} to ${words}.`],
        related: [...notes, ...(conflict.layer ? [layerNote(conflict.layer)] : [])],
      };
    },
  },
);

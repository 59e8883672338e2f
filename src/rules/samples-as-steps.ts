/** The number of samples where the number of steps is meant. */

import { proposals } from './fix/fix.ts';
import { shiftingAxes } from './fix/inputs.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';
import { code } from './tell/words.ts';

export const samplesAsSteps = defineMisreading(
  {
    name: 'samples-as-steps',
    severity: 'warning',
    summary: 'An `input_shape` that begins with the number of samples.',
    why: `Keras takes the shape of one sample: (steps, features). How many samples there are is no part of it. A model that is made for as
many steps as there are samples refuses the data that it was measured on; only a Sequential of Keras 3 goes on, for the number of steps that it
then gets, and keeps a wrong shape in its summary and its file.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense

X, y = np.load('x.npy'), np.load('y.npy')
model = Sequential([LSTM(32, input_shape=(«X.shape[0]», X.shape[2])), Dense(1)])
model.compile(loss='mse')
model.fit(X, y)
`,
        fixed: `import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense

X, y = np.load('x.npy'), np.load('y.npy')
model = Sequential([LSTM(32, input_shape=(X.shape[1], X.shape[2])), Dense(1)])
model.compile(loss='mse')
model.fit(X, y)
`,
      },
      {
        language: 'typescript',
        code: `import * as tf from '@tensorflow/tfjs';

export async function train(x: tf.Tensor3D, y: tf.Tensor2D) {
  const model = tf.sequential();
  model.add(tf.layers.lstm({ units: 32, inputShape: [«x.shape[0]», x.shape[2]] }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ loss: 'meanSquaredError', optimizer: 'adam' });
  await model.fit(x, y);
}
`,
        fixed: `import * as tf from '@tensorflow/tfjs';

export async function train(x: tf.Tensor3D, y: tf.Tensor2D) {
  const model = tf.sequential();
  model.add(tf.layers.lstm({ units: 32, inputShape: [x.shape[1], x.shape[2]] }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ loss: 'meanSquaredError', optimizer: 'adam' });
  await model.fit(x, y);
}
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense

X, y = np.load('x.npy'), np.load('y.npy')
model = Sequential([LSTM(32, input_shape=(X.shape[1], X.shape[2])), Dense(1)])
model.compile(loss='mse')
model.fit(X, y)
`,
      },
      {
        language: 'python',
        code: `import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense

series = np.load('steps-by-series.npy')
model = Sequential([LSTM(32, input_shape=(series.shape[0], series.shape[2])), Dense(1)])
model.compile(loss='mse')
model.fit(series.transpose(1, 0, 2), series[-1, :, :1])
`,
      },
    ],
    links: [
      { title: 'Keras: The Sequential model', url: 'https://keras.io/guides/sequential_model/' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    says: ({ operation, names: [written = ''], meant: [meant, features], other }, { name }) => [
      `${code(written)} is the number of samples in ${name}${other ? ', which the model is fed with' : ''}: ${operation} takes it for the number of steps.`,
      meant
        ? `Write ${code(meant)}${features ? `, and ${code(features)} for the number of features` : ''}.`
        : 'Give the length of axis 1.',
    ],
    fixes: ({ at, meant: [meant], names: [written] }, facts) =>
      proposals(
        shiftingAxes(at, facts) ??
          (meant
            ? rewriting({ at }, facts, `Write \`${meant}\` for \`${written}\``, () => meant)
            : undefined),
      ),
  },
);

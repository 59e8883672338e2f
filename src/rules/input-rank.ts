/** A layer is given a tensor with another number of axes than it takes. */
import type { RankConflict } from '../values/index.ts';
import { fixRank } from './fix/ranks.ts';
import { isMissingReturnSequences } from './missing-return-sequences.ts';
import { defineRule } from './rule.ts';
import { rankAdvice, rankSentence } from './tell/rank.ts';
import { layerNote, operandNotes } from './tell/related.ts';

export const inputRank = defineRule(
  {
    name: 'input-rank',
    severity: 'error',
    summary: 'A layer gets a tensor with another number of dimensions than it takes.',
    why: `A recurrent layer reads a sequence: its input has a batch axis, an axis of time steps and an axis
of features. A table (batch, features) has no time steps, a batch of images has too many axes. Which axis is
missing is for the program to say; the framework does not guess.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((8,)), «LSTM(10)», Dense(1)])
`,
        fixed: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((8, 1)), LSTM(10), Dense(1)])
`,
      },
      {
        language: 'python',
        code: `from keras import Sequential
from keras.layers import LSTM, Dense

model = Sequential([«LSTM(32, input_shape=(1000, 10, 8))», Dense(1)])
`,
        fixed: `from keras import Sequential
from keras.layers import LSTM, Dense

model = Sequential([LSTM(32, input_shape=(10, 8)), Dense(1)])
`,
      },
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
frames = torch.randn(4, 5, 6, 8)
out, state = lstm(«frames»)
`,
        fixed: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
frames = torch.randn(4, 5, 6, 8)
out, state = lstm(frames.flatten(1, 2))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input, Sequential
from keras.layers import LSTM, Dense

model = Sequential([Input((8, 1)), LSTM(10), Dense(1)])
`,
      },
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
frames = torch.randn(4, 5, 6, 8)
out, state = lstm(frames.flatten(1, 2))
`,
      },
    ],
    links: [
      {
        title: 'Keras: LSTM layer, call arguments',
        url: 'https://keras.io/api/layers/recurrent_layers/lstm/',
      },
      {
        title: 'PyTorch: LSTM, inputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      { title: 'TensorFlow.js: tf.layers.lstm', url: 'https://js.tensorflow.org/api/latest/#layers.lstm' },
    ],
  },
  {
    kind: 'input-rank',
    owns: conflict => !isMissingReturnSequences(conflict),
    fixes: fixRank,
    tell: conflict => ({
      sentences: [`${rankSentence(conflict)}.`, ...adviceFor(conflict)],
      related: [...operandNotes(conflict.input), ...(conflict.layer ? [layerNote(conflict.layer)] : [])],
    }),
  },
);

function adviceFor(conflict: RankConflict): readonly string[] {
  const advice = rankAdvice(conflict);
  return advice ? [advice] : [];
}

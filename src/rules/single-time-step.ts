/** A recurrent layer over one step, where nothing recurs. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const singleTimeStep = defineMisreading(
  {
    name: 'single-time-step',
    severity: 'information',
    summary: 'A recurrent layer is given one time step, so that it never recurs.',
    why: `A series of 30 values as (samples, 1, 30) is *one* step of 30 features: the layer runs its cell once and
forgets. As (samples, 30, 1) it is 30 steps of one feature. With a state that comes from elsewhere (an initial
state, \`stateful=True\`) one step at a time is fine.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

X = np.zeros((16, 30))
X = X.reshape((X.shape[0], 1, X.shape[1]))
model = Sequential([Input(shape=(1, 30)), «LSTM(10)», Dense(1)])
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(30, 10, batch_first=True)
x = torch.randn(16, 30)
out, _ = lstm(«x.unsqueeze(1)»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense

X = np.zeros((16, 30))
X = X.reshape((X.shape[0], X.shape[1], 1))
model = Sequential([Input(shape=(30, 1)), LSTM(10), Dense(1)])
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(1, 10, batch_first=True)
x = torch.randn(16, 30)
out, _ = lstm(x.unsqueeze(2))
`,
      },
    ],
    links: [
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    says: ({ tensor, axis, operation, framework }, { axes }) => [
      `${operation} is given 1 step on axis ${axis}: ${shapeText(tensor.shape, framework)} is ${axes}, so that it never recurs.`,
      'If the last axis is the series, give it as the steps, with one feature each.',
    ],
  },
);

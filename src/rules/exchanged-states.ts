/** The cell state given for the hidden state, and the hidden state for the cell state. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const exchangedStates = defineMisreading(
  {
    name: 'exchanged-states',
    severity: 'warning',
    summary: 'The states (h, c) of an LSTM are given to another one in the order (c, h).',
    why: `Both states have the same shape, so that no framework notices when they stand in each other's place: the layer
begins with a cell state that is bounded as a hidden state is, and a hidden state that has no bounds. It learns to live with
that, and works worse than it could.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM

x = Input((20, 8))
_, state_h, state_c = LSTM(16, return_state=True)(x)
y = LSTM(16, return_sequences=True)(x, «initial_state=[state_c, state_h]»)
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

encoder = nn.LSTM(8, 16)
decoder = nn.LSTM(8, 16)
x = torch.randn(20, 4, 8)
_, (h, c) = encoder(x)
y, _ = decoder(x, «(c, h)»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM

x = Input((20, 8))
_, state_h, state_c = LSTM(16, return_state=True)(x)
y = LSTM(16, return_sequences=True)(x, initial_state=[state_h, state_c])
`,
      },
    ],
    links: [
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    says: ({ operation, tensor, framework }, { layer }) => [
      `${operation} takes its states in the order (h, c), but is given (c, h): first the cell state ${shapeText(tensor.shape, framework)} of ${layer}, then the hidden state.`,
      'Let the two change places.',
    ],
  },
);

/** One tensor unpacked along its batch, which happens to have as many samples as there are names. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';
import { code } from './tell/words.ts';

export const unpackedSamples = defineMisreading(
  {
    name: 'unpacked-samples',
    severity: 'warning',
    summary: 'One result is unpacked along its first axis, as if it were several.',
    why: `A tensor unpacks along its first axis. \`LSTM(10)(x)\` of Keras gives one tensor without \`return_state=True\`,
and \`out, h, c = LSTM(10)(x)\` passes with a batch of three: the names get three samples. In the same way
\`out, (h, c) = lstm_cell(x)\` takes the rows of c apart, and \`out, (h, c) = gru(x)\` the layers of h_n.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np
from keras.layers import LSTM

«out, h, c» = LSTM(10)(np.zeros((3, 5, 8)))
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

gru = nn.GRU(8, 10, num_layers=2, batch_first=True)
out, «(h, c)» = gru(torch.randn(4, 7, 8))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np
from keras.layers import LSTM

out, h, c = LSTM(10, return_state=True)(np.zeros((3, 5, 8)))
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

gru = nn.GRU(8, 10, num_layers=2, batch_first=True)
out, h_n = gru(torch.randn(4, 7, 8))
first, second = h_n
`,
      },
    ],
    links: [
      { title: 'PyTorch: GRU', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    says: ({ names, meant: [rows = 'samples'], tensor, framework }) => [
      `${code(names.join(', '))} are given the ${names.length} ${rows} along axis 0 of one tensor, ${tensor.role}, ${shapeText(tensor.shape, framework)}.`,
      'Unpack what the layer returns: one name for each result.',
    ],
  },
);

/** A result is unpacked into another number of names than it has. */
import { fixUnpacking } from './fix/results.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { unpackSentences } from './tell/unpack.ts';

export const wrongUnpacking = defineRule(
  {
    name: 'wrong-unpacking',
    severity: 'error',
    summary: 'A result is unpacked into another number of names than it has.',
    why: `How many values a recurrent layer gives depends on the layer: an LSTM of PyTorch gives two, the
second of which is the pair (h_n, c_n); a GRU gives two; an LSTM of Keras with \`return_state=True\` gives
three (output, h, c), a GRU two, a Bidirectional LSTM five. A tensor unpacks along its first axis.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10)
«out, h, c» = lstm(torch.randn(7, 4, 8))
`,
        fixed: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10)
out, (h, c) = lstm(torch.randn(7, 4, 8))
`,
      },
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

gru = nn.GRU(8, 10)
out, «(h, c)» = gru(torch.randn(7, 4, 8))
`,
        fixed: `import torch
import torch.nn as nn

gru = nn.GRU(8, 10)
out, h = gru(torch.randn(7, 4, 8))
`,
      },
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import GRU

x = Input((7, 8))
«out, h, c» = GRU(10, return_state=True)(x)
`,
        fixed: `from keras import Input
from keras.layers import GRU

x = Input((7, 8))
out, h = GRU(10, return_state=True)(x)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10)
out, (h, c) = lstm(torch.randn(7, 4, 8))
`,
      },
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import GRU

x = Input((7, 8))
out, h = GRU(10, return_state=True)(x)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: LSTM, outputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      { title: 'Keras: LSTM layer, return_state', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'unpack-count',
    fixes: fixUnpacking,
    tell: (conflict, facts, finding) => ({
      sentences: unpackSentences(conflict, facts, finding),
      related: conflict.producer ? [layerNote(conflict.producer)] : [],
    }),
  },
);

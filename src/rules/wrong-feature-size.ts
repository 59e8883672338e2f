/** An axis of a layer's input has another size than the layer was made for: recurrent layers, convolutions, normalisation, attention. */

import { fixSize } from './fix/sizes.ts';
import { defineRule } from './rule.ts';
import { meaningOf, tellSize } from './tell/size.ts';
import { isLinear } from './wrong-linear-size.ts';

export const wrongFeatureSize = defineRule(
  {
    name: 'wrong-feature-size',
    severity: 'error',
    summary: 'A layer gets another number of features than it was made for.',
    why: `The weights of a recurrent layer that multiply its input have one row or column a feature:
\`weight_ih_l0\` is (4 · hidden_size, input_size) in PyTorch, \`kernel\` is (features, 4 · units) in Keras.
An input with another number of features cannot be multiplied by them. The same holds for the channels of a
convolution and the features of a normalisation layer.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

embed = nn.Embedding(1000, 16)
lstm = nn.LSTM(32, 64, batch_first=True)
tokens = torch.randint(0, 1000, (4, 20))
out, state = lstm(«embed(tokens)»)
`,
        fixed: `import torch
import torch.nn as nn

embed = nn.Embedding(1000, 16)
lstm = nn.LSTM(16, 64, batch_first=True)
tokens = torch.randint(0, 1000, (4, 20))
out, state = lstm(embed(tokens))
`,
      },
      {
        language: 'python',
        code: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM

lstm = LSTM(10)
first = lstm(np.zeros((4, 7, 8)))
second = lstm(«np.zeros((4, 7, 5))»)
`,
        fixed: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM

lstm = LSTM(10)
first = lstm(np.zeros((4, 7, 5)))
second = lstm(np.zeros((4, 7, 5)))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

embed = nn.Embedding(1000, 32)
lstm = nn.LSTM(32, 64, batch_first=True)
tokens = torch.randint(0, 1000, (4, 20))
out, state = lstm(embed(tokens))
`,
      },
      {
        language: 'python',
        code: `import numpy as np
from keras.layers import LSTM

lstm = LSTM(10)
first = lstm(np.zeros((4, 7, 8)))
second = lstm(np.zeros((4, 9, 8)))
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: LSTM, input_size',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'feature-size',
    owns: conflict => !isLinear(conflict),
    fixes: fixSize,
    tell: (conflict, facts, finding) => tellSize(conflict, meaningOf(conflict.operation), facts, finding),
  },
);

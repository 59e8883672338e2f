/** A layer that a model makes and nothing calls. */
import { proposals } from './fix/fix.ts';
import { removingStatement } from './fix/removal.ts';
import { defineRule } from './rule.ts';
import { code, subjectWords } from './tell/words.ts';

export const unusedLayer = defineRule(
  {
    name: 'unused-layer',
    severity: 'warning',
    summary: 'A layer that nothing uses.',
    why: `A layer that is made and never called takes no part in what the model computes. In PyTorch its weights are counted, given to the optimiser
and saved, and no gradient ever reaches them; in Keras they are never made, or made and left out of the model. Mostly a second layer was
meant to be called and the first one is called twice, or its output is assigned to a name that the next line does not read.`,
    wrong: [
      {
        language: 'python',
        code: `from torch import nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(8, 16, batch_first=True)
        «self.lstm2» = nn.LSTM(16, 16, batch_first=True)
        self.head = nn.Linear(16, 5)

    def forward(self, x):
        out, _ = self.lstm1(x)
        return self.head(out)
`,
        fixed: `from torch import nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(8, 16, batch_first=True)
        self.head = nn.Linear(16, 5)

    def forward(self, x):
        out, _ = self.lstm1(x)
        return self.head(out)
`,
      },
      {
        language: 'python',
        code: `from keras import Input, Model
from keras.layers import LSTM, Dense

x = Input((20, 8))
first = LSTM(32, return_sequences=True)(x)
«second» = LSTM(16, return_sequences=True)(first)
model = Model(x, Dense(1)(first))
`,
        fixed: `from keras import Input, Model
from keras.layers import LSTM, Dense

x = Input((20, 8))
first = LSTM(32, return_sequences=True)(x)
model = Model(x, Dense(1)(first))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from torch import nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(8, 16, batch_first=True)
        self.lstm2 = nn.LSTM(16, 16, batch_first=True)
        self.head = nn.Linear(16, 5)

    def forward(self, x):
        out, _ = self.lstm1(x)
        out, _ = self.lstm2(out)
        return self.head(out)
`,
      },
      {
        language: 'python',
        code: `from torch import nn


class Features(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm1 = nn.LSTM(8, 16, batch_first=True)
        self.lstm2 = nn.LSTM(16, 16, batch_first=True)

    def forward(self, x):
        for layer in self.children():
            x, _ = layer(x)
        return x
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Module',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html',
      },
      { title: 'Keras: The functional API', url: 'https://keras.io/guides/functional_api/' },
    ],
  },
  {
    kind: 'unused-layer',
    reads: 'suspect',
    fixes: ({ at, name }, facts) => proposals(removingStatement(at, `Remove \`${name}\``, facts)),
    tell: ({ operation, what, name, hasWeights }) => ({
      sentences:
        what === 'output'
          ? [
              `Nothing reads ${code(name)}, the output of ${subjectWords(operation)}: the layer is in no model.`,
              'Go on from it where the model is built, or take it out.',
            ]
          : [
              `Nothing uses ${code(name)}.`,
              hasWeights
                ? 'Its weights are counted and saved, and never trained.'
                : 'A layer that is never called is never built, and has no weights.',
              'Call it where it is meant to work, or take it out.',
            ],
      related: [],
    }),
  },
);

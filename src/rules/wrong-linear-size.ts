/** A Linear or Dense layer follows something with another number of features than it was made for. */
import type { SizeConflict } from '../values/index.ts';
import { fixSize } from './fix/sizes.ts';
import { defineRule } from './rule.ts';
import { tellSize } from './tell/size.ts';

/** Layers that are one matrix product and nothing else. */
export function isLinear({ operation }: Pick<SizeConflict, 'operation'>): boolean {
  return /(^|\.)(Linear|LazyLinear|Bilinear|NoisyLinear|Dense|dense|linear|bilinear)$/.test(operation);
}

export const wrongLinearSize = defineRule(
  {
    name: 'wrong-linear-size',
    severity: 'error',
    summary: 'A Linear or Dense layer was made for another number of features than arrives.',
    why: `What a recurrent layer puts out has \`hidden_size\` features, twice as many when it is
bidirectional, \`proj_size\` when it projects, steps · features once it is flattened. The layer that follows
needs exactly that number.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(50, 128, batch_first=True, bidirectional=True)
        self.head = nn.Linear(128, 5)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(«out»)


scores = Tagger()(torch.randn(4, 20, 50))
`,
        fixed: `import torch
import torch.nn as nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(50, 128, batch_first=True, bidirectional=True)
        self.head = nn.Linear(256, 5)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out)


scores = Tagger()(torch.randn(4, 20, 50))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(50, 128, batch_first=True, bidirectional=True)
        self.head = nn.Linear(2 * 128, 5)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out)


scores = Tagger()(torch.randn(4, 20, 50))
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Linear',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html',
      },
      {
        title: 'PyTorch: LSTM, outputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      { title: 'Keras: Dense layer', url: 'https://keras.io/api/layers/core_layers/dense/' },
    ],
  },
  {
    kind: 'feature-size',
    owns: isLinear,
    fixes: fixSize,
    tell: (conflict, facts, finding) => tellSize(conflict, 'features', facts, finding),
  },
);

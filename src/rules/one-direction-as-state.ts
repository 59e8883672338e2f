/** One direction's state where that of the whole layer is meant. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const oneDirectionAsState = defineMisreading(
  {
    name: 'one-direction-as-state',
    severity: 'warning',
    summary: 'The state of one direction is taken for that of a bidirectional layer.',
    why: `The states of all layers and directions lie along the first axis of \`h_n\`: of the last layer,
\`h_n[-2]\` is the forward direction and \`h_n[-1]\` the backward one. A layer that is given the last one alone
never sees what the forward direction has read.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
head = nn.Linear(10, 2)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
y = head(«h_n[-1]»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
head = nn.Linear(20, 2)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
y = head(torch.cat((h_n[-2], h_n[-1]), dim=1))
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    says: ({ tensor, gives, framework }, { layer }) => [
      `The last entry along axis 0 of the states ${shapeText(tensor.shape, framework)} of ${layer} is its backward direction alone: ${shapeText(gives, framework)}.`,
      'Put both directions together: `h_n[-2]` and `h_n[-1]` along the last axis, with twice the features.',
    ],
  },
);

/** A squeeze of an axis that has more than one entry, which PyTorch lets pass. */
import { defineMisreading } from './tell/misreading.ts';

export const squeezeWithoutEffect = defineMisreading(
  {
    name: 'squeeze-without-effect',
    severity: 'warning',
    summary: 'A squeeze of the states of several layers or directions does nothing.',
    why: `PyTorch's \`squeeze(0)\` takes the axis away only where its size is 1. The states of two layers, or of
two directions, stay (2, batch, units), and a layer behind works on both of them.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
head = nn.Linear(10, 1)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
y = head(«h_n.squeeze(0)»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
head = nn.Linear(10, 1)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
y = head(h_n[-1])
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: squeeze',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.squeeze.html',
      },
    ],
  },
  {
    says: ({ axis }, { tensor, axes, gives }) => [
      `${tensor} is ${axes}: axis ${axis} is not 1, so that squeeze leaves ${gives}.`,
      'The last layer is `h_n[-1]`.',
    ],
  },
);

/** A view of stacked states as one row a sample, which it is not. */
import { profileOf } from '../profiles/index.ts';
import { defineMisreading } from './tell/misreading.ts';

export const statesMixedWithSamples = defineMisreading(
  {
    name: 'states-mixed-with-samples',
    severity: 'warning',
    summary: 'A reshape of h_n mixes the states of different samples.',
    why: `\`h_n\` is (layers * directions, batch, units). A reshape to (batch, directions * units) keeps the order
of the elements, so that a row holds the states of several samples in one direction. The first axis has to go
behind the batch first: \`h_n.permute(1, 0, 2).reshape(batch, -1)\`.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
last = «h_n.view(4, -1)»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
out, (h_n, c_n) = lstm(torch.randn(4, 7, 8))
last = h_n.permute(1, 0, 2).reshape(4, -1)
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      {
        title: 'PyTorch: Tensor.view',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html',
      },
    ],
  },
  {
    says: ({ framework }, { tensor, gives, axes }) => [
      `${tensor} is ${axes}: as ${gives} each row along axis 0 mixes the states of several samples.`,
      framework === 'torch'
        ? 'Move the batch to the front first: `.permute(1, 0, 2).reshape(batch, -1)`.'
        : `Move the batch to the front first, with ${profileOf(framework).wording.moveAxis}.`,
    ],
  },
);

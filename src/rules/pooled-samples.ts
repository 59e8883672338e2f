/** The mean over the batch where that over the steps is meant. */
import { proposals } from './fix/fix.ts';
import { reducingAlong } from './fix/reductions.ts';
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const pooledSamples = defineMisreading(
  {
    name: 'pooled-samples',
    severity: 'warning',
    summary: 'The output of a recurrent layer is pooled over the batch, not over its steps.',
    why: `With \`batch_first=True\` the output is (batch, steps, features), else (steps, batch, features). Its mean
over the batch has one row for each step, made of all samples: a layer that reads these rows as samples learns
nothing of any of them. The mean over the steps has one row for each sample.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 2)
out, _ = lstm(torch.randn(4, 7, 8))
y = head(«out.mean(0)»)
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 2)
out, _ = lstm(torch.randn(4, 7, 8))
y = head(out.mean(1))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 2)
out, _ = lstm(torch.randn(4, 7, 8))
y = head(out.mean(1))
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'PyTorch: mean', url: 'https://docs.pytorch.org/docs/stable/generated/torch.mean.html' },
    ],
  },
  {
    says: ({ axis, tensor, framework }, { layer, axes, gives }) => [
      `What ${layer} gives, ${shapeText(tensor.shape, framework)}, is ${axes}: along axis ${axis} all samples of the batch are put together, and ${gives} has a row for each step.`,
      `Pool along axis ${axis === 0 ? 1 : 0}, the steps.`,
    ],
    fixes: ({ other, axis, framework }, facts) =>
      proposals(
        other?.tensor && reducingAlong(other.tensor.source.site, axis === 0 ? 1 : 0, framework, facts),
      ),
  },
);

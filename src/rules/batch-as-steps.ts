/** Batch and steps of an input change places: the layer runs along the batch. */

import { proposals } from './fix/fix.ts';
import { exchangingBatchAndSteps } from './fix/flags.ts';
import { defineMisreading } from './tell/misreading.ts';

export const batchAsSteps = defineMisreading(
  {
    name: 'batch-as-steps',
    severity: 'warning',
    summary: 'A recurrent layer takes the batch for the steps.',
    why: `PyTorch and MindSpore read (steps, batch, features) unless \`batch_first=True\` is set, Paddle
(batch, steps, features) unless \`time_major=True\` is. Given the other order nothing complains: the state is
carried from one *sample* to the next. Told where the layer before gives the other order, where the sizes
have names that say so, and where the first size alone is one that batches have (16, 32, 64 ...). A call with an
initial state is left alone: that the state fits confirms the order.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10)
out, (h, c) = lstm(«torch.randn(32, 20, 8)»)
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, (h, c) = lstm(torch.randn(32, 20, 8))
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

first = nn.LSTM(8, 10, batch_first=True)
second = nn.LSTM(10, 12)
h, _ = first(torch.randn(4, 7, 8))
out, _ = second(«h»)
`,
        fixed: `import torch
from torch import nn

first = nn.LSTM(8, 10, batch_first=True)
second = nn.LSTM(10, 12, batch_first=True)
h, _ = first(torch.randn(4, 7, 8))
out, _ = second(h)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, (h, c) = lstm(torch.randn(32, 20, 8))
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10)
out, (h, c) = lstm(torch.randn(20, 32, 8))
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      {
        title: 'Paddle: LSTM',
        url: 'https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/LSTM_en.html',
      },
    ],
  },
  {
    says: ({ operation, axes, meant, names: [reason], other, framework }, { tensor }) => [
      `${operation} reads ${tensor} as (${axes.join(', ')}), but ${reasonWords(reason, other?.role, meant)}.`,
      wayOut(framework, axes[0] === 'batch'),
    ],
    fixes: ({ layer, axes }, facts) => {
      const fix = exchangingBatchAndSteps(layer, facts);
      return proposals(fix && { ...fix, isSafe: axes[0] !== 'batch' });
    },
  },
);

function reasonWords(
  reason: string | undefined,
  before: string | undefined,
  meant: readonly string[],
): string {
  const order = `(${meant.join(', ')})`;
  if (reason === 'layer') return `${before ?? 'the layer before'} is ${order}`;
  if (reason === 'loader') return `a DataLoader gives ${order}`;
  if (reason === 'names') return `the names of its sizes say ${order}`;
  if (reason === 'transposed') return 'batch and steps change places right before it';
  return `axis 0 looks like the batch: ${order}`;
}

function wayOut(framework: string, readsBatchFirst: boolean): string {
  if (framework === 'paddle')
    return readsBatchFirst ? 'Set `time_major=True`, or transpose the input.' : 'Leave `time_major` out.';
  return readsBatchFirst
    ? 'Give it the batch first, or leave `batch_first` out.'
    : 'Set `batch_first=True`, or transpose the input.';
}

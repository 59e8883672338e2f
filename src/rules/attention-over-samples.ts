/** Attention between the samples of a batch where that between the steps is meant. */

import { proposals } from './fix/fix.ts';
import { settingFlag } from './fix/flags.ts';
import { defineMisreading } from './tell/misreading.ts';

export const attentionOverSamples = defineMisreading(
  {
    name: 'attention-over-samples',
    severity: 'warning',
    summary: 'Attention runs over the batch, since its batch_first is not that of the layer before.',
    why: `\`nn.MultiheadAttention\` reads (steps, batch, features) unless \`batch_first=True\` is set, whatever the
recurrent layer before it does. Given (batch, steps, features) each sample attends to the other samples of the
batch at its own step: the weights are (steps, batch, batch).`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
attention = nn.MultiheadAttention(10, 2)
out, _ = lstm(torch.randn(4, 7, 8))
y, weights = attention(«out», out, out)
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
attention = nn.MultiheadAttention(10, 2, batch_first=True)
out, _ = lstm(torch.randn(4, 7, 8))
y, weights = attention(out, out, out)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
attention = nn.MultiheadAttention(10, 2, batch_first=True)
out, _ = lstm(torch.randn(4, 7, 8))
y, weights = attention(out, out, out)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: MultiheadAttention',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html',
      },
    ],
  },
  {
    says: ({ operation, axis, names: [layer = 'the layer before'], axes: [first] }, { tensor, axes }) => [
      `${tensor} of ${layer} is ${axes}: ${operation} attends along axis ${axis === 0 ? 0 : 1}, which is the batch.`,
      first === 'batch' ? 'Set `batch_first=True` in it.' : 'Leave `batch_first` out of it.',
    ],
    fixes: ({ layer, axes }, facts) =>
      layer ? proposals(settingFlag(layer, 'batch_first', axes[0] === 'batch', facts)) : [],
  },
);

/** BatchNorm1d over the steps of a sequence. */
import { defineMisreading } from './tell/misreading.ts';

export const normalisedSteps = defineMisreading(
  {
    name: 'normalised-steps',
    severity: 'warning',
    summary: 'BatchNorm1d takes the steps of a sequence for its channels.',
    why: `\`nn.BatchNorm1d\` normalises axis 1, the channels of (batch, channels, length). What a recurrent layer gives
has its features on the last axis. With as many steps as features nothing complains, and each step gets
statistics of its own. Move the features to axis 1 and back, or use \`nn.LayerNorm\`.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
norm = nn.BatchNorm1d(10)
out, _ = lstm(torch.randn(4, 10, 8))
y = norm(«out»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
norm = nn.BatchNorm1d(10)
out, _ = lstm(torch.randn(4, 7, 8))
y = norm(out.transpose(1, 2)).transpose(1, 2)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: BatchNorm1d',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm1d.html',
      },
    ],
  },
  {
    says: ({ operation, axis, axes: names }, { tensor, axes }) => [
      `${operation} normalises axis ${axis}, which are the ${names[1]} of ${tensor}, ${axes}; the features are on axis 2.`,
      'Write `.transpose(1, 2)` before and behind it, or use LayerNorm.',
    ],
  },
);

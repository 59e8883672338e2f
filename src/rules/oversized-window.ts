/** A kernel, pool or window that is larger than the axis it moves along. */
import { fixNumbers } from './fix/numbers.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const oversizedWindow = defineRule(
  {
    name: 'oversized-window',
    severity: 'error',
    summary: 'A kernel, pool or window that is larger than the axis it moves along.',
    why: `A convolution or pooling without padding shortens the time axis; when the window is longer than
what is left, there is no step at all for the recurrent layer that follows.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

conv = nn.Conv1d(8, 16, kernel_size=9)
y = conv(«torch.zeros(4, 8, 5)»)
`,
        fixed: `import torch
import torch.nn as nn

conv = nn.Conv1d(8, 16, kernel_size=5)
y = conv(torch.zeros(4, 8, 5))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

conv = nn.Conv1d(8, 16, kernel_size=3)
y = conv(torch.zeros(4, 8, 5))
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Conv1d',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Conv1d.html',
      },
      { title: 'Keras: Conv1D layer', url: 'https://keras.io/api/layers/convolution_layers/convolution1d/' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'too-small',
    fixes: fixNumbers,
    tell: tellMismatch,
  },
);

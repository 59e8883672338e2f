/** Logits whose classes are on the last axis, where the loss looks on axis 1. */

import { proposals } from './fix/fix.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';

export const stepsAsClasses = defineMisreading(
  {
    name: 'steps-as-classes',
    severity: 'warning',
    summary: 'A loss takes the steps of its logits for the classes.',
    why: `PyTorch's \`CrossEntropyLoss\` and \`NLLLoss\` look for the classes on axis 1: (batch, classes, steps). With as
many steps as classes (batch, steps, classes) passes, and the softmax runs over the steps. Transpose the
logits, or flatten batch and steps of both.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

loss = nn.CrossEntropyLoss()
logits = torch.randn(4, 5, 5)
labels = torch.randint(0, 5, (4, 5))
value = loss(«logits», labels)
`,
        fixed: `import torch
from torch import nn

loss = nn.CrossEntropyLoss()
logits = torch.randn(4, 5, 5)
labels = torch.randint(0, 5, (4, 5))
value = loss(logits.transpose(1, 2), labels)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

loss = nn.CrossEntropyLoss()
logits = torch.randn(4, 5, 5)
labels = torch.randint(0, 5, (4, 5))
value = loss(logits.transpose(1, 2), labels)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: CrossEntropyLoss',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html',
      },
    ],
  },
  {
    says: ({ operation, axis }, { tensor, other }) => [
      `${operation} takes axis ${axis} of ${tensor} for the classes; beside the targets ${other} that is the axis of the steps, of the same size.`,
      'Transpose axes 1 and 2, or flatten batch and steps of both.',
    ],
    fixes: ({ at }, facts) =>
      proposals(rewriting({ at }, facts, 'Move the classes to axis 1', code => `${code}.transpose(1, 2)`)),
  },
);

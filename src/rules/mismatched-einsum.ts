/** An einsum whose subscripts do not fit its operands. */
import { fixSides } from './fix/joins.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const mismatchedEinsum = defineRule(
  {
    name: 'mismatched-einsum',
    severity: 'error',
    summary: 'An einsum whose subscripts do not fit its operands.',
    why: `One letter of an einsum stands for one size wherever it occurs, and each operand has as many
letters as it has axes.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

scores = torch.zeros(4, 7, 10)
weights = torch.zeros(8, 3)
out = «torch.einsum('bti,io->bto', scores, weights)»
`,
        fixed: `import torch

scores = torch.zeros(4, 7, 8)
weights = torch.zeros(8, 3)
out = torch.einsum('bti,io->bto', scores, weights)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

scores = torch.zeros(4, 7, 10)
weights = torch.zeros(10, 3)
out = torch.einsum('bti,io->bto', scores, weights)
`,
      },
    ],
    links: [
      { title: 'PyTorch: einsum', url: 'https://docs.pytorch.org/docs/stable/generated/torch.einsum.html' },
      { title: 'NumPy: einsum', url: 'https://numpy.org/doc/stable/reference/generated/numpy.einsum.html' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'einsum',
    fixes: fixSides,
    tell: tellMismatch,
  },
);

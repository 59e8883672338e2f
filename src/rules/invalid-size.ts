/** A tensor function gets a size that no tensor can have. */
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const invalidSize = defineRule(
  {
    name: 'invalid-size',
    severity: 'error',
    summary: 'A tensor function gets a size that no tensor can have.',
    why: `Sizes are not negative; one of a reshape may be -1 and then follows from the others, a second one
cannot.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

out = torch.zeros(4, 7, 10)
flat = «out.view(-1, -1)»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

out = torch.zeros(4, 7, 10)
flat = out.view(4, -1)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Tensor.view',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html',
      },
      { title: 'NumPy: reshape', url: 'https://numpy.org/doc/stable/reference/generated/numpy.reshape.html' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'argument',
    tell: tellMismatch,
  },
);

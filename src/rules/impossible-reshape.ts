/** A reshape into a shape with another number of elements. */
import { fixNumbers } from './fix/numbers.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const impossibleReshape = defineRule(
  {
    name: 'impossible-reshape',
    severity: 'error',
    summary: 'A reshape into a shape with another number of elements.',
    why: `A reshape keeps the elements and only counts them off anew: the product of the sizes must stay the
same, and where one size is -1, the product of the others must divide it. It never transposes.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

out = torch.zeros(4, 7, 10)
flat = «out.view(4, 60)»
`,
        fixed: `import torch

out = torch.zeros(4, 7, 10)
flat = out.view(4, 70)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

out = torch.zeros(4, 7, 10)
flat = out.view(4, 70)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Tensor.view',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html',
      },
      { title: 'NumPy: reshape', url: 'https://numpy.org/doc/stable/reference/generated/numpy.reshape.html' },
      { title: 'Keras: Reshape layer', url: 'https://keras.io/api/layers/reshaping_layers/reshape/' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'count',
    fixes: fixNumbers,
    tell: tellMismatch,
  },
);

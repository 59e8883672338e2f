/** An index beyond the size of its axis. */
import { fixNumbers } from './fix/numbers.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const indexOutOfBounds = defineRule(
  {
    name: 'index-out-of-bounds',
    severity: 'error',
    summary: 'An index beyond the size of its axis.',
    why: `Positions run from 0 to size - 1, or backwards from -1 to -size. With a time-first layout axis 0
is time, with a batch-first one it is the batch: the same index may fit the one and not the other.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

h_n = torch.zeros(2, 4, 10)
backward = «h_n[2]»
`,
        fixed: `import torch

h_n = torch.zeros(2, 4, 10)
backward = h_n[-1]
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

h_n = torch.zeros(2, 4, 10)
backward = h_n[1]
`,
      },
    ],
    links: [
      { title: 'NumPy: Indexing', url: 'https://numpy.org/doc/stable/user/basics.indexing.html' },
      {
        title: 'PyTorch: Tensor views and indexing',
        url: 'https://docs.pytorch.org/docs/stable/tensors.html',
      },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'bounds',
    fixes: fixNumbers,
    tell: tellMismatch,
  },
);

/** A tensor function gets an operand with a number of dimensions that it does not take. */
import { fixRankedProduct } from './fix/products.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';
import { isJoin } from './tell/operations.ts';

export const wrongOperandRank = defineRule(
  {
    name: 'wrong-operand-rank',
    severity: 'error',
    summary: 'A tensor function gets an operand with a number of dimensions that it does not take.',
    why: `Some functions take one number of axes only: \`bmm\` multiplies batches of matrices (3 axes),
\`mm\` two matrices (2 axes). \`matmul\` and \`@\` take any.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

x = torch.zeros(4, 7, 8)
w = torch.zeros(8, 10)
y = torch.bmm(x, «w»)
`,
        fixed: `import torch

x = torch.zeros(4, 7, 8)
w = torch.zeros(8, 10)
y = torch.matmul(x, w)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

x = torch.zeros(4, 7, 8)
w = torch.zeros(8, 10)
y = torch.matmul(x, w)
`,
      },
    ],
    links: [
      { title: 'PyTorch: bmm', url: 'https://docs.pytorch.org/docs/stable/generated/torch.bmm.html' },
      { title: 'PyTorch: matmul', url: 'https://docs.pytorch.org/docs/stable/generated/torch.matmul.html' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'rank' && !isJoin(conflict),
    fixes: fixRankedProduct,
    tell: tellMismatch,
  },
);

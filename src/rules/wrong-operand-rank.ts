/** A tensor function gets an operand with a number of dimensions that it does not take. */
import { sameDim, size } from '../shapes/index.ts';
import type { OperandConflict } from '../values/index.ts';
import { fixRankedProduct } from './fix/products.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';
import { shapeText } from './tell/operands.ts';
import { isJoin } from './tell/operations.ts';
import { code } from './tell/words.ts';

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
    tell: (conflict, facts) => {
      const told = tellMismatch(conflict, facts);
      return { ...told, sentences: [...told.sentences, ...matrixAdvice(conflict), ...indexAdvice(conflict)] };
    },
  },
);

/** A batch of vectors in a product of batches of matrices: a row before it, a column behind it. */
function matrixAdvice({ operation, operands, framework }: OperandConflict): readonly string[] {
  const [a, b] = operands.map(({ shape }) => shape);
  if (!/bmm$/.test(operation) || !a || !b || framework === 'tfjs') return [];
  const isRow = a.length === 2 && b.length === 3 && sameDim(a[0], b[0]) && sameDim(a[1], b[1]);
  const isColumn = b.length === 2 && a.length === 3 && sameDim(a[0], b[0]) && sameDim(a[2], b[1]);
  const [first, second] = isRow ? a : b;
  if ((!isRow && !isColumn) || !first || !second) return [];
  const shape = isRow ? [first, size(1), second] : [first, second, size(1)];
  return [
    `As ${isRow ? 'rows' : 'columns'} of matrices, ${code(`.unsqueeze(${isRow ? 1 : 2})`)}, they fit: ${shapeText(shape, framework)}.`,
  ];
}

/** One position for each row of the last axis, without an axis of its own for it. */
function indexAdvice({ operation, operands, framework }: OperandConflict): readonly string[] {
  const [input, index] = operands.map(({ shape }) => shape);
  if (!/gather$/.test(operation) || framework !== 'torch' || !input || !index) return [];
  const fits = index.length === input.length - 1 && index.every((dim, axis) => sameDim(dim, input[axis]));
  if (!fits) return [];
  const made = shapeText([...index, size(1)], framework);
  return [`One position for each: ${code('.unsqueeze(-1)')} of it gives ${made}.`];
}

/** A matrix product whose inner sizes differ. */
import { profileOf } from '../profiles/index.ts';
import { printDim, sameDim } from '../shapes/index.ts';
import type { Operand, OperandConflict } from '../values/index.ts';
import { fixProduct } from './fix/products.ts';
import { defineRule } from './rule.ts';
import type { Facts } from './tell/facts.ts';
import { type MismatchOf, mismatchNotes } from './tell/mismatch.ts';
import { nameOperand, operandCode } from './tell/operands.ts';
import { isProduct } from './tell/operations.ts';
import { dotAdvice } from './tell/ways-out.ts';
import { code, operationWords } from './tell/words.ts';

export const mismatchedMatmul = defineRule(
  {
    name: 'mismatched-matmul',
    severity: 'error',
    summary: 'A matrix product whose inner sizes differ.',
    why: `A product of an (n, k) and a (k, m) matrix needs the same k on both sides. In a hand-written cell
the usual reasons are: the whole sequence X where the equation means one step x_t, W where Wᵀ is meant, row
vectors in an equation for column vectors, or a fused kernel (features, 4 · units) where one gate's part is
meant.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

W_f = np.zeros((10, 8))
U_f = np.zeros((10, 10))
X = np.zeros((6, 8))
h = np.zeros((10, 1))
f = «W_f @ X» + U_f @ h
`,
        fixed: `import numpy as np

W_f = np.zeros((10, 8))
U_f = np.zeros((10, 10))
X = np.zeros((6, 8))
h = np.zeros((10, 1))
f = W_f @ X[0][:, None] + U_f @ h
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

W_f = np.zeros((10, 8))
U_f = np.zeros((10, 10))
X = np.zeros((6, 8))
h = np.zeros((10, 1))
for x_t in X:
    f = W_f @ x_t[:, None] + U_f @ h
`,
      },
    ],
    links: [
      { title: 'NumPy: matmul', url: 'https://numpy.org/doc/stable/reference/generated/numpy.matmul.html' },
      { title: 'PyTorch: matmul', url: 'https://docs.pytorch.org/docs/stable/generated/torch.matmul.html' },
      { title: 'TensorFlow.js: tf.matMul', url: 'https://js.tensorflow.org/api/latest/#matMul' },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'dims' && isProduct(conflict),
    fixes: fixProduct,
    tell: (conflict, facts) => ({
      sentences: conflict.mismatch.kind === 'dims' ? sentencesFor(conflict, conflict.mismatch, facts) : [],
      related: mismatchNotes(conflict),
    }),
  },
);

function sentencesFor(
  conflict: OperandConflict,
  mismatch: MismatchOf<'dims'>,
  facts: Facts,
): readonly string[] {
  const { left, right } = mismatch;
  const [a, b] = [nameOperand(conflict, left.operand, facts), nameOperand(conflict, right.operand, facts)];
  const sizes = `axis ${left.axis} of the first is ${printDim(left.dim)}, axis ${right.axis} of the second is ${printDim(right.dim)}`;
  return [
    `${operationWords(conflict.operation)} cannot multiply ${a} by ${b}: ${sizes}.`,
    ...advice(conflict, mismatch, facts),
    ...dotAdvice(conflict, mismatch),
  ];
}

function advice(
  conflict: OperandConflict,
  { left, right }: MismatchOf<'dims'>,
  facts: Facts,
): readonly string[] {
  const [first, second] = [conflict.operands[left.operand], conflict.operands[right.operand]];
  const [a, b] = [first?.shape, second?.shape];
  if (!first || !second || !a || !b || a.length !== 2 || b.length > 2) return [];
  const codeOf = (operand: Operand) => operandCode(operand, conflict, facts);
  const [nameA, nameB] = [codeOf(first) ?? 'the first', codeOf(second) ?? 'the second'];
  const { algebra } = profileOf(conflict.framework).wording;
  const isMatrix = b.length === 2;
  if (isMatrix && sameDim(a[0], b[0]) && sameDim(a[1], b[1])) {
    return [`The shapes are equal: the element-wise product is ${code(algebra.elementwise(nameA, nameB))}.`];
  }
  if (isMatrix && sameDim(a[1], b[1]))
    return [`${code(algebra.transposed(nameB))} would fit; ${oneStep(nameB, algebra.row(nameB, 't'))}`];
  if (sameDim(a[0], b[0])) return [`${code(algebra.transposed(nameA))} would fit.`];
  if (isMatrix && sameDim(b[1], a[0]))
    return [`The other way round would fit: ${code(algebra.product(nameB, nameA))}.`];
  return [];
}

/** The whole sequence where one step is meant: the mistake that hand-written cells begin with. */
function oneStep(name: string, row: string): string {
  return `if the rows of ${code(name)} are time steps, the equation of one step takes one of them: ${code(row)}.`;
}

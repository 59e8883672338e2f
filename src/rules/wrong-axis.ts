/** An operation names an axis that the tensor does not have, or not exactly once. */
import type { OperandConflict } from '../values/index.ts';
import { fixNumbers } from './fix/numbers.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';
import { code } from './tell/words.ts';

export const wrongAxis = defineRule(
  {
    name: 'wrong-axis',
    severity: 'error',
    summary: 'An operation names an axis that the tensor does not have, or not exactly once.',
    why: `Axes are counted from 0, or from -1 backwards. A permutation names each axis exactly once, and
only an axis of size 1 can be squeezed away.`,
    wrong: [
      {
        language: 'python',
        code: `import torch

out = torch.zeros(4, 7, 10)
turned = «out.permute(1, 0)»
`,
        fixed: `import torch

out = torch.zeros(4, 7, 10)
turned = out.permute(1, 0, 2)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch

out = torch.zeros(4, 7, 10)
turned = out.permute(1, 0, 2)
`,
      },
    ],
    links: [
      { title: 'PyTorch: permute', url: 'https://docs.pytorch.org/docs/stable/generated/torch.permute.html' },
      {
        title: 'NumPy: transpose',
        url: 'https://numpy.org/doc/stable/reference/generated/numpy.transpose.html',
      },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => ['axis', 'entries', 'not-one'].includes(conflict.mismatch.kind),
    fixes: fixNumbers,
    tell: (conflict, facts) => {
      const told = tellMismatch(conflict, facts);
      return { ...told, sentences: [...told.sentences, ...stackAdvice(conflict)] };
    },
  },
);

/** One axis further than there are is a new one. */
function stackAdvice({ operation, mismatch, framework }: OperandConflict): readonly string[] {
  const isNext = mismatch.kind === 'axis' && mismatch.axis === mismatch.rank && mismatch.rank > 0;
  const isJoin = framework === 'torch' && /(^|\.)(cat|concat|concatenate)$/.test(operation);
  return isNext && isJoin ? [`Along a new axis joins ${code('torch.stack')}.`] : [];
}

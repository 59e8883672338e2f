/** `f @ c` where `f * c` is meant. */

import { proposals } from './fix/fix.ts';
import { textAt } from './fix/source.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';

export const productAsElementwise = defineMisreading(
  {
    name: 'product-as-elementwise',
    severity: 'warning',
    summary: 'A gate is multiplied with a state as vectors, which gives one number.',
    why: `A gate scales each unit of the state by itself: \`f * c\`, the ⊙ of the equations. \`f @ c\` of two vectors is
their dot product, one number, which broadcasts into whatever comes next.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

f = np.random.rand(10)
c = np.random.randn(10)
c = «f @ c»
`,
        fixed: `import numpy as np

f = np.random.rand(10)
c = np.random.randn(10)
c = f * c
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

f = np.random.rand(10)
c = np.random.randn(10)
c = f * c
`,
      },
    ],
    links: [
      { title: 'NumPy: matmul', url: 'https://numpy.org/doc/stable/reference/generated/numpy.matmul.html' },
    ],
  },
  {
    says: (_conflict, { tensor, other }) => [
      `The product of ${tensor} and ${other} sums over axis 0 and is one number; a gate works element by element.`,
      'Write `*`.',
    ],
    fixes: ({ at, tensor, other, operation }, facts) =>
      other && operation === '@'
        ? proposals(
            rewriting(
              { at },
              facts,
              'Multiply element by element',
              () => `${textAt(facts, tensor.at)} * ${textAt(facts, other.at)}`,
            ),
          )
        : [],
  },
);

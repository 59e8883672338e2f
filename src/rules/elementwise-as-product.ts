/** `U * h` where `U @ h` is meant. */

import { proposals } from './fix/fix.ts';
import { textAt } from './fix/source.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';

export const elementwiseAsProduct = defineMisreading(
  {
    name: 'elementwise-as-product',
    severity: 'warning',
    summary: 'A weight matrix is multiplied with a vector element by element.',
    why: `\`U * h\` lays the vector along the rows of the matrix and stays a matrix. The product of a cell's
equations, written side by side in mathematics, is \`U @ h\`.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

U = np.random.randn(10, 10)
h = np.zeros(10)
z = «U * h»
`,
        fixed: `import numpy as np

U = np.random.randn(10, 10)
h = np.zeros(10)
z = U @ h
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

U = np.random.randn(10, 10)
h = np.zeros(10)
z = U @ h
`,
      },
    ],
    links: [
      { title: 'NumPy: matmul', url: 'https://numpy.org/doc/stable/reference/generated/numpy.matmul.html' },
    ],
  },
  {
    says: (_conflict, { tensor, other, gives }) => [
      `${tensor} times ${other} element by element is ${gives}, a matrix: the vector is laid along its axes.`,
      'The matrix product is `@`.',
    ],
    fixes: ({ at, tensor, other }, facts) =>
      other
        ? proposals(
            rewriting(
              { at },
              facts,
              'Take the matrix product',
              () => `${textAt(facts, tensor.at)} @ ${textAt(facts, other.at)}`,
            ),
          )
        : [],
  },
);

/** A statistic of each row, laid along the columns. */
import { proposals } from './fix/fix.ts';
import { keepingAxis } from './fix/reductions.ts';
import { defineMisreading } from './tell/misreading.ts';

export const missingKeepdims = defineMisreading(
  {
    name: 'missing-keepdims',
    severity: 'warning',
    summary: 'The sum of each row meets the columns, since its axis was not kept.',
    why: `A sum along axis 1 without \`keepdims=True\` is a vector, and broadcasting lays a vector along the *last*
axis: each value is divided by the sum of another row. Only a square array lets that pass.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

z = np.random.randn(10, 10)
p = «np.exp(z) / np.sum(np.exp(z), axis=1)»
`,
        fixed: `import numpy as np

z = np.random.randn(10, 10)
p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

z = np.random.randn(10, 10)
p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
q = z / z.sum(axis=0)
`,
      },
    ],
    links: [
      { title: 'NumPy: Broadcasting', url: 'https://numpy.org/doc/stable/user/basics.broadcasting.html' },
    ],
  },
  {
    says: ({ axis }, { tensor, other }) => [
      `${other} has one value for each row of ${tensor}, and broadcasting lays it along axis ${axis}, the columns.`,
      'Keep the axis: `keepdims=True` (`keepdim=True` in PyTorch).',
    ],
    fixes: ({ other, framework }, facts) => proposals(keepingAxis(other, framework, facts)),
  },
);

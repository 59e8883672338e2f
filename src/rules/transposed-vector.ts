/** `.T` of a vector, which is the vector. */
import { defineMisreading } from './tell/misreading.ts';

export const transposedVector = defineMisreading(
  {
    name: 'transposed-vector',
    severity: 'information',
    summary: 'The transpose of a vector of one axis is the vector itself.',
    why: `\`.T\` reverses the axes, and an array with one axis has no other order: (10,) stays (10,). It is neither a
row nor a column, and \`@\` takes it for whichever fits: \`v.T @ M\` is \`v @ M\`, which may well be meant, while \`v @ v.T\` is a number and no matrix. A column is \`h[:, None]\`, a row \`h[None]\`.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

h = np.zeros(10)
W = np.random.randn(3, 10)
y = «h.T» @ W.T
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

h = np.zeros((10, 1))
W = np.random.randn(3, 10)
y = h.T @ W.T
`,
      },
    ],
    links: [
      {
        title: 'NumPy: ndarray.T',
        url: 'https://numpy.org/doc/stable/reference/generated/numpy.ndarray.T.html',
      },
    ],
  },
  {
    says: (_conflict, { tensor }) => [
      `${tensor} has one axis, so that its transpose is the same (axis 0 alone).`,
      'Leave it out, or make a column with `[:, None]` or a row with `[None]`.',
    ],
  },
);

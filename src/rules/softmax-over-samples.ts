/** A softmax whose sum runs over the whole batch. */
import { proposals } from './fix/fix.ts';
import { summingRows } from './fix/reductions.ts';
import { defineMisreading } from './tell/misreading.ts';

export const softmaxOverSamples = defineMisreading(
  {
    name: 'softmax-over-samples',
    severity: 'warning',
    summary: 'A softmax divides by the sum over all samples.',
    why: `\`np.sum(np.exp(z))\` without an axis is one number for the whole array. Of a batch the rows then sum to
less than 1, and each depends on all the others. The sum runs along the classes:
\`np.sum(np.exp(z), axis=-1, keepdims=True)\`.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

z = np.random.randn(4, 10)
p = «np.exp(z) / np.sum(np.exp(z))»
`,
        fixed: `import numpy as np

z = np.random.randn(4, 10)
p = np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

z = np.random.randn(4, 10)
p = np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)
`,
      },
    ],
    links: [{ title: 'NumPy: sum', url: 'https://numpy.org/doc/stable/reference/generated/numpy.sum.html' }],
  },
  {
    says: ({ axis }, { tensor }) => [
      `The sum runs over all of ${tensor}, so that the rows along axis ${axis} do not sum to 1.`,
      'Write `axis=-1, keepdims=True` in it.',
    ],
    fixes: ({ other, framework }, facts) => proposals(summingRows(other, framework, facts)),
  },
);

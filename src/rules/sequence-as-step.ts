/** The whole sequence where one step is meant, in a cell that is written down by hand. */
import { type Dim, printDim } from '../shapes/index.ts';
import { proposals } from './fix/fix.ts';
import { takingLine } from './fix/steps.ts';
import { defineMisreading } from './tell/misreading.ts';

export const sequenceAsStep = defineMisreading(
  {
    name: 'sequence-as-step',
    severity: 'warning',
    summary: 'A gate is given the whole sequence X where one step x_t is meant.',
    why: `The equations of a cell are of *one* step: \`W_f @ x_t + U_f @ h + b_f\` adds three columns. With all of X
in the place of x_t, \`W_f @ X\` has a column for each step, and NumPy adds the one column of \`U_f @ h\` to all of
them without a word: every step gets the same h. A loop over the steps gives each step its own.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

X = np.random.randn(8, 20)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros((10, 1))
h = np.zeros((10, 1))
f = 1 / (1 + np.exp(-(«W_f @ X + U_f @ h» + b_f)))
`,
        fixed: `import numpy as np

X = np.random.randn(8, 20)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros((10, 1))
h = np.zeros((10, 1))
f = 1 / (1 + np.exp(-(W_f @ X[:, 0:1] + U_f @ h + b_f)))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

X = np.random.randn(8, 20)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros((10, 1))
h = np.zeros((10, 1))
for t in range(20):
    x_t = X[:, t : t + 1]
    f = 1 / (1 + np.exp(-(W_f @ x_t + U_f @ h + b_f)))
`,
      },
    ],
    links: [
      { title: 'NumPy: Broadcasting', url: 'https://numpy.org/doc/stable/user/basics.broadcasting.html' },
    ],
  },
  {
    says: ({ tensor, axis = 1 }, words) => {
      const lines = axis === 0 ? 'row' : 'column';
      return [
        `${words.tensor} has ${many(tensor.shape?.[axis], lines)} along axis ${axis}, ${words.other} has one: it is broadcast to all of them, ${words.gives}.`,
        `If the ${lines}s are the steps of a sequence, run them one by one: x_t for X.`,
      ];
    },
    fixes: (conflict, facts) => proposals(...takingLine(conflict, facts)),
  },
);

const many = (dim: Dim | undefined, line: string): string =>
  dim ? `${printDim(dim)} ${line}s` : `many ${line}s`;

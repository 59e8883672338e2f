/** A reshape to the same sizes in another order. */
import { defineMisreading } from './tell/misreading.ts';

export const reshapeAsTranspose = defineMisreading(
  {
    name: 'reshape-as-transpose',
    severity: 'warning',
    summary: 'A reshape stands where axes are to change places.',
    why: `A reshape keeps the order of the elements and cuts it anew: (100, 8, 3) as (100, 3, 8) puts values of
different steps and features side by side. Axes change places by \`transpose\`, \`permute\` or \`swapaxes\`.`,
    wrong: [
      {
        language: 'python',
        code: `import numpy as np

X = np.random.randn(100, 8, 3)
X = «X.reshape(100, 3, 8)»
`,
      },
      {
        language: 'python',
        code: `import torch

x = torch.randn(32, 20, 8)
x = «x.view(20, 32, 8)»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np

X = np.random.randn(100, 8, 3)
X = X.transpose(0, 2, 1)
`,
      },
      {
        language: 'python',
        code: `import numpy as np

X = np.random.randn(100, 24)
X = X.reshape(100, 8, 3)
`,
      },
    ],
    links: [
      {
        title: 'NumPy: transpose',
        url: 'https://numpy.org/doc/stable/reference/generated/numpy.transpose.html',
      },
      {
        title: 'PyTorch: permute',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.permute.html',
      },
    ],
  },
  {
    says: (_conflict, { tensor, gives }) => [
      `A reshape of ${tensor} to ${gives} does not make axes change places: it mixes their values.`,
      'Transpose or permute the axes instead.',
    ],
  },
);

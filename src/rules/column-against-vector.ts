/** A column of outputs and a vector of targets, each set against every other. */
import { proposals } from './fix/fix.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';

export const columnAgainstVector = defineMisreading(
  {
    name: 'column-against-vector',
    severity: 'warning',
    summary: 'A column (n, 1) and a vector (n,) are added, subtracted or compared, which gives (n, n).',
    why: `A layer with one output gives a column, (n, 1). Broadcasting lays a vector (n,) along the *columns*, so that
each output meets every target: the result is (n, n), its mean is a number as any other, and what is trained with it learns
the mean of all targets. A gate written by hand has the same trap: \`W @ x_t\` of a column x_t is (units, 1), and a bias (units,) beside it gives
(units, units).`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 1)
x, y = torch.randn(32, 7, 8), torch.randn(32)
out, _ = lstm(x)
loss = ((«head(out[:, -1]) - y») ** 2).mean()
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 1)
x, y = torch.randn(32, 7, 8), torch.randn(32)
out, _ = lstm(x)
loss = ((head(out[:, -1]) - y[:, None]) ** 2).mean()
`,
      },
      {
        language: 'python',
        code: `import numpy as np

W, U, b = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros(10)
x_t, h = np.random.randn(8, 1), np.zeros((10, 1))
f_t = 1 / (1 + np.exp(-(«W @ x_t + U @ h + b»)))
`,
        fixed: `import numpy as np

W, U, b = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros(10)
x_t, h = np.random.randn(8, 1), np.zeros((10, 1))
f_t = 1 / (1 + np.exp(-(W @ x_t + U @ h + b[:, None])))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 1)
x, y = torch.randn(32, 7, 8), torch.randn(32)
out, _ = lstm(x)
loss = ((head(out[:, -1]).squeeze(-1) - y) ** 2).mean()
`,
      },
    ],
    links: [
      { title: 'NumPy: Broadcasting', url: 'https://numpy.org/doc/stable/user/basics.broadcasting.html' },
    ],
  },
  {
    says: ({ axis }, { tensor, other, gives }) => [
      `${tensor} is a column and ${other} a vector: broadcasting sets each against every other, which gives ${gives} (axis ${axis} is spread out).`,
      'Take the axis of 1 off the column, or give the vector one.',
    ],
    fixes: ({ other }, facts) =>
      proposals(
        other &&
          rewriting(other, facts, 'Make the vector a column: `x[:, None]`', code => `${code}[:, None]`),
      ),
  },
);

/** The last of the pair (h_n, c_n) where the last layer of h_n is meant. */
import { proposals } from './fix/fix.ts';
import { textAt } from './fix/source.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';

export const cellStateAsHiddenState = defineMisreading(
  {
    name: 'cell-state-as-hidden-state',
    severity: 'warning',
    summary: 'The last of the pair (h_n, c_n), the cell state, is taken for the last layer of h_n.',
    why: `An LSTM returns its states as the pair (h_n, c_n). With \`out, h = lstm(x)\` the name \`h\` stands for
the pair, so that \`h[-1]\` is all of c_n; of a GRU the same code gives the last layer of h_n.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, h = lstm(torch.randn(4, 7, 8))
last = «h[-1]»
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, h = lstm(torch.randn(4, 7, 8))
last = h[0][-1]
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, (h, c) = lstm(torch.randn(4, 7, 8))
last = h[-1]
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    says: (_conflict, { name, gives, layer }) => [
      `${name} is the pair (h_n, c_n) of ${layer}, so that \`[-1]\` is all of c_n, ${gives}, and not the last layer of h_n.`,
      'Write `[0][-1]`.',
    ],
    fixes: ({ at, tensor }, facts) =>
      proposals(
        rewriting({ at }, facts, 'Take the last layer of h_n', () => `${textAt(facts, tensor.at)}[0][-1]`),
      ),
  },
);

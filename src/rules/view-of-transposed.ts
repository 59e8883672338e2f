/** A view that would join axes which were exchanged. */
import { fixView } from './fix/views.ts';
import { defineRule } from './rule.ts';
import { tellMismatch } from './tell/mismatch.ts';

export const viewOfTransposed = defineRule(
  {
    name: 'view-of-transposed',
    severity: 'error',
    summary: 'A view that joins axes which were exchanged.',
    why: `\`view\` only counts the elements off anew where they lie, and \`transpose\` and \`permute\` move none:
axes that were exchanged do not lie one behind the other, and cannot become one. \`reshape\` copies where it must, as
\`contiguous()\` before \`view\` does.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
out, (h_n, c_n) = lstm(torch.zeros(4, 7, 8))
last = «h_n.transpose(0, 1).view(4, 20)»
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
out, (h_n, c_n) = lstm(torch.zeros(4, 7, 8))
last = h_n.transpose(0, 1).reshape(4, 20)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
out, (h_n, c_n) = lstm(torch.zeros(4, 7, 8))
last = h_n.transpose(0, 1).contiguous().view(4, 20)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Tensor.view',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.view.html',
      },
      {
        title: 'PyTorch: tensor views',
        url: 'https://docs.pytorch.org/docs/stable/tensor_view.html',
      },
    ],
  },
  {
    kind: 'operands',
    owns: conflict => conflict.mismatch.kind === 'apart',
    fixes: fixView,
    tell: (conflict, facts) => {
      const told = tellMismatch(conflict, facts);
      return { ...told, sentences: [...told.sentences, '`reshape` copies where it must.'] };
    },
  },
);

/** The last sample of a batch where the last step of each sample is meant. */

import { onlyProposed, proposals } from './fix/fix.ts';
import { exchangingBatchAndSteps } from './fix/flags.ts';
import { textAt } from './fix/source.ts';
import { rewriting } from './fix/wrap.ts';
import { defineMisreading } from './tell/misreading.ts';

export const sampleAsLastStep = defineMisreading(
  {
    name: 'sample-as-last-step',
    severity: 'warning',
    summary: 'The last sample of the batch is taken for the last step.',
    why: `PyTorch's recurrent layers give (steps, batch, features), and with \`batch_first=True\`
(batch, steps, features). \`out[:, -1]\` is the last step only of the second, \`out[-1]\` only of the first. The
other one is one sample at all of its steps, and nothing complains: the shapes are those of a batch.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10)
out, _ = lstm(torch.randn(20, 32, 8))
last = «out[:, -1]»
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10)
out, _ = lstm(torch.randn(20, 32, 8))
last = out[-1]
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, _ = lstm(torch.randn(32, 20, 8))
last = «out[-1]»
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, _ = lstm(torch.randn(32, 20, 8))
last = out[:, -1]
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, batch_first=True)
out, _ = lstm(torch.randn(32, 20, 8))
last = out[:, -1]
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    says: ({ axis }, { tensor, axes, gives, layer }) => [
      `${tensor} of ${layer} is ${axes}: on axis ${axis} this takes the last sample of the batch, ${gives}, not the last step.`,
      `The last step is ${axis === 1 ? '`[-1]`' : '`[:, -1]`'}.`,
    ],
    fixes: onlyProposed(({ at, axis, tensor, layer }, facts) => {
      const index = axis === 1 ? '[-1]' : '[:, -1]';
      const base = textAt(facts, tensor.at);
      return proposals(
        rewriting({ at }, facts, `Take the last step, \`${index}\``, () => `${base}${index}`),
        exchangingBatchAndSteps(layer, facts),
      );
    }),
  },
);

/** The last step of a bidirectional layer's outputs, whose backward half has read one input. */
import { takingBothStates } from './fix/both-directions.ts';
import { defineMisreading } from './tell/misreading.ts';

export const lastStepOfBackwardHalf = defineMisreading(
  {
    name: 'last-step-of-backward-half',
    severity: 'warning',
    summary: 'The last step of a bidirectional output is taken for its final state.',
    why: `The backward direction reads from the end, so that at the last step it has read one input, and at the
first step all of them. What has read the whole sequence is the forward half at the last step and the backward
half at the first: in PyTorch \`torch.cat((h_n[-2], h_n[-1]), dim=1)\`, in Keras the output with
\`return_sequences=False\`. To take one half only, \`out[:, -1, :hidden_size]\`, is fine.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
out, _ = lstm(torch.randn(4, 7, 8))
last = «out[:, -1]»
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
out, (h_n, _) = lstm(torch.randn(4, 7, 8))
last = torch.cat((h_n[-2], h_n[-1]), dim=-1)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, bidirectional=True, batch_first=True)
out, (h_n, _) = lstm(torch.randn(4, 7, 8))
last = torch.cat((h_n[-2], h_n[-1]), dim=1)
forward = out[:, -1, :10]
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      {
        title: 'Keras: Bidirectional layer',
        url: 'https://keras.io/api/layers/recurrent_layers/bidirectional/',
      },
    ],
  },
  {
    says: ({ axis, framework }, { tensor, layer, gives }) => [
      `At the last step (axis ${axis} of ${tensor}) the backward half of ${layer} has read one input only; the result is ${gives}.`,
      framework === 'torch'
        ? 'What has read the whole sequence is `torch.cat((h_n[-2], h_n[-1]), dim=-1)`.'
        : 'Take the final states of both directions, or the backward half at step 0.',
    ],
    fixes: takingBothStates,
  },
);

/** An initial state that does not fit the recurrent layer that gets it. */
import type { StateConflict } from '../values/index.ts';
import { fixState } from './fix/states.ts';
import { defineRule } from './rule.ts';
import { layerNote, operandNotes, sizeNotes } from './tell/related.ts';
import { stateSentences } from './tell/state.ts';

export const wrongInitialState = defineRule(
  {
    name: 'wrong-initial-state',
    severity: 'error',
    summary: 'An initial state has another shape, number or structure than the recurrent layer takes.',
    why: `An LSTM starts from two states, h (hidden) and c (cell), in this order; a GRU and a simple RNN
from one. In PyTorch each is (num_layers · num_directions, batch, hidden_size), also with
\`batch_first=True\`, and an LSTM takes them as a tuple. In Keras each is (batch, units), and a
Bidirectional layer takes the states of both directions.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
x = torch.randn(32, 20, 8)
h0 = torch.zeros(1, 32, 10)
c0 = torch.zeros(1, 32, 10)
out, state = lstm(x, «(h0, c0)»)
`,
        fixed: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
x = torch.randn(32, 20, 8)
h0 = torch.zeros(2, 32, 10)
c0 = torch.zeros(2, 32, 10)
out, state = lstm(x, (h0, c0))
`,
      },
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10)
x = torch.randn(32, 20, 8)
h0 = torch.zeros(1, 32, 10)
c0 = torch.zeros(1, 32, 10)
out, state = lstm(x, «(h0, c0)»)
`,
        fixed: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
x = torch.randn(32, 20, 8)
h0 = torch.zeros(1, 32, 10)
c0 = torch.zeros(1, 32, 10)
out, state = lstm(x, (h0, c0))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
x = torch.randn(32, 20, 8)
h0 = torch.zeros(2, 32, 10)
c0 = torch.zeros(2, 32, 10)
out, state = lstm(x, (h0, c0))
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: LSTM, inputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      {
        title: 'Keras: Working with RNNs, reusing states',
        url: 'https://keras.io/guides/working_with_rnns/',
      },
    ],
  },
  {
    kind: 'initial-state',
    fixes: fixState,
    tell: (conflict, facts, finding) => ({
      sentences: stateSentences(conflict, facts, finding),
      related: [
        ...operandNotes(conflict.state, conflict.axis === undefined ? [] : [conflict.axis]),
        ...expectedNotes(conflict),
        ...(conflict.layer ? [layerNote(conflict.layer)] : []),
      ],
    }),
  },
);

function expectedNotes({ expected, axis }: StateConflict) {
  const dim = axis === undefined ? undefined : expected?.[axis];
  return dim ? sizeNotes(dim) : [];
}

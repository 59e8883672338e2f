/** A state carried into the next batch with the graph of the last one. */
import { detaching } from './fix/detaching.ts';
import { defineMisreading } from './tell/misreading.ts';

export const undetachedState = defineMisreading(
  {
    name: 'undetached-state',
    severity: 'warning',
    summary: 'A state is carried into the next batch without detach.',
    why: `The state that a layer returns hangs on the graph of its batch. \`loss.backward()\` frees that graph, and with the
state in the next batch the next \`backward()\` goes back into it: "Trying to backward through the graph a second
time". \`h = h.detach()\` keeps the values and leaves the graph behind. \`retain_graph=True\` only hides the mistake:
each step goes back through all the batches before it.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

rnn = nn.GRU(8, 10)
head = nn.Linear(10, 1)
h = torch.zeros(1, 4, 10)
for step in range(100):
    out, h = rnn(torch.randn(7, 4, 8), «h»)
    loss = head(out).mean()
    loss.backward()
`,
        fixed: `import torch
from torch import nn

rnn = nn.GRU(8, 10)
head = nn.Linear(10, 1)
h = torch.zeros(1, 4, 10)
for step in range(100):
    out, h = rnn(torch.randn(7, 4, 8), h.detach())
    loss = head(out).mean()
    loss.backward()
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

rnn = nn.GRU(8, 10)
head = nn.Linear(10, 1)
h = torch.zeros(1, 4, 10)
for step in range(100):
    out, h = rnn(torch.randn(7, 4, 8), h.detach())
    loss = head(out).mean()
    loss.backward()
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10)
head = nn.Linear(10, 1)
state = None
for step in range(100):
    out, state = lstm(torch.randn(7, 4, 8), state)
    loss = head(out).mean()
    loss.backward()
    state = tuple(s.detach() for s in state)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: Tensor.detach',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.Tensor.detach.html',
      },
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    begins: ({ names }) =>
      names.includes('kept') ? undefined : 'This call runs, and the next `backward()` raises.',
    says: ({ operation, names }, { tensor }) => [
      names.includes('kept')
        ? `The state ${tensor} still hangs on the graph of an earlier call of ${operation}, which \`retain_graph=True\` keeps: each \`backward()\` goes back through all batches before it, and takes longer than the last one.`
        : `The state ${tensor} still hangs on the graph of an earlier call of ${operation}, whose \`backward()\` has freed it.`,
      'Detach each state before it is carried on.',
    ],
    fixes: detaching,
  },
);

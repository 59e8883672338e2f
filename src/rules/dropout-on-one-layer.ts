/** Dropout between the layers of a recurrent module that has one layer only. */
import { fixByRemoving } from './fix/names.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { argumentCode } from './tell/words.ts';

export const dropoutOnOneLayer = defineRule(
  {
    name: 'dropout-on-one-layer',
    severity: 'warning',
    summary: 'The dropout of a recurrent layer acts between stacked layers, and there is only one.',
    why: `The argument \`dropout\` of the LSTM, GRU and RNN of PyTorch, Paddle, MindSpore and MXNet drops parts of what goes from one layer of a stack
to the next. With \`num_layers=1\` there is no next one, so that nothing is dropped: the model trains without
any dropout.`,
    wrong: [
      {
        language: 'python',
        code: `import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=1, «dropout=0.5»)
`,
        fixed: `import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=1)
`,
      },
      {
        language: 'python',
        code: `import torch.nn as nn

gru = nn.GRU(8, 10, «dropout=0.5», batch_first=True)
`,
        fixed: `import torch.nn as nn

gru = nn.GRU(8, 10, batch_first=True)
`,
      },
      {
        language: 'python',
        code: `import torch.nn as nn

rnn = nn.RNN(8, 10, «dropout=0.5», bidirectional=True)
`,
        fixed: `import torch.nn as nn

rnn = nn.RNN(8, 10, bidirectional=True)
`,
      },
      {
        language: 'python',
        code: `import paddle.nn as nn

lstm = nn.LSTM(8, 10, «dropout=0.5»)
`,
        fixed: `import paddle.nn as nn

lstm = nn.LSTM(8, 10)
`,
      },
      {
        language: 'python',
        code: `from mxnet.gluon import rnn

lstm = rnn.LSTM(10, layout='NTC', «dropout=0.5»)
`,
        fixed: `from mxnet.gluon import rnn

lstm = rnn.LSTM(10, layout='NTC')
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=2, dropout=0.5)
`,
      },
      {
        language: 'python',
        code: `import mindspore.nn as nn

lstm = nn.LSTM(8, 10, num_layers=2, dropout=0.5)
`,
      },
      {
        language: 'python',
        code: `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, batch_first=True)
drop = nn.Dropout(0.5)
out, state = lstm(torch.randn(4, 7, 8))
out = drop(out)
`,
      },
      {
        language: 'python',
        code: `import torch.nn as nn

def make(layers):
    return nn.LSTM(8, 10, num_layers=layers, dropout=0.5)
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      {
        title: 'PyTorch: Dropout',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.Dropout.html',
      },
    ],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    owns: ({ about }) => about === 'dropout-on-one-layer',
    fixes: fixByRemoving,
    tell: ({ operation, framework, layer }) => ({
      sentences: [
        `${operation} has one layer, and dropout acts between layers only: it does nothing.`,
        `Write ${argumentCode(framework, 'num_layers', 2)}, or apply \`nn.Dropout\` to the output.`,
      ],
      related: layer ? [layerNote(layer)] : [],
    }),
  },
);

/** One of the two biases of PyTorch's layers is loaded, the other one keeps what it began with. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const randomBias = defineMisreading(
  {
    name: 'random-bias',
    severity: 'warning',
    summary: 'Of two biases that are added one is loaded, and the other keeps its random numbers.',
    why: `PyTorch's recurrent layers add two biases, \`bias_ih\` and \`bias_hh\`, where Keras' LSTM has one. Both begin with
random numbers: a layer of which only the first is loaded computes something else than the one that it was taken from. Set the second one
to zeros (for a GRU of Keras with \`reset_after\` to the second row of its bias).`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from keras import layers
from torch import nn

source = layers.LSTM(10)
source.build((None, None, 8))
kernel, recurrent_kernel, bias = source.get_weights()

lstm = nn.LSTM(8, 10)
lstm.weight_ih_l0.data = torch.from_numpy(kernel.T)
lstm.weight_hh_l0.data = torch.from_numpy(recurrent_kernel.T)
«lstm.bias_ih_l0.data» = torch.from_numpy(bias)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from keras import layers
from torch import nn

source = layers.LSTM(10)
source.build((None, None, 8))
kernel, recurrent_kernel, bias = source.get_weights()

lstm = nn.LSTM(8, 10)
lstm.weight_ih_l0.data = torch.from_numpy(kernel.T)
lstm.weight_hh_l0.data = torch.from_numpy(recurrent_kernel.T)
lstm.bias_ih_l0.data = torch.from_numpy(bias)
lstm.bias_hh_l0.data.zero_()
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    says: ({ tensor, framework }, { name }) => [
      `${name} ${shapeText(tensor.shape, framework)} goes into \`bias_ih\` alone, and nothing sets \`bias_hh\`, which is added to it and keeps its random numbers.`,
      'Set it to zeros.',
    ],
  },
);

/** Weights of another framework's layer, loaded as they are. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const unorderedGates = defineMisreading(
  {
    name: 'unordered-gates',
    severity: 'warning',
    summary: 'Weights are loaded into another framework that keeps the gates in another order.',
    why: `Frameworks keep the gates of a cell in one array, each in an order of its own: a GRU's are z, r, h in Keras and
r, z, n in PyTorch; an LSTM's are i, c, f, o in TensorFlow 1 and i, f, g, o in PyTorch. The shapes fit, nothing complains, and every
gate computes with the numbers of another one.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from keras import layers
from torch import nn

source = layers.GRU(10)
source.build((None, None, 8))
kernel, recurrent_kernel, bias = source.get_weights()

gru = nn.GRU(8, 10)
with torch.no_grad():
    gru.weight_ih_l0.copy_(«torch.from_numpy(kernel.T)»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import numpy as np
import torch
from keras import layers
from torch import nn

source = layers.GRU(10)
source.build((None, None, 8))
kernel, recurrent_kernel, bias = source.get_weights()
z, r, h = np.split(kernel, 3, axis=1)

gru = nn.GRU(8, 10)
with torch.no_grad():
    gru.weight_ih_l0.copy_(torch.from_numpy(np.concatenate([r, z, h], axis=1).T))
`,
      },
    ],
    links: [
      { title: 'PyTorch: GRU', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html' },
      { title: 'Keras: GRU layer', url: 'https://keras.io/api/layers/recurrent_layers/gru/' },
    ],
  },
  {
    says: ({ names, meant, tensor, framework, axis = 0 }, { name, layer }) => [
      `${name} ${shapeText(tensor.shape, framework)} holds the gates along axis ${axis} in the order ${names.join(', ')}, but ${layer} takes them as ${meant.join(', ')}.`,
      'Split the array into its gates and join them in the order of the layer that takes them.',
    ],
  },
);

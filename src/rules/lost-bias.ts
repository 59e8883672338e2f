/** One of the two biases of a layer is loaded into one that has a single bias. */
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';
import { code } from './tell/words.ts';

export const lostBias = defineMisreading(
  {
    name: 'lost-bias',
    severity: 'warning',
    summary: 'Of two biases that are added one is loaded, and the other is lost.',
    why: `PyTorch's recurrent layers add two biases, \`bias_ih\` and \`bias_hh\`. Keras' LSTM and most others have one, which
has to be their sum: with one of them alone the layer computes something else than the one that it was taken from.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import layers
from torch import nn

source = nn.LSTM(8, 10)
kernel = source.weight_ih_l0.detach().numpy().T
recurrent_kernel = source.weight_hh_l0.detach().numpy().T
bias = source.bias_ih_l0.detach().numpy()

lstm = layers.LSTM(10)
lstm.build((None, None, 8))
lstm.set_weights(«[kernel, recurrent_kernel, bias]»)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import layers
from torch import nn

source = nn.LSTM(8, 10)
kernel = source.weight_ih_l0.detach().numpy().T
recurrent_kernel = source.weight_hh_l0.detach().numpy().T
bias = (source.bias_ih_l0 + source.bias_hh_l0).detach().numpy()

lstm = layers.LSTM(10)
lstm.build((None, None, 8))
lstm.set_weights([kernel, recurrent_kernel, bias])
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'Keras: LSTM', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    says: ({ tensor, framework, names: [bias, other] }, { name }) =>
      tensor.role === 'the gates' && bias && other
        ? [
            `${name} ${shapeText(tensor.shape, framework)} holds ${code(bias)} and not ${code(other)}: the layer adds both.`,
            'Add the other one.',
          ]
        : [
            `${name} ${shapeText(tensor.shape, framework)} is one of two biases that are added, and nothing takes the other one along.`,
            'Load their sum.',
          ],
  },
);

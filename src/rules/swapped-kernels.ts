/** The kernel in the place of the recurrent kernel, where both have one shape. */
import { proposals } from './fix/fix.ts';
import { swappingItems } from './fix/items.ts';
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';

export const swappedKernels = defineMisreading(
  {
    name: 'swapped-kernels',
    severity: 'warning',
    summary: "Kernel and recurrent kernel are set in each other's place.",
    why: `The weights of a recurrent layer are (kernel, recurrent_kernel, bias). With as many features as units
the first two have the same shape, and Keras cannot notice that they are swapped.`,
    wrong: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

one = LSTM(8)
one.build((None, 5, 8))
two = LSTM(8)
two.build((None, 5, 8))
w = one.get_weights()
two.set_weights(«[w[1], w[0], w[2]]»)
`,
        fixed: `from keras.layers import LSTM

one = LSTM(8)
one.build((None, 5, 8))
two = LSTM(8)
two.build((None, 5, 8))
w = one.get_weights()
two.set_weights([w[0], w[1], w[2]])
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

one = LSTM(8)
one.build((None, 5, 8))
two = LSTM(8)
two.build((None, 5, 8))
w = one.get_weights()
two.set_weights([w[0], w[1], w[2]])
`,
      },
    ],
    links: [{ title: 'Keras: Layer weights', url: 'https://keras.io/api/layers/base_layer/' }],
  },
  {
    says: ({ tensor, framework }, { layer }) => [
      `The first weight of ${layer} is its kernel, the second its recurrent kernel; these are the other way round, and both have the shape ${shapeText(tensor.shape, framework)}.`,
      'Swap the first two.',
    ],
    fixes: ({ at }, facts) => proposals(swappingItems(at, 0, 1, facts)),
  },
);

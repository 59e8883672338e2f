/** Something is indexed in a way that it does not allow. */
import { defineRule } from './rule.ts';
import { tellProgram } from './tell/program.ts';

export const wrongSubscript = defineRule(
  {
    name: 'wrong-subscript',
    severity: 'error',
    summary: 'Something is indexed in a way that it does not allow.',
    why: `The result of an LSTM is a tuple of its outputs and its states: \`result[:, -1]\` indexes the
tuple, not the outputs. Take the tensor out first. A list of a layer's weights has as many items as
the layer has weights: three in an LSTM of Keras, kernel, recurrent kernel and bias, not twelve.`,
    wrong: [
      {
        language: 'python',
        code: `import keras

model = keras.Sequential([keras.Input((20, 8)), keras.layers.LSTM(16)])
W, U, b = model.layers[0].get_weights()
output_bias = «model.layers[0].get_weights()[3]»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import keras

model = keras.Sequential([keras.Input((20, 8)), keras.layers.LSTM(16)])
W, U, b = model.layers[0].get_weights()
output_bias = b[3 * 16:]
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: LSTM, outputs',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
    ],
  },
  {
    kind: 'program',
    owns: ({ aspect }) => aspect === 'subscript' || aspect === 'assignment',
    tell: tellProgram,
  },
);

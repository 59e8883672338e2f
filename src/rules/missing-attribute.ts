/** A module, a layer or a tensor does not have the attribute that is read. */
import { fixName } from './fix/attributes.ts';
import { defineRule } from './rule.ts';
import { tellProgram } from './tell/program.ts';

export const missingAttribute = defineRule(
  {
    name: 'missing-attribute',
    severity: 'error',
    summary: 'A module, a layer or a tensor does not have the attribute that is read.',
    why: `The frameworks rename and drop names from version to version: Keras 3 has no \`CuDNNLSTM\` any more, its \`LSTM\` uses cuDNN
          by itself where it can. A name that does not exist stops the program where it is read.`,
    wrong: [
      {
        language: 'python',
        code: `import keras

layer = «keras.layers.CuDNNLSTM(10)»
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import keras

layer = keras.layers.LSTM(10)
`,
      },
    ],
    links: [
      {
        title: 'PyTorch: LSTM, variables',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html',
      },
      { title: 'Keras: the base Layer class', url: 'https://keras.io/api/layers/base_layer/' },
    ],
  },
  {
    kind: 'program',
    owns: ({ aspect }) => aspect === 'attribute' || aspect === 'initialiser',
    fixes: fixName,
    tell: tellProgram,
  },
);

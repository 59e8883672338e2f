/** An argument that keeps a layer from the kernel that GPUs have for it. */
import { fixArgumentValue } from './fix/names.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { argumentCode, code } from './tell/words.ts';

export const slowKernel = defineRule(
  {
    name: 'slow-kernel',
    severity: 'information',
    summary: 'An argument rules out the cuDNN kernel of a recurrent layer.',
    why: `On a GPU, Keras hands LSTM and GRU to cuDNN, which runs all steps in one kernel and is several times as
fast as a loop. cuDNN knows one cell only: \`activation='tanh'\`, \`recurrent_activation='sigmoid'\`,
\`recurrent_dropout=0\`, \`use_bias=True\`, and of a GRU \`reset_after=True\`. Any other value is computed step by
step, without a word in Keras 3. Ignore it where the other cell is what you want, or where no GPU is used.`,
    wrong: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

layer = LSTM(64, «recurrent_dropout=0.2»)
`,
        fixed: `from keras.layers import LSTM

layer = LSTM(64, recurrent_dropout=0)
`,
      },
      {
        language: 'python',
        code: `from keras.layers import GRU

layer = GRU(64, «reset_after=False»)
`,
        fixed: `from keras.layers import GRU

layer = GRU(64, reset_after=True)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras.layers import LSTM

layer = LSTM(64, dropout=0.2)
`,
      },
    ],
    links: [
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
      { title: 'Keras: GRU layer', url: 'https://keras.io/api/layers/recurrent_layers/gru/' },
    ],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    owns: ({ about }) => about === 'slow-kernel',
    fixes: (conflict, facts) =>
      fixArgumentValue(conflict, facts, conflict.allowed ?? '').map(fix => ({ ...fix, isSafe: false })),
    tell: ({ operation, parameter, given, allowed, framework, layer }) => ({
      sentences: [
        `${given ? code(given) : code(parameter)} keeps ${operation} from its cuDNN kernel: on a GPU it runs step by step, several times slower.`,
        `The kernel knows ${argumentCode(framework, parameter, allowed ?? '')} only.`,
      ],
      related: layer ? [layerNote(layer)] : [],
    }),
  },
);

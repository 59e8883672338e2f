/** Something is looped over or unpacked that cannot be. */
import { proposals } from './fix/fix.ts';
import { settingFlag } from './fix/flags.ts';
import { defineRule } from './rule.ts';
import { tellProgram } from './tell/program.ts';

export const notIterable = defineRule(
  {
    name: 'not-iterable',
    severity: 'error',
    summary: 'Something is looped over or unpacked that cannot be.',
    why: `A symbolic tensor of Keras stands for data that does not exist yet: it has no items to loop over
or to unpack. A recurrent layer gives several tensors only with \`return_state=True\`.`,
    wrong: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM

x = Input((7, 8))
«out, h, c» = LSTM(10)(x)
`,
        fixed: `from keras import Input
from keras.layers import LSTM

x = Input((7, 8))
out, h, c = LSTM(10, return_state=True)(x)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from keras import Input
from keras.layers import LSTM

x = Input((7, 8))
out, h, c = LSTM(10, return_state=True)(x)
`,
      },
    ],
    links: [
      { title: 'Keras: LSTM layer, return_state', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'program',
    owns: ({ aspect }) => aspect === 'sequence',
    fixes: ({ layer }, facts) => proposals(layer && settingFlag(layer, 'return_state', true, facts)),
    tell: tellProgram,
  },
);

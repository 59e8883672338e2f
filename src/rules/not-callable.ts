/** Something is called that cannot be called. */
import { fixName } from './fix/attributes.ts';
import { defineRule } from './rule.ts';
import { tellProgram } from './tell/program.ts';

export const notCallable = defineRule(
  {
    name: 'not-callable',
    severity: 'error',
    summary: 'Something is called that cannot be called.',
    why: `Layers and models are called on tensors; tensors, shapes and lists of layers are not. In
TensorFlow.js layers are made by functions with small first letters: \`tf.layers.lstm\`.`,
    wrong: [
      {
        language: 'typescript',
        code: `import * as tf from '@tensorflow/tfjs';

const layer = «tf.layers.LSTM({ units: 10 })»;
`,
        fixed: `import * as tf from '@tensorflow/tfjs';

const layer = tf.layers.lstm({ units: 10 });
`,
      },
    ],
    right: [
      {
        language: 'typescript',
        code: `import * as tf from '@tensorflow/tfjs';

const layer = tf.layers.lstm({ units: 10 });
`,
      },
    ],
    links: [{ title: 'TensorFlow.js: layers', url: 'https://js.tensorflow.org/api/latest/#Layers' }],
  },
  { kind: 'program', owns: ({ aspect }) => aspect === 'call', fixes: fixName, tell: tellProgram },
);

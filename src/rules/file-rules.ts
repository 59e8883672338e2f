/** What is said of a file as such, not of what it does. Those who read files and comments state these themselves; their names and pages are made here. */
import type { RuleText } from './rule.ts';

const nothing = { wrong: [], right: [], links: [] } as const;

/** Stated where the comments are read: src/rules/policy. */
export const unusedIgnore: RuleText = {
  name: 'unused-ignore',
  severity: 'hint',
  summary: 'A comment that ignores nothing, or names no rule.',
  why: `A comment that is left behind hides the next problem of its kind, and one with a slip in it hides none. Take it out, or mend its spelling.`,
  wrong: [
    {
      language: 'python',
      code: `from keras.layers import LSTM

layer = LSTM(32)  # lstm-shapes: ignore[«wrong-argument»]
`,
      fixed: `from keras.layers import LSTM

layer = LSTM(32)
`,
    },
    {
      language: 'typescript',
      code: `import * as tf from '@tensorflow/tfjs';

// lstm-shapes: ignore[«wrong-arguments»]
const layer = tf.layers.lstm({ units: 32 });
`,
      fixed: `import * as tf from '@tensorflow/tfjs';

const layer = tf.layers.lstm({ units: 32 });
`,
    },
  ],
  right: [
    {
      language: 'python',
      code: `from keras.layers import LSTM

layer = LSTM(32)
`,
    },
  ],
  links: [],
};

export const fileRules: readonly RuleText[] = [
  {
    name: 'syntax-error',
    severity: 'information',
    summary: 'A place that the parser cannot make sense of.',
    why: `What stands around the place is analysed all the same, so that shapes stay visible while code is being typed. Nothing is said about
          the place itself but that it was left out: the language's own tools say more.`,
    ...nothing,
  },
  {
    name: 'unreadable-file',
    severity: 'warning',
    summary: 'A file that was left out: it cannot be read or decoded, or it is too large.',
    why: `Only text is analysed, up to the size limit in the settings. Everything else that was asked for is still analysed.`,
    ...nothing,
  },
  unusedIgnore,
];

/** A statement that runs and has no effect, or another one than written. */
import { defineRule } from './rule.ts';
import { tellProgram } from './tell/program.ts';

export const suspiciousProgram = defineRule(
  {
    name: 'suspicious-program',
    severity: 'warning',
    summary: 'A statement that runs and has no effect, or another one than written.',
    why: `Attributes that are set but never read, results that are thrown away.`,
    wrong: [],
    right: [],
    links: [{ title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' }],
  },
  {
    kind: 'program',
    reads: 'suspect',
    tell: conflict => {
      const { sentences, related } = tellProgram(conflict);
      return { sentences: sentences, related };
    },
  },
);

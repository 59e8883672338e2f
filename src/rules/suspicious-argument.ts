/** An argument is accepted without doing what its name says. */
import { onlyProposed } from './fix/fix.ts';
import { fixArgument } from './fix/names.ts';
import { settingAxis } from './fix/softmax.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { argumentSentences } from './wrong-argument.ts';

export const suspiciousArgument = defineRule(
  {
    name: 'suspicious-argument',
    severity: 'warning',
    summary: 'An argument is accepted without doing what its name says.',
    why: `An option that is ignored (unknown ones in TensorFlow.js), or a value in the place of another argument.`,
    wrong: [],
    right: [],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    // What it is about, where that is said, has a rule of its own.
    owns: ({ about }) => about === undefined,
    fixes: (conflict, facts) => {
      if (conflict.aspect === 'unknown') return fixArgument(conflict, facts);
      // A softmax over the samples.
      return /^the axis of .*the classes /.test(conflict.allowed ?? '')
        ? onlyProposed(settingAxis)(conflict, '-1', facts)
        : [];
    },
    tell: (conflict, facts) => ({
      sentences: [...argumentSentences(conflict, facts)],
      related: conflict.layer ? [layerNote(conflict.layer)] : [],
    }),
  },
);

/** A layer accepts an input whose axes are almost surely read in another way than meant. */
import { onlyProposed } from './fix/fix.ts';
import { fixRank } from './fix/ranks.ts';
import { defineRule } from './rule.ts';
import { rankSentence } from './tell/rank.ts';
import { operandNotes } from './tell/related.ts';

export const suspiciousInputRank = defineRule(
  {
    name: 'suspicious-input-rank',
    severity: 'warning',
    summary: 'A layer accepts an input whose axes are almost surely read in another way than meant.',
    why: `The program runs, but the layer takes another axis for time, batch or features than the one that
holds them: the loss still falls, on the wrong thing.`,
    wrong: [],
    right: [],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'input-rank',
    reads: 'suspect',
    fixes: onlyProposed(fixRank),
    tell: conflict => ({
      sentences: [`${rankSentence(conflict)}.`],
      related: operandNotes(conflict.input),
    }),
  },
);

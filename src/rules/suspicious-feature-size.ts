/** A layer accepts an input whose sizes say that its axes are in another order than meant. */
import { onlyProposed } from './fix/fix.ts';
import { fixSize } from './fix/sizes.ts';
import { defineRule } from './rule.ts';
import { tellSize } from './tell/size.ts';

export const suspiciousFeatureSize = defineRule(
  {
    name: 'suspicious-feature-size',
    severity: 'warning',
    summary: 'A layer accepts an input whose sizes say that its axes are in another order than meant.',
    why: `The sizes fit by chance, or the framework does not check them: batch-first data in a time-first
LSTM, one time step with all steps as its features.`,
    wrong: [],
    right: [],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    kind: 'feature-size',
    reads: 'suspect',
    fixes: onlyProposed(fixSize),
    tell: (conflict, facts, finding) => {
      const { sentences, related } = tellSize(conflict, 'features', facts, finding);
      return { sentences: sentences, related };
    },
  },
);

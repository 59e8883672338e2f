/** Targets are broadcast against the output instead of compared with it. */
import { onlyProposed } from './fix/fix.ts';
import { fixTarget } from './fix/targets.ts';
import { defineRule } from './rule.ts';
import { targetSentence } from './target-shape.ts';
import { operandNotes } from './tell/related.ts';
import { runsAnyway } from './tell/suspicion.ts';

export const suspiciousTarget = defineRule(
  {
    name: 'suspicious-target',
    severity: 'warning',
    summary: 'Targets are broadcast against the output instead of compared with it.',
    why: `A mean squared error between (64, 1) and (64,) compares every prediction with every target: the
shapes broadcast to (64, 64), and the loss is wrong without an error.`,
    wrong: [],
    right: [],
    links: [
      {
        title: 'PyTorch: MSELoss',
        url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html',
      },
      { title: 'Keras: Losses', url: 'https://keras.io/api/losses/' },
    ],
  },
  {
    kind: 'target-shape',
    reads: 'suspect',
    fixes: onlyProposed(fixTarget),
    tell: conflict => ({
      sentences: [runsAnyway, targetSentence(conflict)],
      related: [...operandNotes(conflict.output), ...operandNotes(conflict.target)],
    }),
  },
);

/** A tuple of outputs and states is used in a way that picks another tensor than meant. */
import { onlyProposed } from './fix/fix.ts';
import { fixTuple } from './fix/results.ts';
import { defineRule } from './rule.ts';
import { noteAt } from './tell/related.ts';

export const suspiciousTuple = defineRule(
  {
    name: 'suspicious-tuple',
    severity: 'warning',
    summary: 'A tuple of outputs and states is used in a way that picks another tensor than meant.',
    why: `The tuple (h_n, c_n) of PyTorch can be indexed: \`state[-1]\` is c_n, not the last layer of h_n.`,
    wrong: [],
    right: [],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    kind: 'tuple-as-tensor',
    reads: 'suspect',
    fixes: onlyProposed(fixTuple),
    tell: conflict => ({
      sentences: [`${conflict.operation} works on a tuple of ${conflict.count}, not on a tensor.`],
      related: [noteAt(conflict.from, `gives a tuple of ${conflict.count}`)],
    }),
  },
);

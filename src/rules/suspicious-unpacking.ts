/** A tensor is unpacked along an axis although its rows are not what the names say. */
import { onlyProposed } from './fix/fix.ts';
import { fixUnpacking } from './fix/results.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';
import { unpackSentences } from './tell/unpack.ts';

export const suspiciousUnpacking = defineRule(
  {
    name: 'suspicious-unpacking',
    severity: 'warning',
    summary: 'A tensor is unpacked along an axis although its rows are not what the names say.',
    why: `A tensor unpacks along its first axis: with a batch of two, \`h, c = gru_cell(x)\` gives two rows
of h, not h and c.`,
    wrong: [],
    right: [],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    kind: 'unpack-count',
    reads: 'suspect',
    fixes: onlyProposed(fixUnpacking),
    tell: (conflict, facts, finding) => ({
      sentences: [...unpackSentences(conflict, facts, finding)],
      related: conflict.producer ? [layerNote(conflict.producer)] : [],
    }),
  },
);

/** `True` on the place of `bias` where `batch_first` is meant. */
import { proposals } from './fix/fix.ts';
import { rewriting } from './fix/wrap.ts';
import { defineRule } from './rule.ts';
import { layerNote } from './tell/related.ts';

export const biasAsBatchFirst = defineRule(
  {
    name: 'bias-as-batch-first',
    severity: 'warning',
    summary: 'The fourth argument of a PyTorch layer is `bias`, not `batch_first`.',
    why: `\`nn.LSTM(input_size, hidden_size, num_layers, bias, batch_first)\`: a \`True\` on the fourth place says only
what is so without it, and \`batch_first\` stays \`False\`. Flags are best given by name.`,
    wrong: [
      {
        language: 'python',
        code: `from torch import nn

lstm = nn.LSTM(8, 10, 2, «True»)
`,
        fixed: `from torch import nn

lstm = nn.LSTM(8, 10, 2, batch_first=True)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from torch import nn

lstm = nn.LSTM(8, 10, 2, batch_first=True)
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
    ],
  },
  {
    kind: 'argument',
    reads: 'suspect',
    owns: ({ about }) => about === 'bias-as-batch-first',
    fixes: ({ at }, facts) =>
      proposals(rewriting({ at }, facts, 'Write `batch_first=True`', () => 'batch_first=True')),
    tell: ({ operation, layer }) => ({
      sentences: [
        `The fourth argument of ${operation} is \`bias\`, which is True anyway; \`batch_first\` stays False.`,
        'Write `batch_first=True`.',
      ],
      related: layer ? [layerNote(layer)] : [],
    }),
  },
);

/** Gates of a fused weight under the names of another framework's order. */
import { replacing } from './fix/fix.ts';
import { exchangingNames } from './fix/gates.ts';
import { defineMisreading } from './tell/misreading.ts';
import { shapeText } from './tell/operands.ts';
import { code } from './tell/words.ts';

export const foreignGateOrder = defineMisreading(
  {
    name: 'foreign-gate-order',
    severity: 'warning',
    summary: 'The gates of a fused weight are split in the order of another framework.',
    why: `Frameworks keep the gates of a cell in one array, each in an order of its own: PyTorch i, f, g, o; Keras
i, f, c, o; MXNet i, f, c, o; a GRU r, z, n in PyTorch and z, r, h in Keras. All parts have the same shape, so that
names in another order are never noticed. The hover of a layer shows the order.`,
    wrong: [
      {
        language: 'python',
        code: `from torch import nn

lstm = nn.LSTM(8, 10)
«i, f, o, g» = lstm.weight_ih_l0.chunk(4)
`,
        fixed: `from torch import nn

lstm = nn.LSTM(8, 10)
i, f, g, o = lstm.weight_ih_l0.chunk(4)
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `from torch import nn

lstm = nn.LSTM(8, 10)
i, f, g, o = lstm.weight_ih_l0.chunk(4)
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      { title: 'Keras: LSTM layer', url: 'https://keras.io/api/layers/recurrent_layers/lstm/' },
    ],
  },
  {
    says: ({ names, meant, tensor, axes: [gate], framework }) =>
      names.length === 1 && gate !== undefined
        ? [
            `${code(names[0] ?? '')} ${shapeText(tensor.shape, framework)} is the gate ${gate}: the gates are stored in the order ${meant.join(', ')}.`,
            'Give each part the name of the gate that lies there.',
          ]
        : [
            `The gates are stored in the order ${meant.join(', ')}, but the names are ${code(names.join(', '))}; each part is ${shapeText(tensor.shape, framework)}.`,
            'Name them in the order in which they are stored.',
          ],
    fixes: (conflict, facts) => {
      const { at, reordered } = conflict;
      const text = reordered?.join(', ');
      return text === undefined
        ? exchangingNames(conflict, facts)
        : [
            {
              title: `Name them in the order of the layer: \`${text}\``,
              edits: [replacing(at, text)],
              isSafe: false,
            },
          ];
    },
  },
);

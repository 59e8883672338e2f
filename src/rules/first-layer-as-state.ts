/** The first layer's state where that of the whole stack is meant. */
import { constantOf } from '../shapes/index.ts';
import { nodesAround } from '../syntax/find.ts';
import type { MisreadConflict } from '../values/index.ts';
import { type Fix, proposals, replacing } from './fix/fix.ts';
import { textAt } from './fix/source.ts';
import type { Facts } from './tell/facts.ts';
import { defineMisreading } from './tell/misreading.ts';

export const firstLayerAsState = defineMisreading(
  {
    name: 'first-layer-as-state',
    severity: 'warning',
    summary: "The first layer's state is taken for that of a stack of layers.",
    why: `The states of all layers lie along the first axis of \`h_n\`, the first layer's first: \`h_n[0]\` is what the
first layer ends with, \`h_n[-1]\` what the last one does (of bidirectional layers \`h_n[-2]\` and \`h_n[-1]\`). Told only where
nothing in the program reads what the last layer gives, neither its states nor the output: the layers above the first
might as well not be there, and are never trained.`,
    wrong: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
head = nn.Linear(10, 2)
_, (h_n, _) = lstm(torch.randn(4, 7, 8))
y = head(«h_n[0]»)
`,
        fixed: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
head = nn.Linear(10, 2)
_, (h_n, _) = lstm(torch.randn(4, 7, 8))
y = head(h_n[-1])
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

gru = nn.GRU(8, 10, num_layers=3, bidirectional=True)
head = nn.Linear(20, 2)
_, h_n = gru(torch.randn(7, 4, 8))
y = head(torch.cat((«h_n[0]», h_n[1]), dim=1))
`,
        fixed: `import torch
from torch import nn

gru = nn.GRU(8, 10, num_layers=3, bidirectional=True)
head = nn.Linear(20, 2)
_, h_n = gru(torch.randn(7, 4, 8))
y = head(torch.cat((h_n[-2], h_n[-1]), dim=1))
`,
      },
    ],
    right: [
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
head = nn.Linear(10, 2)
_, (h_n, _) = lstm(torch.randn(4, 7, 8))
y = head(h_n[-1])
`,
      },
      {
        language: 'python',
        code: `import torch
from torch import nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
head = nn.Linear(20, 2)
out, (h_n, _) = lstm(torch.randn(4, 7, 8))
y = head(torch.cat((out[:, -1], h_n[0]), dim=1))
`,
      },
    ],
    links: [
      { title: 'PyTorch: LSTM', url: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html' },
      {
        title: 'Paddle: LSTM',
        url: 'https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/LSTM_en.html',
      },
    ],
  },
  {
    says: (conflict, { tensor, name, gives, layer }) => {
      const layers = layersOf(conflict);
      const stack = layers === undefined ? 'all layers' : `the ${layers} layers`;
      const last = directionsOf(conflict) === 2 ? `\`-2\` and \`-1\`` : '`-1`';
      return [
        `Along axis 0 of ${tensor} lie the states of ${stack} of ${layer}, the first layer's first: this takes the first layer's, ${gives}, and nothing reads what the last layer gives.`,
        `The state of the last layer is at ${last} of ${name}.`,
      ];
    },
    fixes: (conflict, facts) => proposals(countingFromEnd(conflict, facts)),
  },
);

const layersOf = ({ layer }: MisreadConflict): number | undefined => {
  const layers = layer?.layer?.cell?.numLayers;
  return layers && constantOf(layers);
};

function directionsOf(conflict: MisreadConflict): number {
  const count = conflict.tensor.shape?.[0];
  return ((count && constantOf(count)) ?? 1) / (layersOf(conflict) ?? 1);
}

/** `h_n[0]` as `h_n[-1]`, in all of the statement. */
function countingFromEnd(conflict: MisreadConflict, facts: Facts): Fix | undefined {
  const { at, tensor } = conflict;
  const module = facts.files.get(at.file)?.module;
  const statement = module && nodesAround(module, at).findLast(({ kind }) => WHOLE.has(kind));
  const states = textAt(facts, tensor.at);
  if (!statement || !/^[\w.[\]]+$/.test(states)) return undefined;
  const directions = directionsOf(conflict);
  const code = textAt(facts, { ...statement, file: at.file });
  const places = code.matchAll(new RegExp(`(?<![\\w.])${states.replace(/[.[\]]/g, '\\$&')}\\[(\\d+)`, 'g'));
  const edits = [...places].flatMap(({ index, 0: all, 1: position = '' }) => {
    const end = statement.start + index + all.length;
    const place = { file: at.file, start: end - position.length, end };
    return Number(position) < directions ? [replacing(place, String(Number(position) - directions))] : [];
  });
  if (edits.length === 0) return undefined;
  return { title: 'Take the state of the last layer', edits, isSafe: false };
}

const WHOLE: ReadonlySet<string> = new Set(['assign', 'augment', 'expr', 'return']);

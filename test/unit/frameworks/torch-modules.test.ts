/** Users' modules, what they register, and what is said of mistakes in them. The expectations were run with PyTorch 2.13. */
import assert from 'node:assert/strict';
import { printDim, printShape } from '../../../src/shapes/index.ts';
import type { Conflict } from '../../../src/values/index.ts';
import { analyseTexts } from '../../support/analyse.ts';

const IMPORTS = 'import torch\nimport torch.nn as nn\n';

async function factsOf(program: string) {
  const text = IMPORTS + program;
  const file = (await analyseTexts({ 'main.py': text })).files.get('/project/main.py');
  if (!file) throw new Error('the program was not analysed');
  const shapeOf = (name: string): string | undefined => {
    const found = file.tensors.filter(t => t.name === name && t.scope === undefined).at(-1);
    return found && printShape(found.shape);
  };
  const said = ({ at }: Conflict): string => text.slice(at.start, at.end);
  return {
    file,
    shapeOf,
    said,
    conflicts: file.findings.map(f => f.conflict),
    suspicions: file.suspicions.map(f => f.conflict),
  };
}

/** The only conflict, which must be of this kind. */
function only<K extends Conflict['kind']>(
  conflicts: readonly Conflict[],
  kind: K,
): Extract<Conflict, { kind: K }> {
  assert.deepEqual(
    conflicts.map(c => c.kind),
    [kind],
  );
  const [conflict] = conflicts;
  if (conflict?.kind !== kind) throw new Error('not of this kind');
  return conflict as Extract<Conflict, { kind: K }>;
}

const TAGGER = `
class Tagger(nn.Module):
    def __init__(self, hidden, tags):
        super().__init__()
        self.embed = nn.Embedding(100, 16)
        self.lstm = nn.LSTM(16, hidden, batch_first=True, bidirectional=True)
        self.scale = nn.Parameter(torch.ones(2 * hidden))
        self.register_buffer('table', torch.zeros(3, 4))
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(2 * hidden, tags))

    def forward(self, ids):
        out, _ = self.lstm(self.embed(ids))
        return self.head(out * self.scale)

model = Tagger(10, 5)
`;

describe('modules of torch', () => {
  it('are called through forward', async () => {
    const { shapeOf, conflicts } = await factsOf(`${TAGGER}scores = model(torch.randint(0, 100, (4, 7)))\n`);
    assert.equal(shapeOf('scores'), '(4, 7, 5)');
    assert.deepEqual(conflicts, []);
  });

  it('name parameters as PyTorch does', async () => {
    const program = `${TAGGER}
head = model.state_dict()['head.1.weight']
scale = dict(model.named_parameters())['scale']
reverse = dict(model.named_parameters())['lstm.weight_hh_l0_reverse']
count = torch.zeros(len(list(model.parameters())))
table = model.table
`;
    const { shapeOf } = await factsOf(program);
    assert.equal(shapeOf('head'), '(5, 20)');
    assert.equal(shapeOf('scale'), '(20,)');
    assert.equal(shapeOf('reverse'), '(40, 10)');
    assert.equal(shapeOf('count'), '(12,)');
    assert.equal(shapeOf('table'), '(3, 4)');
  });

  it('list their layers in the order of registration', async () => {
    const { file } = await factsOf(TAGGER);
    const rows = file.models.find(m => m.model.class.name === 'Tagger')?.model.model?.rows() ?? [];
    assert.deepEqual(
      rows.map(row => row.name),
      ['embed', 'lstm', 'head.0', 'head.1'],
    );
  });

  it('keep what train, eval, to and compile give', async () => {
    const { shapeOf } = await factsOf(
      `${TAGGER}y = torch.compile(model.eval().to('cpu'))(torch.zeros(2, 3, dtype=torch.long))\n`,
    );
    assert.equal(shapeOf('y'), '(2, 3, 5)');
  });

  it('may derive from a layer', async () => {
    const program = `
class Own(nn.LSTM):
    def forward(self, x):
        out, state = super().forward(x)
        return out[:, -1]
y = Own(8, 10, batch_first=True)(torch.zeros(4, 7, 8))
`;
    assert.equal((await factsOf(program)).shapeOf('y'), '(4, 10)');
  });

  it('may be held in lists and dicts that register them', async () => {
    const program = `
class Stack(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.GRU(8 if i == 0 else 12, 12, batch_first=True) for i in range(3)])
        self.heads = nn.ModuleDict({'a': nn.Linear(12, 2)})
    def forward(self, x):
        for layer in self.layers:
            x, _ = layer(x)
        return self.heads['a'](x)
model = Stack()
y = model(torch.zeros(4, 7, 8))
last = model.state_dict()['layers.2.weight_ih_l0']
`;
    const { shapeOf, conflicts } = await factsOf(program);
    assert.equal(shapeOf('y'), '(4, 7, 2)');
    assert.equal(shapeOf('last'), '(36, 12)');
    assert.deepEqual(conflicts, []);
  });

  it('of Lightning are modules too', async () => {
    const program = `
import pytorch_lightning as pl
class Lit(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.save_hyperparameters()
        self.fc = nn.Linear(8, 3)
    def forward(self, x):
        return self.fc(x)
    def training_step(self, batch, index):
        x, y = batch
        self.log('loss', 0.0)
        return nn.functional.cross_entropy(self(x), y)
y = Lit()(torch.zeros(4, 8))
`;
    const { shapeOf, conflicts } = await factsOf(program);
    assert.equal(shapeOf('y'), '(4, 3)');
    assert.deepEqual(conflicts, []);
  });
});

describe('mistakes in modules of torch', () => {
  it('tell the argument, both sizes and who set the expected one', async () => {
    const { conflicts, said } = await factsOf(`
lstm = nn.LSTM(32, 64, batch_first=True)
out, state = lstm(torch.zeros(4, 7, 16))
`);
    const conflict = only(conflicts, 'feature-size');
    assert.deepEqual(
      [said(conflict), conflict.axis, conflict.parameter],
      ['torch.zeros(4, 7, 16)', 2, 'input_size'],
    );
    assert.deepEqual([printDim(conflict.expected), printDim(conflict.actual)], ['32', '16']);
    assert.match(conflict.setBy.what, /input_size of LSTM/);
  });

  it('are found although nobody tells the input', async () => {
    const { conflicts } = await factsOf(`
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(100, 16)
        self.drop = nn.Dropout(0.1)
        self.lstm = nn.LSTM(32, 10, batch_first=True)
    def forward(self, ids):
        return self.lstm(self.drop(self.embed(ids)))
`);
    const conflict = only(conflicts, 'feature-size');
    assert.deepEqual([printDim(conflict.expected), printDim(conflict.actual)], ['32', '16']);
  });

  it('prove nothing about an input of unknown rank', async () => {
    const { conflicts } = await factsOf(`
class Net(nn.Module):
    def __init__(self, size=None):
        super().__init__()
        self.embed = nn.Embedding(100, 16)
        self.gru = nn.GRU(16, 10)
        self.fc = nn.Linear(10, size)
    def forward(self, word, hidden):
        x = self.embed(word).view(1, 1, -1)
        out, hidden = self.gru(x, hidden)
        return self.fc(out[0]), hidden
`);
    assert.deepEqual(conflicts, []);
  });

  for (const [what, program] of [
    [
      'a squeeze of an axis that may be 1',
      `
class Decoder(nn.Module):
    def __init__(self, size, hidden):
        super().__init__()
        self.gru = nn.GRU(size, hidden)
        self.fc = nn.Linear(2 * hidden, 3)
    def forward(self, word, hidden, context):
        out, hidden = self.gru(word.unsqueeze(0), hidden)
        return self.fc(torch.cat((out.squeeze(0), context), dim=1))
`,
    ],
    [
      'sizes that a spread brings',
      `
class Store:
    def __init__(self, steps, shape):
        self.seen = torch.zeros(steps, 16, *shape)
        self.flat = nn.Conv2d(3, 8, 3)(self.seen.view(-1, *shape))
`,
    ],
    [
      'a list that other methods fill',
      `
class Agent:
    def __init__(self):
        self.scores = []
    def add(self, score):
        self.scores.append(score)
    def total(self):
        return torch.stack(self.scores).sum()
`,
    ],
    [
      'the dtype of another tensor',
      `
def start(src):
    return nn.Embedding(10, 3)(torch.ones(1, 1).type_as(src.data))
`,
    ],
    [
      'a list repeated by a tensor',
      `
rows = [[0]] * torch.tensor([3, 5]).max()
`,
    ],
  ] as const) {
    it(`prove nothing about ${what}`, async () => {
      assert.deepEqual((await factsOf(program)).conflicts, []);
    });
  }

  it('name the state, its axis and what that means', async () => {
    const { conflicts } = await factsOf(`
gru = nn.GRU(8, 10, num_layers=2, bidirectional=True, batch_first=True)
out, h = gru(torch.zeros(4, 7, 8), torch.zeros(2, 4, 10))
`);
    const conflict = only(conflicts, 'initial-state');
    assert.deepEqual(
      [conflict.aspect, conflict.axis, conflict.axisMeaning],
      ['shape', 0, 'num_layers * num_directions'],
    );
    assert.equal(conflict.expected && printShape(conflict.expected), '(4, 4, 10)');
  });

  it('name the producer of a tuple that stands for a tensor', async () => {
    const { conflicts, said } = await factsOf(`
lstm = nn.LSTM(8, 10)
y = nn.Linear(10, 2)(lstm(torch.zeros(4, 7, 8)))
`);
    const conflict = only(conflicts, 'tuple-as-tensor');
    assert.equal(said(conflict), 'lstm(torch.zeros(4, 7, 8))');
    assert.deepEqual([conflict.producer?.class.name, conflict.count], ['LSTM', 2]);
  });

  it('are told once: what follows a refused call is unknown', async () => {
    const { conflicts } = await factsOf(`
out, state = nn.LSTM(8, 10)(torch.zeros(4, 7, 9))
y = nn.Linear(3, 2)(out)
`);
    only(conflicts, 'feature-size');
  });

  it('in the last, smaller batch of a loader are found', async () => {
    const { conflicts } = await factsOf(`
from torch.utils.data import DataLoader, TensorDataset
gru = nn.GRU(3, 5, batch_first=True)
for x, y in DataLoader(TensorDataset(torch.zeros(10, 7, 3), torch.zeros(10)), batch_size=4):
    out, h = gru(x, torch.zeros(1, 4, 5))
`);
    const conflict = only(conflicts, 'initial-state');
    assert.equal(conflict.expected && printShape(conflict.expected), '(1, 2, 5)');
  });
});

describe('what torch runs with a warning', () => {
  for (const [what, program, kind] of [
    ['dropout in a single layer', 'nn.LSTM(8, 10, dropout=0.5)', 'argument'],
    ['a target that broadcasts', 'nn.MSELoss()(torch.zeros(4, 1), torch.zeros(4))', 'target-shape'],
    ['softmax without an axis', 'nn.Softmax()(torch.zeros(4, 7, 8))', 'argument'],
    [
      'softmax before cross entropy',
      'nn.CrossEntropyLoss()(torch.zeros(4, 5).softmax(1), torch.zeros(4).long())',
      'argument',
    ],
  ] as const) {
    it(`is suspicious: ${what}`, async () => {
      const { suspicions, conflicts } = await factsOf(`y = ${program}\n`);
      only(suspicions, kind);
      assert.deepEqual(conflicts, []);
    });
  }

  it('is not suspicious where it is meant', async () => {
    const { suspicions } = await factsOf(`
a = nn.LSTM(8, 10, 2, dropout=0.5)
b = nn.MSELoss()(torch.zeros(4, 1), torch.zeros(4, 1))
c = nn.NLLLoss()(torch.log_softmax(torch.zeros(4, 5), dim=1), torch.zeros(4).long())
`);
    assert.deepEqual(suspicions, []);
  });
});

/** Classes of nn.Module as people write them, called, and asked for their weights. */
import type { Draw } from '../draw.ts';
import type { Maker, Sketch } from '../program.ts';
import { floats, integers, list, made } from './tensors.ts';

const HEAD = (name: string, parameters: string): readonly string[] => [
  `class ${name}(nn.Module):`,
  `    def __init__(self${parameters && `, ${parameters}`}):`,
  '        super().__init__()',
];

/** What is done with the output of a recurrent layer before the head: text, and the factor on its features. */
const LAST: readonly (readonly [string, 'last' | 'all'])[] = [
  ['out[:, -1]', 'last'],
  ['out[:, -1, :]', 'last'],
  ['out.mean(dim=1)', 'last'],
  ['out', 'all'],
  ['self.drop(out)', 'all'],
  ['torch.max(out, 1)[0]', 'last'],
];

function classifier(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Tagger');
  const type = draw.pick(['LSTM', 'GRU', 'RNN']);
  const [vocabulary, embed, hidden, tags] = [draw.int(5, 12), draw.size(), draw.size(), draw.size()];
  const both = draw.chance(0.4);
  const layers = draw.pick([1, 1, 2]);
  const factor = draw.rather(both ? '2 * hidden' : 'hidden', ['hidden', '2 * hidden', 'hidden * 2']);
  const [picked, kind] = draw.pick(LAST);
  const options = [
    'batch_first=True',
    ...(both ? ['bidirectional=True'] : []),
    ...(layers > 1 ? [`num_layers=${layers}`] : []),
  ];
  const unpacks = type === 'LSTM' ? draw.pick(['out, (h, c)', 'out, _']) : draw.pick(['out, h', 'out, _']);
  s.add(
    'module',
    ...HEAD(name, 'vocabulary, embed, hidden, tags'),
    '        self.embedding = nn.Embedding(vocabulary, embed)',
    `        self.rnn = nn.${type}(${draw.rather('embed', ['hidden', 'vocabulary'])}, hidden, ${list(options)})`,
    '        self.drop = nn.Dropout(0.1)',
    `        self.head = nn.Linear(${factor}, tags)`,
    '    def forward(self, ids):',
    '        x = self.embedding(ids)',
    `        ${unpacks} = self.rnn(x)`,
    `        last = ${picked}`,
    '        return self.head(last)',
  );
  const model = s.fresh('model');
  s.add('module', `${model} = ${name}(${list([vocabulary, embed, hidden, tags].map(n => draw.near(n)))})`);
  const ids = integers(s, [draw.size(), draw.size()], vocabulary - 1);
  const y = s.set(
    'module call',
    `${model}(${ids.name})`,
    kind === 'all' ? [...ids.shape, tags] : [ids.shape[0] ?? 1, tags],
    'float',
    'y',
  );
  weights(s, model, [
    'embedding.weight',
    'rnn.weight_ih_l0',
    'rnn.bias_hh_l0',
    'head.weight',
    'head.bias',
    'rnn.weight_hh_l0_reverse',
    'rnn.weight_ih_l1',
  ]);
  if (draw.chance(0.3) && kind === 'last') {
    const target = integers(s, [draw.near(ids.shape[0] ?? 1)], tags);
    s.set('loss of a module', `F.cross_entropy(${y}, ${target.name})`, []);
  }
}

function weights(s: Sketch, model: string, names: readonly string[]): void {
  const { draw } = s;
  if (draw.chance(0.4)) return;
  const key = draw.pick(names);
  s.add(
    'weights of a module',
    draw.pick([
      `${s.fresh('w')} = ${model}.state_dict()['${key}']`,
      `${s.fresh('w')} = ${model}.${key.replace(/\.(\d)/g, '[$1]')}`,
      `${s.fresh('w')} = torch.zeros(sum(p.numel() for p in ${model}.parameters() if p.requires_grad))`,
      `${s.fresh('w')} = torch.zeros(len(list(${model}.parameters())))`,
      `${s.fresh('w')} = dict(${model}.named_parameters())['${key}'].t()`,
      `${s.fresh('w')} = list(${model}.state_dict().values())[${draw.int(0, 6)}]`,
      `${s.fresh('w')} = [p for name, p in ${model}.named_parameters() if 'weight' in name][${draw.int(0, 3)}]`,
      `${s.fresh('w')} = next(${model}.parameters())`,
      `${s.fresh('w')} = torch.zeros(len(${model}.state_dict()), len(list(${model}.children())))`,
    ]),
  );
}

function initState(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Net');
  const isLstm = draw.chance(0.6);
  const x = made(s, [draw.size(), draw.size(), draw.size()]);
  const [hidden, layers, out] = [draw.size(), draw.int(1, 3), draw.size()];
  const batchFirst = draw.chance(0.8);
  const batch = batchFirst ? 'x.size(0)' : 'x.size(1)';
  const state = `torch.zeros(${draw.rather('self.layers', ['1', '2 * self.layers'])}, ${draw.rather(batch, ['x.size(2)', 'x.size(1)', 'x.size(0)'])}, self.hidden)`;
  s.add(
    'module with states',
    ...HEAD(name, 'size, hidden, layers'),
    '        self.hidden = hidden',
    '        self.layers = layers',
    `        self.rnn = nn.${isLstm ? 'LSTM' : 'GRU'}(size, hidden, layers${batchFirst ? ', batch_first=True' : ''})`,
    `        self.fc = nn.Linear(hidden, ${out})`,
    '    def forward(self, x):',
    `        h0 = ${state}`,
    ...(isLstm ? [`        c0 = ${state}`] : []),
    `        out, hn = self.rnn(x, ${isLstm ? '(h0, c0)' : 'h0'})`,
    `        return self.fc(${draw.pick(isLstm ? ['out[:, -1]', 'out', 'hn[0][-1]'] : ['out[:, -1]', 'out', 'hn[-1]', 'hn.squeeze(0)'])})`,
  );
  const model = s.fresh('model');
  s.add('module with states', `${model} = ${name}(${list([draw.near(x.shape[2] ?? 1), hidden, layers])})`);
  s.set('module call', `${model}(${x.name})`, undefined, 'float', 'y');
  weights(s, model, ['rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'fc.weight', 'fc.bias']);
}

/** Encoder and decoder, the state handed over. */
function sequenceToSequence(s: Sketch): void {
  const { draw } = s;
  const [encoder, decoder] = [s.fresh('Encoder'), s.fresh('Decoder')];
  const [hidden, size, out] = [draw.size(), draw.size(), draw.size()];
  s.add(
    'encoder and decoder',
    ...HEAD(encoder, 'size, hidden'),
    `        self.rnn = nn.LSTM(size, hidden, batch_first=True${draw.rather('', [', bidirectional=True', ', num_layers=2'])})`,
    '    def forward(self, x):',
    '        _, state = self.rnn(x)',
    '        return state',
    ...HEAD(decoder, 'size, hidden'),
    '        self.rnn = nn.LSTM(size, hidden, batch_first=True)',
    '        self.out = nn.Linear(hidden, size)',
    '    def forward(self, x, state):',
    '        x, state = self.rnn(x, state)',
    '        return self.out(x), state',
  );
  const [enc, dec, state, y] = [s.fresh('enc'), s.fresh('dec'), s.fresh('state'), s.fresh('y')];
  const x = made(s, [draw.size(), draw.size(), draw.near(size)]);
  const first = made(s, [draw.near(x.shape[0] ?? 1), draw.size(), draw.near(out)]);
  s.add(
    'encoder and decoder',
    `${enc} = ${encoder}(${size}, ${hidden})`,
    `${dec} = ${decoder}(${out}, ${draw.near(hidden)})`,
    `${state} = ${enc}(${x.name})`,
    `${y}, ${state} = ${dec}(${first.name}, ${state})`,
  );
  s.knows(y, first.shape);
}

function stepBody(draw: Draw, hidden: number): readonly string[] {
  return draw.pick([
    ['        for layer in self.layers:', '            x = torch.relu(layer(x))', '        return x'],
    [
      '        for i, layer in enumerate(self.layers):',
      '            x = layer(x) if i == 0 else x + layer(x)',
      '        return x',
    ],
    [`        return torch.cat([layer(x) for layer in self.layers], dim=${draw.pick([-1, 0, 1])})`],
    ['        return self.layers[0](x)', ...(hidden > 3 ? [] : ['        # the first only'])],
    ['        return sum(layer(x) for layer in self.layers)'],
  ]);
}

function moduleList(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Stack');
  const x = floats(s, draw.int(2, 3));
  const size = x.shape.at(-1) ?? 1;
  const [hidden, count] = [draw.rather(size, [draw.size()]), draw.int(1, 3)];
  s.add(
    'module list',
    ...HEAD(name, 'size, hidden, count'),
    `        self.layers = nn.ModuleList([nn.Linear(${draw.pick(['size', 'size if i == 0 else hidden'])}, hidden) for i in range(count)])`,
    `        self.scale = nn.Parameter(torch.ones(${draw.pick(['hidden', '1', 'size, hidden'])}))`,
    "        self.register_buffer('table', torch.zeros(count, hidden))",
    '    def forward(self, x):',
    ...stepBody(draw, hidden),
  );
  const model = s.fresh('model');
  s.add('module list', `${model} = ${name}(${list([draw.near(size), hidden, count])})`);
  s.set('module list', `${model}(${x.name})`, undefined, 'float', 'y');
  weights(s, model, ['layers.0.weight', 'layers.1.bias', 'scale', 'table', 'layers.2.weight']);
}

function attentionPool(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Attention');
  const x = floats(s, 3);
  const size = x.shape[2] ?? 1;
  const [hidden] = [draw.size()];
  s.add(
    'attention module',
    ...HEAD(name, 'size, hidden'),
    `        self.rnn = nn.GRU(size, hidden, batch_first=True${draw.rather('', [', bidirectional=True'])})`,
    '        self.score = nn.Linear(hidden, 1)',
    '    def forward(self, x):',
    '        out, _ = self.rnn(x)',
    `        weights = torch.softmax(self.score(out), dim=${draw.pick([1, 1, -1, 2])})`,
    draw.pick([
      '        pooled = (weights * out).sum(dim=1)',
      '        pooled = torch.bmm(weights.transpose(1, 2), out).squeeze(1)',
      '        pooled = torch.matmul(weights, out)',
      "        pooled = torch.einsum('bti,bth->bh', weights, out)",
    ]),
    '        return pooled, weights',
  );
  const [model, y, w] = [s.fresh('model'), s.fresh('y'), s.fresh('w')];
  s.add(
    'attention module',
    `${model} = ${name}(${draw.near(size)}, ${hidden})`,
    `${y}, ${w} = ${model}(${x.name})`,
  );
  s.knows(w, [...x.shape.slice(0, 2), 1]);
}

function convolutional(s: Sketch): void {
  const { draw } = s;
  const name = s.fresh('Crnn');
  const [batch, steps, features] = [draw.size(), draw.int(4, 12), draw.size()];
  const x = made(s, [batch, steps, features]);
  const [channels, hidden] = [draw.size(), draw.size()];
  s.add(
    'convolution and recurrence',
    ...HEAD(name, ''),
    `        self.conv = nn.Conv1d(${draw.near(features)}, ${channels}, kernel_size=${draw.int(1, 3)}${draw.chance(0.4) ? ', padding=1' : ''})`,
    `        self.pool = nn.MaxPool1d(${draw.int(1, 2)})`,
    `        self.rnn = nn.LSTM(${draw.near(channels)}, ${hidden}, batch_first=True)`,
    '    def forward(self, x):',
    `        x = ${draw.rather('x.transpose(1, 2)', ['x', 'x.permute(1, 2, 0)'])}`,
    '        x = self.pool(torch.relu(self.conv(x)))',
    `        x = ${draw.rather('x.permute(0, 2, 1)', ['x', 'x.permute(2, 0, 1)'])}`,
    '        out, (h, c) = self.rnn(x)',
    `        return ${draw.pick(['h[-1]', 'out', 'out[:, -1]', 'torch.cat([h[0], c[0]], dim=1)', 'h.view(-1)', 'h.squeeze()'])}`,
  );
  const model = s.fresh('model');
  s.add('convolution and recurrence', `${model} = ${name}()`);
  s.set('convolution and recurrence', `${model}(${x.name})`, undefined, 'float', 'y');
}

export const modules: readonly (readonly [number, Maker])[] = [
  [2, classifier],
  [1.5, initState],
  [1, sequenceToSequence],
  [1.2, moduleList],
  [1, attentionPool],
  [1, convolutional],
];

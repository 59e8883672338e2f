/** Fixes beyond the examples of the rules: in several places at once, in code written otherwise, in what a configuration holds. */
import assert from 'node:assert/strict';
import { applied, problemsIn, workingFixes } from '../../../src/fixes/index.ts';
import { programOf } from '../../support/tried.ts';

interface Case {
  readonly title: string;
  readonly code: string;
  /** What the fixes of its only problem, or of the only one of a rule, make of the code, line by line that changes: '- old', '+ new'. */
  readonly fixes: readonly string[];
  readonly rule?: string;
  readonly language?: 'ts';
}

const STACK = `from keras import Input, Sequential
from keras.layers import GRU, LSTM, Bidirectional, Dense, TimeDistributed

model = Sequential([Input((20, 8))])
`;

const TFJS = `import * as tf from '@tensorflow/tfjs';

`;

const TORCH = `import torch
from torch import nn

`;

const CASES: readonly Case[] = [
  {
    title: 'every layer of a stack of three',
    code: `${STACK}model.add(LSTM(64))
model.add(LSTM(32))
model.add(LSTM(16))
`,
    fixes: ['model.add(LSTM(64, return_sequences=True)) | model.add(LSTM(32, return_sequences=True))'],
  },
  {
    title: 'the layers inside of wrappers',
    code: `${STACK}model.add(Bidirectional(LSTM(64)))
model.add(Bidirectional(GRU(32)))
model.add(TimeDistributed(Dense(1)))
`,
    fixes: [
      'model.add(Bidirectional(LSTM(64, return_sequences=True))) | model.add(Bidirectional(GRU(32, return_sequences=True)))',
    ],
  },
  {
    title: 'what a dictionary hands over',
    code: `${STACK}config = dict(units=64, return_sequences=False)
model.add(LSTM(**config))
model.add(LSTM(16))
`,
    fixes: ['config = dict(units=64, return_sequences=True)'],
  },
  {
    title: 'what an object hands over',
    language: 'ts',
    code: `${TFJS}const config = { units: 64, inputShape: [20, 8] };
const model = tf.sequential({ layers: [tf.layers.lstm(config), tf.layers.gru({ units: 3 })] });
`,
    fixes: ['const config = { units: 64, inputShape: [20, 8], returnSequences: true };'],
  },
  {
    title: 'the name of an argument in a dictionary',
    code: `${TORCH}config = {'input_size': 8, 'hidden_size': 10, 'batch_frist': True}
lstm = nn.LSTM(**config)
`,
    fixes: [
      "config = {'input_size': 8, 'hidden_size': 10, 'batch_first': True}",
      "config = {'input_size': 8, 'hidden_size': 10}",
    ],
  },
  {
    title: 'no size that only goes with another fix',
    code: `${TORCH}HIDDEN = 32
lstm = nn.LSTM(16, HIDDEN, bidirectional=True)
fc = nn.Linear(HIDDEN, 4)
y = fc(lstm(torch.zeros(7, 4, 16))[0])
`,
    fixes: ['fc = nn.Linear(2 * HIDDEN, 4)'],
  },
  {
    title: 'both states, or the axis that they were made for',
    code: `${TORCH}lstm = nn.LSTM(8, 10)
x = torch.zeros(32, 20, 8)
h0 = torch.zeros(1, 32, 10)
c0 = torch.zeros(1, 32, 10)
out, _ = lstm(
    x,
    (h0, c0),
)
`,
    fixes: [
      'lstm = nn.LSTM(8, 10, batch_first=True)',
      'h0 = torch.zeros(1, 20, 10) | c0 = torch.zeros(1, 20, 10)',
      'x = torch.zeros(32, 32, 8)',
    ],
  },
  {
    title: 'the same flag under the name that Paddle gives it',
    code: `import paddle
from paddle import nn

gru = nn.GRU(8, 10, time_major=True)
out, _ = gru(paddle.zeros([32, 20, 8]), paddle.zeros([1, 32, 10]))
`,
    fixes: [
      'gru = nn.GRU(8, 10, time_major=False)',
      'out, _ = gru(paddle.zeros([32, 20, 8]), paddle.zeros([1, 20, 10]))',
      'out, _ = gru(paddle.zeros([32, 32, 8]), paddle.zeros([1, 32, 10]))',
    ],
  },
  {
    title: 'the hidden state alone',
    code: `${TORCH}gru = nn.GRU(8, 10)
h = torch.zeros(1, 4, 10)
out, h = gru(torch.zeros(7, 4, 8), (h, h))
`,
    fixes: ['out, h = gru(torch.zeros(7, 4, 8), h)'],
  },
  {
    title: 'the states of a cell',
    code: `${TORCH}cell = nn.LSTMCell(8, 16)
h = c = torch.zeros(4, 16)
out, (h, c) = cell(torch.zeros(4, 8), (h, c))
`,
    fixes: ['h, c = cell(torch.zeros(4, 8), (h, c))'],
  },
  {
    title: 'the merge mode, or twice the units',
    code: `from keras import Input
from keras.layers import LSTM, Add, Bidirectional

i = Input((5, 8))
a = Bidirectional(LSTM(4))(i)
b = LSTM(4)(i)
c = Add()([a, b])
`,
    fixes: [
      "a = Bidirectional(LSTM(4), merge_mode='sum')(i)",
      'a = Bidirectional(LSTM(2))(i)',
      'b = LSTM(8)(i)',
    ],
  },
  {
    title: 'the merge mode in TypeScript',
    language: 'ts',
    code: `${TFJS}const i = tf.input({ shape: [5, 8] });
const a = tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 4 }), mergeMode: 'concat' }).apply(i);
const b = tf.layers.lstm({ units: 4 }).apply(i);
const c = tf.layers.add().apply([a, b]);
`,
    fixes: [
      "const a = tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 4 }), mergeMode: 'sum' }).apply(i);",
      "const a = tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 2 }), mergeMode: 'concat' }).apply(i);",
      'const b = tf.layers.lstm({ units: 8 }).apply(i);',
    ],
  },
  {
    title: 'two names of gates that are cut out one by one',
    code: `from keras.layers import LSTM

layer = LSTM(10)
layer.build((None, 5, 8))
kernel = layer.get_weights()[0]
u = 10
W_i = kernel[:, :u]
W_f = kernel[:, u : 2 * u]
W_o = kernel[:, 2 * u : 3 * u]
W_c = kernel[:, 3 * u :]
`,
    fixes: ['W_c = kernel[:, 2 * u : 3 * u] | W_o = kernel[:, 3 * u :]'],
  },
  {
    title: 'the step of the loop around a gate',
    code: `import numpy as np

X = np.random.randn(20, 8)
W, U, h = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros((10, 1))
for t in range(20):
    z = np.dot(W, X.T) + np.dot(U, h)
`,
    fixes: ['    z = np.dot(W, X.T[:, t:t + 1]) + np.dot(U, h)'],
  },
  {
    title: 'the states that have a name',
    code: `${TORCH}lstm = nn.LSTM(8, 10, bidirectional=True)
out, states = lstm(torch.randn(7, 4, 8))
last = out[-1]
`,
    fixes: ['last = torch.cat((states[0][-2], states[0][-1]), dim=-1)'],
  },
  {
    title: 'the axis of a split, which is no number of parts',
    code: `${TORCH}z = torch.randn(4, 40)
i, f, g, o = z.chunk(4)
`,
    fixes: ['i, f, g, o = z.chunk(4, dim=1)'],
  },
  {
    title: 'the axis of a sum over everything',
    code: `${TORCH}z = torch.randn(4, 10)
p = torch.exp(z) / torch.exp(z).sum()
`,
    fixes: ['p = torch.exp(z) / torch.exp(z).sum(dim=-1, keepdim=True)'],
  },
  {
    title: 'what a warning is about, as what an error would be about',
    rule: 'suspicious-initial-state',
    code: `from keras import Input
from keras.layers import LSTM, Bidirectional

_, fh, fc, bh, bc = Bidirectional(LSTM(8, return_state=True))(Input((7, 3)))
y = LSTM(8)(Input((5, 3)), initial_state=[fh, fc, bh, bc])
`,
    fixes: [
      'y = LSTM(8)(Input((5, 3)), initial_state=[fh, fc])',
      'y = LSTM(8)(Input((5, 3)), initial_state=[bh, bc])',
    ],
  },
  {
    title: 'a misspelt option that is only ignored',
    language: 'ts',
    code: `${TFJS}const layer = tf.layers.lstm({ units: 4, returnSequence: true });
`,
    fixes: [
      'const layer = tf.layers.lstm({ units: 4, returnSequences: true });',
      'const layer = tf.layers.lstm({ units: 4 });',
    ],
  },
  {
    title: 'a name that is only begun',
    code: `import haiku as hk

def f(x):
    return hk.LSTM(hidden=3)
`,
    fixes: ['    return hk.LSTM(hidden_size=3)'],
  },
  {
    title: 'axes that have changed places, before the size',
    code: `${TORCH}conv = nn.Conv1d(8, 10, 3)
x = torch.zeros(4, 20, 8)
y = conv(x)
`,
    fixes: ['y = conv(x.transpose(1, 2))', 'conv = nn.Conv1d(20, 10, 3)', 'x = torch.zeros(4, 8, 8)'],
  },
  {
    title: 'floats that are drawn where indices are meant',
    code: `${TORCH}embed = nn.Embedding(100, 16)
y = embed(torch.randn(4, 12, requires_grad=True, device='cpu'))
`,
    fixes: ["y = embed(torch.randint(0, 100, (4, 12), device='cpu'))"],
  },
  {
    title: 'floats that are drawn in a shape where indices are meant',
    code: `${TORCH}embed = nn.Embedding(100, 16)
y = embed(torch.rand(size=(4, 12)))
`,
    fixes: ['y = embed(torch.randint(0, 100, (4, 12)))'],
  },
  {
    title: 'zeros where indices are meant',
    code: `${TORCH}embed = nn.Embedding(100, 16)
y = embed(torch.zeros(4, 12))
`,
    fixes: ['y = embed(torch.zeros(4, 12).long())'],
  },
  {
    title: 'one sample for a whole batch',
    code: `import equinox as eqx
import jax
import jax.numpy as jnp

cell = eqx.nn.LSTMCell(8, 16, key=jax.random.key(0))
x, h, c = jnp.zeros((4, 8)), jnp.zeros((4, 16)), jnp.zeros((4, 16))
h, c = cell(x, (h, c))
`,
    fixes: ['h, c = jax.vmap(cell)(x, (h, c))'],
  },
  {
    title: 'a module behind a layer in a container',
    code: `import torch
from torch import nn
model = nn.Sequential(nn.LSTM(8, 16, batch_first=True), nn.Linear(16, 3))
y = model(torch.randn(4, 7, 8))
print(y.shape)
`,
    fixes: [
      'class TakeOutput(nn.Module): |     def forward(self, results): |         return results[0] | model = nn.Sequential(nn.LSTM(8, 16, batch_first=True), TakeOutput(), nn.Linear(16, 3))',
    ],
  },
  {
    title: 'a module behind a layer among lines',
    code: `import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(8, 12),
            nn.LSTM(12, 16, batch_first=True),
            nn.ReLU(),
            nn.Linear(16, 3),
        )

    def forward(self, x):
        return self.body(x)

print(Net()(torch.randn(4, 7, 8)).shape)
`,
    fixes: [
      'class TakeOutput(nn.Module): |     def forward(self, results): |         return results[0] |             TakeOutput(),',
    ],
  },
  {
    title: 'both states of a pair, or behind backward',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 1)
h = torch.zeros(1, 4, 10)
c = torch.zeros(1, 4, 10)
for step in range(3):
    out, (h, c) = lstm(torch.randn(4, 7, 8), (h, c))
    loss = head(out).mean()
    loss.backward()
`,
    fixes: [
      '    out, (h, c) = lstm(torch.randn(4, 7, 8), (h.detach(), c.detach()))',
      '    h, c = h.detach(), c.detach()',
    ],
  },
  {
    title: 'a state that is None at first',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 10, batch_first=True)
head = nn.Linear(10, 1)
state = None
for step in range(3):
    out, state = lstm(torch.randn(4, 7, 8), state)
    loss = head(out).mean()
    loss.backward()
`,
    fixes: ['    state = tuple(s.detach() for s in state)'],
  },
  {
    title: 'every step of a joined layer',
    code: `from keras import Input, Model
from keras.layers import LSTM, Concatenate, Dense
x = Input((20, 8))
a = LSTM(16, return_sequences=True)(x)
b = LSTM(16)(x)
z = Concatenate()([a, b])
model = Model(x, Dense(1)(z))
model.summary()
`,
    fixes: ['b = LSTM(16, return_sequences=True)(x)', 'a = LSTM(16, return_sequences=False)(x)'],
  },
  {
    title: 'the size of a batch',
    code: `import numpy as np
from keras import Input, Sequential
from keras.layers import LSTM, Dense
model = Sequential([Input((20, 8)), LSTM(16, stateful=True), Dense(1)])
model.compile(loss='mse')
model.fit(np.zeros((32, 20, 8)), np.zeros((32, 1)), verbose=0)
`,
    fixes: [
      'model = Sequential([Input(batch_shape=(32, 20, 8)), LSTM(16, stateful=True), Dense(1)])',
      'model = Sequential([Input((20, 8)), LSTM(16, stateful=False), Dense(1)])',
      'model = Sequential([Input((20, 8)), LSTM(16), Dense(1)])',
    ],
  },
  {
    title: 'the size of a batch where Keras 3 takes it',
    code: `import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense
model = Sequential()
model.add(LSTM(16, stateful=True, input_shape=(20, 8)))
model.add(Dense(1))
model.compile(loss='mse')
model.fit(np.zeros((32, 20, 8)), np.zeros((32, 1)), batch_size=8, verbose=0)
`,
    fixes: [
      'from keras import Input, Sequential | model.add(Input(batch_shape=(8, 20, 8))) | model.add(LSTM(16, stateful=True))',
      'model.add(LSTM(16, stateful=False, input_shape=(20, 8)))',
      'model.add(LSTM(16, input_shape=(20, 8)))',
    ],
  },
  {
    title: 'both sizes after the samples',
    rule: 'samples-as-steps',
    code: `import numpy as np
from keras import Sequential
from keras.layers import LSTM, Dense
X = np.zeros((100, 20, 8))
y = np.zeros((100, 1))
model = Sequential()
model.add(LSTM(16, input_shape=(X.shape[0], X.shape[1])))
model.add(Dense(1))
model.compile(loss='mse')
model.fit(X, y, verbose=0)
`,
    fixes: ['model.add(LSTM(16, input_shape=(X.shape[1], X.shape[2])))'],
  },
  {
    title: 'the axis of the steps of a softmax',
    code: `import torch
from torch import nn
class Attn(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(8, 16, batch_first=True)
        self.score = nn.Linear(16, 1)
    def forward(self, x):
        out, _ = self.lstm(x)
        w = torch.softmax(self.score(out), dim=-1)
        return (out * w).sum(1)
print(Attn()(torch.randn(4, 7, 8)).shape)
`,
    fixes: [
      '        w = torch.softmax(self.score(out), dim=1)',
      '        w = torch.sigmoid(self.score(out))',
    ],
  },
  {
    title: 'one step in the loop of a cell',
    code: `import torch
from torch import nn
cell = nn.LSTMCell(8, 16)
x = torch.randn(4, 7, 8)
h = torch.zeros(4, 16)
c = torch.zeros(4, 16)
for t in range(7):
    h, c = cell(x, (h, c))
`,
    fixes: ['    h, c = cell(x[:, t], (h, c))'],
  },
  {
    title: 'vectors as columns of matrices',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 16, batch_first=True)
out, (h, c) = lstm(torch.randn(4, 7, 8))
scores = torch.bmm(out, h[-1])
print(scores.shape)
`,
    fixes: ['scores = torch.bmm(out, h[-1].unsqueeze(2))'],
  },
  {
    title: 'a packed sequence',
    code: `import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence
lstm = nn.LSTM(8, 16, batch_first=True)
packed = pack_padded_sequence(torch.randn(4, 7, 8), [7, 6, 5, 4], batch_first=True)
out, _ = lstm(packed)
fc = nn.Linear(16, 3)
print(fc(out))
`,
    fixes: [
      'print(fc(torch.nn.utils.rnn.pad_packed_sequence(out, batch_first=True)[0]))',
      'print(fc(out.data))',
    ],
  },
  {
    title: 'axes swapped twice',
    code: `import torch
from torch import nn
conv = nn.Conv1d(8, 16, 3)
lstm = nn.LSTM(16, 4, batch_first=True)
x = torch.randn(4, 7, 8)
y, _ = lstm(conv(x))
`,
    fixes: ['y, _ = lstm(conv(x.transpose(1, 2)).transpose(1, 2))'],
  },
  {
    title: 'the last step of a sequence',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 16, batch_first=True)
out, _ = lstm(torch.randn(4, 7, 8))
z = out.reshape(4, 16)
print(z.shape)
`,
    fixes: [
      'z = out[:, -1].reshape(4, 16)',
      'z = out.reshape(4, 112)',
      'z = out.reshape(4, -1)',
      'z = out.reshape(28, 16)',
      'z = out.reshape(-1, 16)',
    ],
  },
  {
    title: 'states in the other order',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 16, batch_first=True, proj_size=4)
h = torch.zeros(1, 4, 4)
c = torch.zeros(1, 4, 16)
out, _ = lstm(torch.randn(4, 7, 8), (c, h))
`,
    fixes: [
      'out, _ = lstm(torch.randn(4, 7, 8), (h, c))',
      'h = torch.zeros(1, 4, 16) | c = torch.zeros(1, 4, 4)',
    ],
  },
  {
    title: 'another axis of the input',
    code: `import torch
from torch import nn
class Net(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.hidden = hidden
        self.lstm = nn.LSTM(8, hidden, batch_first=True)
    def forward(self, x):
        h0 = torch.zeros(1, x.size(1), self.hidden)
        c0 = torch.zeros(1, x.size(1), self.hidden)
        out, _ = self.lstm(x, (h0, c0))
        return out[:, -1]
print(Net()(torch.randn(4, 7, 8)).shape)
`,
    fixes: [
      '        h0 = torch.zeros(1, x.size(0), self.hidden) |         c0 = torch.zeros(1, x.size(0), self.hidden)',
      'print(Net()(torch.randn(4, 4, 8)).shape)',
      'print(Net()(torch.randn(7, 7, 8)).shape)',
    ],
  },
  {
    title: 'half the units',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 8, batch_first=True, bidirectional=True)
x = torch.randn(4, 7, 8)
out, _ = lstm(x)
print((x + out).shape)
`,
    fixes: [
      'lstm = nn.LSTM(8, 4, batch_first=True, bidirectional=True)',
      'lstm = nn.LSTM(16, 8, batch_first=True, bidirectional=True) | x = torch.randn(4, 7, 16)',
    ],
  },
  {
    title: 'other axes of a product',
    code: `from keras import Input, Model
from keras.layers import LSTM, Dot
a = Input((20, 8))
b = Input((12, 8))
p = LSTM(16, return_sequences=True)(a)
q = LSTM(16, return_sequences=True)(b)
z = Dot(axes=1)([p, q])
`,
    fixes: ['z = Dot(axes=(2, 2))([p, q])', 'a = Input((12, 8))', 'b = Input((20, 8))'],
  },
  {
    title: 'an axis of one number of the input',
    code: `from keras import Input, Sequential
from keras.layers import LSTM, Embedding
model = Sequential([Input((20, 1)), Embedding(100, 8), LSTM(16)])
`,
    fixes: [
      'model = Sequential([Input((20,)), Embedding(100, 8), LSTM(16)])',
      'model = Sequential([Input((20, 1)), LSTM(16)])',
    ],
  },
  {
    title: 'what Paddle calls it',
    code: `import paddle
from paddle import nn
lstm = nn.LSTM(8, 16, bidirectional=True)
`,
    fixes: ["lstm = nn.LSTM(8, 16, direction='bidirect')", 'lstm = nn.LSTM(8, 16)'],
  },
  {
    title: 'targets that are broadcast',
    code: `import torch
from torch import nn
lstm = nn.LSTM(8, 16, batch_first=True)
fc = nn.Linear(16, 1)
out, _ = lstm(torch.randn(4, 7, 8))
loss = nn.MSELoss()(fc(out[:, -1]), torch.randn(4))
print(loss)
`,
    fixes: [
      'loss = nn.MSELoss()(fc(out[:, -1]).squeeze(-1), torch.randn(4))',
      'loss = nn.MSELoss()(fc(out[:, -1]), torch.randn(4).unsqueeze(-1))',
    ],
  },
  {
    title: 'class numbers in a column',
    code: `${TORCH}lin = nn.Linear(5, 3)
loss = nn.CrossEntropyLoss()(lin(torch.randn(10, 5)), torch.randint(0, 3, (10, 1)))
`,
    fixes: [
      'loss = nn.CrossEntropyLoss()(lin(torch.randn(10, 5)), torch.randint(0, 3, (10, 1)).squeeze(-1))',
    ],
  },
  {
    title: 'the cell state that has a name beside the hidden one',
    code: `from keras import Input
from keras.layers import LSTM

x, y = Input((10, 3)), Input((6, 2))
out, h, c = LSTM(16, return_state=True)(x)
z = LSTM(16)(y, initial_state=[h])
`,
    fixes: ['z = LSTM(16)(y, initial_state=[h, c])'],
  },
];

const changedLines = (before: string, after: string): string => {
  const old = new Set(before.split('\n'));
  return after
    .split('\n')
    .filter(line => !old.has(line))
    .join(' | ');
};

describe('fixes mend', () => {
  for (const { title, code, fixes, rule, language = 'py' } of CASES)
    it(title, async () => {
      const name = `main.${language}`;
      const path = `/project/${name}`;
      const program = await programOf({ [name]: code });
      const problems = problemsIn(program);
      const found = (problems.get(path) ?? []).filter(each => rule === undefined || each.rule === rule);
      assert.equal(found.length, 1, found.map(({ message }) => message).join('\n'));
      const [problem] = found;
      assert.ok(problem);
      const results = workingFixes(program, problem, problems).map(({ edits }) => applied(code, edits));
      assert.deepEqual(
        results.map(result => changedLines(code, result)),
        fixes,
      );
      for (const result of results) {
        const left = problemsIn(await programOf({ [name]: result }));
        assert.deepEqual([...left.values()].flat(), [], result);
      }
    });
});

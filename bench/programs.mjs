/** Generated programs of the sizes that real projects have; the same ones every time. */

/** A PyTorch model file of about `lines` lines: modules with recurrent layers, and the code around them. */
export function modelFile(lines) {
  const parts = ['import torch', 'from torch import nn', '', 'HIDDEN = 64', 'BATCH = 16', ''];
  for (let n = 0; parts.length < lines; n++) parts.push(...torchModule(n), ...helper(n));
  return `${parts.join('\n')}\n`;
}

function torchModule(n) {
  const size = 8 + (n % 7);
  return [
    `class Encoder${n}(nn.Module):`,
    `    """Reads sequences of ${size} features."""`,
    '',
    `    def __init__(self, features=${size}, hidden=HIDDEN):`,
    '        super().__init__()',
    '        self.hidden = hidden',
    '        self.rnn = nn.LSTM(features, hidden, num_layers=2, batch_first=True, bidirectional=True)',
    '        self.norm = nn.LayerNorm(2 * hidden)',
    `        self.head = nn.Linear(2 * hidden, ${(n % 5) + 2})`,
    '',
    '    def forward(self, x):',
    '        out, (h_n, c_n) = self.rnn(x)',
    '        last = self.norm(out[:, -1])',
    '        return self.head(last)',
    '',
    '',
    `model_${n} = Encoder${n}()`,
    `y_${n} = model_${n}(torch.zeros(BATCH, 12, ${size}))`,
    '',
  ];
}

function helper(n) {
  return [
    `def describe_${n}(rows, scale=1.0):`,
    '    total = 0',
    '    for index, row in enumerate(rows):',
    '        if row is None:',
    '            continue',
    '        total += index * scale',
    `    return {'name': 'part ${n}', 'total': total}`,
    '',
    '',
  ];
}

/** A script that builds every module of such a file and runs each of them. */
export function trainingFile(modules) {
  const numbers = Array.from({ length: modules }, (_, n) => n);
  return [
    'import torch',
    `from model import ${numbers.map(n => `Encoder${n}`).join(', ')}`,
    '',
    ...numbers.flatMap(n => [
      `net_${n} = Encoder${n}(hidden=${32 + n})`,
      `out_${n} = net_${n}(torch.zeros(4, 20, ${8 + (n % 7)}))`,
    ]),
    '',
  ].join('\n');
}

/** A Keras model of its own, as a project's scripts have them. */
export function kerasFile(n) {
  const units = 8 + (n % 24);
  return `from keras import Input, Sequential
from keras.layers import LSTM, Dense, Dropout

STEPS = ${10 + (n % 20)}
FEATURES = ${1 + (n % 9)}


def build(units=${units}):
    model = Sequential()
    model.add(Input((STEPS, FEATURES)))
    model.add(LSTM(units, return_sequences=True))
    model.add(Dropout(0.2))
    model.add(LSTM(units // 2))
    model.add(Dense(1))
    return model


model = build()
model.compile(loss='mse', optimizer='adam')
model.summary()
`;
}

/** Python that has nothing to do with models. */
export function plainFile(n) {
  const functions = Array.from(
    { length: 12 },
    (_, k) => `def step_${n}_${k}(items, limit=${k}):
    """Keeps what is larger than the limit."""
    kept = [item for item in items if item.size > limit]
    log.info('kept %d of %d', len(kept), len(items))
    return sorted(kept, key=lambda item: (item.size, item.name))
`,
  );
  return `import logging
import os
from dataclasses import dataclass
from pathlib import Path

from package.common import helpers_${n % 40}

log = logging.getLogger(__name__)

${functions.join('\n\n')}`;
}

/** From a problem to the mistake of the calculator that it is: offered with the problem, and opened with the sizes that the code has. */
import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isNoCalculator } from '../../src/protocol/requests.ts';
import { STACKED } from '../cli/programs.ts';
import { Editor } from './editor.ts';

const TITLE = 'Show in the gate calculator';

const BY_HAND = `import numpy as np

X = np.random.randn(8, 20)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros((10, 1))
h = np.zeros((10, 1))
f = 1 / (1 + np.exp(-(W_f @ X + U_f @ h + b_f)))
`;

const REFUSED = `import numpy as np

W_f = np.zeros((10, 8))
X = np.zeros((6, 8))
f = W_f @ X
`;

const TYPED = `import numpy as np

X = np.random.randn(8, 8)
W_f, U_f, b_f = np.random.randn(10, 8), np.random.randn(10, 10), np.zeros(10)
h = np.zeros(10)
f = 1 / (1 + np.exp(-(W_f * X + U_f * h + b_f)))
`;

const BATCH = `import torch
from torch import nn

lstm = nn.LSTM(8, 10)
out, (h, c) = lstm(torch.randn(32, 20, 8))
`;

const STATE = `import torch
import torch.nn as nn

lstm = nn.LSTM(8, 10, num_layers=2, batch_first=True)
h0 = torch.zeros(1, 32, 10)
out, state = lstm(torch.randn(32, 20, 8), (h0, h0))
`;

const LOSS = `import numpy as np
from keras import Sequential, Input
from keras.layers import LSTM, Dense

x, y = np.zeros((32, 8, 8)), np.zeros((32, 5))
model = Sequential([Input((8, 8)), LSTM(10, return_sequences=True), Dense(5)])
model.compile(loss='categorical_crossentropy', optimizer='adam')
model.fit(x, y)
`;

const OTHER = `import numpy as np

prices, counts = np.zeros((3, 4)), np.zeros((3, 4))
total = prices @ counts
`;

describe('problems that the gate calculator shows', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start();
  });
  after(() => editor.stop());

  async function shown(
    name: string,
    text: string,
    part: string,
    title = TITLE,
  ): Promise<CodeAction | undefined> {
    const uri = editor.uri(name);
    await editor.open(uri, text);
    const document = TextDocument.create(uri, 'python', 1, text);
    const at = document.positionAt(text.lastIndexOf(part) + 1);
    const actions: readonly CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    return actions.find(each => each.title === title);
  }

  const argument = (action: CodeAction | undefined): unknown => action?.command?.arguments?.[0];

  it('are not needed: a layer alone offers to be opened, what is no layer does not', async () => {
    const right = 'from torch import nn\n\nencoder = nn.LSTM(8, 10)\nhead = nn.Linear(10, 2)\n';
    const title = 'Open encoder in the gate calculator';
    const found = await shown('right.py', right, 'LSTM(8', title);
    assert.equal(found?.kind, 'lstmShapes.calculator');
    assert.equal(found?.command?.command, 'lstmShapes.openCalculator');
    const line = { line: 2, character: 14 };
    assert.deepEqual(argument(found), { uri: editor.uri('right.py'), position: line });
    const linear = await shown('right.py', right, 'Linear', title);
    assert.equal(linear, undefined);
  });

  it('open at the layer, in the mistake', async () => {
    const batch = await shown('batch.py', BATCH, 'torch.randn');
    assert.equal(batch?.command?.command, 'lstmShapes.openCalculator');
    assert.deepEqual(argument(batch), {
      uri: editor.uri('batch.py'),
      position: { line: 3, character: 7 },
      mistake: 'batch-as-steps',
    });
    assert.equal(batch?.diagnostics?.[0]?.code, 'batch-as-steps');
    const state = argument(await shown('state.py', STATE, 'h0, h0'));
    assert.deepEqual(state, {
      uri: editor.uri('state.py'),
      position: { line: 3, character: 7 },
      mistake: 'state-without-layers',
    });
  });

  it('open at the layer that drops the steps where the next one needs them', async () => {
    const line = STACKED.split('\n').findIndex(each => each.includes('LSTM('));
    const target = argument(await shown('stacked.py', STACKED, 'LSTM('));
    assert.deepEqual(target, {
      uri: editor.uri('stacked.py'),
      position: { line, character: STACKED.split('\n')[line]?.indexOf('LSTM(') },
      mistake: 'sequences-into-dense',
    });
  });

  it('open with the sizes of a cell that is written by hand', async () => {
    for (const [name, text, part, sizes] of [
      ['hand.py', BY_HAND, 'W_f @ X', { units: 10, inputSize: 8, steps: 20 }],
      ['refused.py', REFUSED, 'W_f @ X', { units: 10, inputSize: 8, steps: 6 }],
    ] as const) {
      const action = await shown(name, text, part);
      const { position, mistake } = action?.command?.arguments?.[0] ?? {};
      assert.equal(mistake, 'whole-sequence', name);
      const uri = editor.uri(name);
      const spec = await editor.request('lstmShapes/calculatorSpec', { uri, position, mistake });
      assert.ok(!isNoCalculator(spec), JSON.stringify(spec));
      const { units, inputSize, steps, layoutName, framework } = spec;
      assert.deepEqual({ units, inputSize, steps }, sizes);
      assert.deepEqual([layoutName, framework], ['by-hand', 'NumPy']);
    }
  });

  it('open with the line, the steps and the vectors of an equation as it is first typed', async () => {
    const uri = editor.uri('typed.py');
    for (const [part, mistake, sizes] of [
      ['W_f * X', 'whole-sequence', { units: 10, inputSize: 8, steps: 8 }],
      ['U_f * h', 'elementwise-as-product', { units: 10, inputSize: null, steps: null }],
    ] as const) {
      const action = await shown('typed.py', TYPED, part);
      const target = action?.command?.arguments?.[0] ?? {};
      assert.equal(target.mistake, mistake);
      const { position } = target;
      const spec = await editor.request('lstmShapes/calculatorSpec', { uri, position, mistake });
      assert.ok(!isNoCalculator(spec), JSON.stringify(spec));
      const { units, inputSize, steps, vectorAxes, source } = spec;
      assert.deepEqual({ units, inputSize, steps }, sizes, part);
      assert.equal(vectorAxes, 1);
      assert.deepEqual([source?.label, source?.line], ['typed.py', 6]);
    }
  });

  it('open at the last layer before a loss that compares every step with one target', async () => {
    const target = argument(await shown('loss.py', LOSS, 'y)'));
    const line = LOSS.split('\n').findIndex(each => each.includes('LSTM('));
    assert.deepEqual(target, {
      uri: editor.uri('loss.py'),
      position: { line, character: LOSS.split('\n')[line]?.indexOf('LSTM(') },
      mistake: 'sequences-into-dense',
    });
  });

  it('are linked from the hover', async () => {
    await shown('batch.py', BATCH, 'torch.randn');
    const uri = editor.uri('batch.py');
    const hover = await editor.hover(uri, 'randn');
    assert.match(
      JSON.stringify(hover),
      /\[Show in the gate calculator\]\(command:lstmShapes\.openCalculator\?/,
    );
  });

  it('are not offered for what has nothing to do with a cell', async () => {
    assert.equal(await shown('other.py', OTHER, 'prices @'), undefined);
  });
});

describe('problems in an editor that does not run our commands', () => {
  let editor: Editor;
  before(async () => {
    editor = await Editor.start({ settings: null, links: false });
  });
  after(() => editor.stop());

  it('are not offered in the calculator', async () => {
    const uri = editor.uri('batch.py');
    await editor.open(uri, BATCH);
    const start = { line: 4, character: 24 };
    const actions: readonly CodeAction[] = await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    assert.deepEqual(
      actions.filter(({ title }) => title === TITLE),
      [],
    );
  });
});

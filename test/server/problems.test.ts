import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { ENCODER, FINE, STACKED } from '../cli/programs.ts';
import { Editor, markdownOf } from './editor.ts';

const RULE = 'missing-return-sequences';
const TRAIN =
  'import numpy as np\nfrom model import Encoder\nencoder = Encoder(32)\ny = encoder(np.zeros((4, 7, 5)))\n';

const NET = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.rnn = nn.LSTM(5, 8)
        self.head = nn.Linear(hidden, 2)

    def forward(self, x):
        out, _ = self.rnn(x)
        return self.head(out)
`;
const RUN = 'import torch\nfrom net import Net\nnet = Net(16)\ny = net(torch.zeros(7, 4, 5))\n';

describe('problems over the protocol', () => {
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({ files: { 'model.py': ENCODER } });
  });
  afterEach(() => editor.stop());

  it('appear when a file is opened, with everything that an editor shows', async () => {
    const uri = editor.uri('stacked.py');
    await editor.open(uri, STACKED);
    const [problem] = await editor.rules(uri, RULE);
    assert.equal(problem?.source, 'LSTM Shapes');
    assert.equal(problem?.severity, DiagnosticSeverity.Error);
    assert.match(problem?.codeDescription?.href ?? '', /^https:\/\/.*missing-return-sequences\.md$/);
    assert.deepEqual(problem?.range.start.line, 5);
    assert.match(String(problem?.message), /\(batch, 16\)/);
    assert.ok((problem?.relatedInformation?.length ?? 0) > 0);
    assert.equal(problem?.relatedInformation?.[0]?.location.uri, uri);
  });

  it('vanish as soon as the text is right, and come back after a pause', async () => {
    const uri = editor.uri('stacked.py');
    await editor.open(uri, STACKED);
    await editor.rules(uri, RULE);
    await editor.replace(uri, 'LSTM(16)', 'LSTM(16, return_sequences=True)');
    const cleared = await editor.diagnostics(uri, (_, version) => version === 2);
    assert.deepEqual(cleared, [], 'the first answer to the edit has cleared it');
    await editor.replace(uri, 'LSTM(16, return_sequences=True)', 'LSTM(16)');
    const first = await editor.diagnostics(uri, (_, version) => version === 3);
    assert.deepEqual(first, [], 'new problems wait');
    await editor.rules(uri, RULE);
  });

  it('stay where they are, on their moved lines, while something else is typed', async () => {
    const uri = editor.uri('stacked.py');
    await editor.open(uri, STACKED);
    await editor.rules(uri, RULE);
    await editor.edit(uri, 0, 0, '# one\n# two\n');
    const [moved] = await editor.diagnostics(uri, (_, version) => version === 2);
    assert.equal(moved?.range.start.line, 7);
  });

  it('of an unsaved buffer count for the files that import it', async () => {
    const [train, model] = [editor.uri('train.py'), editor.uri('model.py')];
    await editor.open(train, TRAIN);
    await editor.diagnostics(model, found => found.length > 0);
    await editor.open(model, ENCODER);
    await editor.diagnostics(model, found => found.length > 0);
    await editor.replace(model, 'layers.LSTM(units)', 'layers.LSTM(units, return_sequences=True)');
    await editor.diagnostics(model, found => found.length === 0);
  });

  it('count the unsaved text of a file that is opened after them, though it imports no framework', async () => {
    editor.write('sizes.py', 'FEATURES = 5\n');
    const train = editor.uri('train.py');
    await editor.open(
      train,
      `import torch\nfrom torch import nn\nfrom sizes import FEATURES\nnn.LSTM(FEATURES, 8)(torch.zeros(7, 4, 5))\n`,
    );
    await editor.diagnostics(train, (_, version) => version === 1);
    await editor.open(editor.uri('sizes.py'), 'FEATURES = 6\n');
    await editor.diagnostics(train, found => found.length > 0);
  });

  it('that a linked file leads to stay while one types, and are judged with it in the pause', async () => {
    const linked = await Editor.start({
      files: { 'net.py': NET, 'run.py': RUN },
      settings: () => ({ logLevel: 'debug' }),
    });
    const [run, net] = [linked.uri('run.py'), linked.uri('net.py')];
    const analyses = (): readonly string[] => linked.logged.filter(line => line.startsWith('analysed '));
    await linked.open(run, RUN);
    await linked.open(net, NET);
    const [found] = await linked.diagnostics(net, problems => problems.length > 0);
    assert.ok(
      found?.relatedInformation?.some(({ location }) => location.uri === run),
      'only run.py has it',
    );
    const before = analyses().length;
    await linked.edit(net, 0, 0, '# one more line\n');
    const first = await linked.diagnostics(net, (_, version) => version === 2);
    assert.deepEqual(
      first.map(({ range }) => range.start.line),
      [(found?.range.start.line ?? 0) + 1],
      'it has moved with its line',
    );
    assert.equal(analyses().length, before, 'run.py is not run for each key');
    await linked.replace(net, 'nn.Linear(hidden, 2)', 'nn.Linear(8, 2)');
    await linked.diagnostics(net, problems => problems.length === 0);
    const [last] = analyses().slice(-1);
    await linked.stop();
    for (const name of ['net.py', 'run.py']) assert.ok(last?.includes(name), `both in one: ${last}`);
  });

  it('of the very file that is typed in vanish at once, whatever it is linked to', async () => {
    editor.write('train.py', TRAIN);
    const [train, model] = [editor.uri('train.py'), editor.uri('model.py')];
    await editor.open(train, TRAIN);
    await editor.open(model, `${ENCODER}\nwrong = layers.LSTM(8)(layers.LSTM(8)(layers.Input((3, 4))))\n`);
    const count = (await editor.diagnostics(model, found => found.length > 1)).length;
    await editor.replace(model, 'layers.LSTM(8)(layers.Input((3, 4)))', 'layers.Input((3, 4))');
    const first = await editor.diagnostics(model, (_, version) => version === 2);
    assert.equal(first.length, count - 1);
  });

  it('of a file that is not open are shown while something that is open uses it', async () => {
    const [train, model] = [editor.uri('train.py'), editor.uri('model.py')];
    await editor.open(train, TRAIN);
    const [problem] = await editor.diagnostics(model, found => found.length > 0);
    assert.ok(problem?.relatedInformation?.some(({ location }) => location.uri === train));
    await editor.close(train);
    await editor.diagnostics(model, found => found.length === 0);
  });

  it('and sizes come from scripts that use a file, though they are not open', async () => {
    editor.write('train.py', TRAIN);
    const [train, model] = [editor.uri('train.py'), editor.uri('model.py')];
    await editor.open(model, ENCODER);
    const [problem] = await editor.diagnostics(model, found => found.length > 0);
    assert.ok(problem?.relatedInformation?.some(({ location }) => location.uri === train));
    assert.match(markdownOf(await editor.hover(model, 'layers.LSTM(units)'.slice(7))), /\(5, 128\)/);
    assert.equal(editor.published(train), undefined);
  });

  it('follow files that change on disk', async () => {
    const [train, model] = [editor.uri('train.py'), editor.uri('model.py')];
    await editor.open(train, TRAIN);
    await editor.diagnostics(model, found => found.length > 0);
    editor.write(
      'model.py',
      ENCODER.replace('layers.LSTM(units)', 'layers.LSTM(units, return_sequences=True)'),
    );
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: model, type: 2 }],
    });
    await editor.diagnostics(model, found => found.length === 0);
  });

  it('follow files that are made, and versions that are pinned', async () => {
    const uri = editor.uri('old.py');
    await editor.open(uri, 'from keras.layers import LSTM\nlayer = LSTM(4, input_dim=3, input_length=8)\n');
    await editor.rules(uri, 'wrong-argument');
    editor.write('requirements.txt', 'keras==2.2.4\n');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('requirements.txt'), type: 1 }],
    });
    await editor.rules(uri);
  });

  it('follow data that the program reads', async () => {
    const uri = editor.uri('configured.py');
    const program = [
      'import json',
      'from torch import nn, zeros',
      "units = json.load(open('units.json'))['units']",
      'nn.Linear(units, 2)(zeros(3, 8))',
      '',
    ].join('\n');
    editor.write('units.json', '{"units": 9}');
    await editor.open(uri, program);
    await editor.rules(uri, 'wrong-linear-size');
    editor.write('units.json', '{"units": 8}');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('units.json'), type: 2 }],
    });
    await editor.rules(uri);
  });

  it('follow an array on disk that the program loads', async () => {
    const uri = editor.uri('loading.py');
    const program = "import numpy as np\nnp.load('rows.npy').reshape(5, 5)\n";
    editor.write('rows.npy', readFileSync('test/goldens/weights/numpy/plain.npy'));
    await editor.open(uri, program);
    await editor.rules(uri, 'impossible-reshape');
    // 24 numbers before, none now.
    editor.write('rows.npy', readFileSync('test/goldens/weights/numpy/objects.npy'));
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('rows.npy'), type: 2 }],
    });
    await editor.rules(uri);
  });

  it('vanish with the document', async () => {
    const uri = editor.uri('stacked.py');
    await editor.open(uri, STACKED);
    await editor.rules(uri, RULE);
    await editor.close(uri);
    await editor.rules(uri);
  });

  it('do not appear in documents of other kinds', async () => {
    const git = 'git:/model.py';
    await editor.open(git, STACKED);
    const uri = editor.uri('after.py');
    await editor.open(uri, FINE);
    await editor.diagnostics(uri, () => true);
    assert.deepEqual(editor.published(git) ?? [], []);
  });
});

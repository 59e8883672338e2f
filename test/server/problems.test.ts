import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { ENCODER, FINE, STACKED } from '../cli/programs.ts';
import { Editor, markdownOf } from './editor.ts';

const RULE = 'missing-return-sequences';
const TRAIN =
  'import numpy as np\nfrom model import Encoder\nencoder = Encoder(32)\ny = encoder(np.zeros((4, 7, 5)))\n';

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

  it('of files that are linked come from one analysis of all of them', async () => {
    const logging = await Editor.start({
      files: { 'model.py': ENCODER, 'train.py': TRAIN },
      settings: () => ({ logLevel: 'debug' }),
    });
    const [train, model] = [logging.uri('train.py'), logging.uri('model.py')];
    await logging.open(train, TRAIN);
    await logging.open(model, ENCODER);
    await logging.diagnostics(model, found => found.length > 0);
    const before = logging.logged.length;
    await logging.replace(model, 'layers.LSTM(units)', 'layers.LSTM(units, return_sequences=True)');
    await logging.diagnostics(model, (_, version) => version === 2);
    // Another edit is answered after whatever the first one has led to.
    await logging.edit(model, 0, 0, '\n');
    await logging.diagnostics(model, (_, version) => version === 3);
    const analyses = logging.logged.slice(before).filter(line => line.startsWith('analysed '));
    await logging.stop();
    assert.equal(analyses.length, 2, analyses.join('\n'));
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

import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  LSPErrorCodes,
  ResponseError,
  WorkDoneProgress,
} from 'vscode-languageserver/node';
import { isNoCalculator } from '../../src/protocol/requests.ts';
import { FINE, FIRST_QUESTION, STACKED } from '../cli/programs.ts';
import { Editor, positionAt } from './editor.ts';

describe('requests of our own', () => {
  let editor: Editor;
  let uri = '';
  const files = {
    'question.py': FIRST_QUESTION,
    'nets/stacked.py': STACKED,
    'plain.py': 'x = 1\n',
    'node_modules/x.py': STACKED,
    'broken.py': 'import keras\nx = (\n',
    '.gitignore': 'ignored.py\n',
    'ignored.py': STACKED,
  };

  before(async () => {
    editor = await Editor.start({ files });
    uri = editor.uri('question.py');
    await editor.open(uri, FIRST_QUESTION);
  });
  after(() => editor.stop());

  const spec = (part: string) =>
    editor.request('lstmShapes/calculatorSpec', {
      uri,
      position: positionAt(FIRST_QUESTION, FIRST_QUESTION.indexOf(part)),
    });

  it('report a document gate by gate, as it is now', async () => {
    const { markdown } = await editor.request('lstmShapes/report', { uri });
    assert.match(markdown, /# Shape report: question\.py/);
    assert.ok(markdown.includes('[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]'), markdown);
  });

  it('report a document that is not open', async () => {
    const { markdown } = await editor.request('lstmShapes/report', { uri: editor.uri('nets/stacked.py') });
    assert.match(markdown, /# Shape report: nets\/stacked\.py/);
    assert.match(markdown, /missing-return-sequences/);
  });

  it('say why there is no shape at a place, and where it was lost', async () => {
    const program = 'import torch\nfrom away import load\nx = load()\ny = x + 1\n';
    const lost = editor.uri('lost.py');
    await editor.open(lost, program);
    const why = await editor.request('lstmShapes/why', {
      uri: lost,
      position: positionAt(program, program.indexOf('y =')),
    });
    assert.match(why.text, /`y`: Not known: the result of `load\(\)`, since `load` of `away` is neither/);
    assert.deepEqual(why.lost, { uri: lost, position: { line: 2, character: 4 }, line: 3 });
    await editor.close(lost);
  });

  it('explain an error by files that are not open, with links from the workspace folder on', async () => {
    const text =
      "ValueError: Input 0 of layer 'lstm_1' is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 64)";
    const { markdown, place } = await editor.request('lstmShapes/explainError', {
      text,
      folders: [editor.uri('')],
    });
    assert.ok(markdown.includes('[nets/stacked.py, line 6](</nets/stacked.py#L6>)'), markdown);
    assert.match(markdown, /Quick fix there: Add `return_sequences=True`/);
    assert.deepEqual(place && [place.uri, place.file, place.line, place.position.line], [
      editor.uri('nets/stacked.py'),
      'nets/stacked.py',
      6,
      5,
    ]);
  });

  it('explain an error by unsaved text, and say where no place is found', async () => {
    const unsaved = 'import torch\nx = torch.zeros(2, 3) @ torch.zeros(4, 5)\n';
    const uri = editor.uri('unsaved.py');
    await editor.open(uri, unsaved);
    const text = 'RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)';
    const { place } = await editor.request('lstmShapes/explainError', { text, folders: [] });
    assert.deepEqual([place?.uri, place?.line], [uri, 2]);
    await editor.close(uri);
    const nowhere = await editor.request('lstmShapes/explainError', { text, folders: [] });
    assert.equal(nowhere.place, undefined);
    assert.match(nowhere.markdown, /No place was found/);
  });

  it('refuse what is no text to explain', async () => {
    const wrong: unknown[] = [{}, { text: 1, folders: [] }, { text: 'x', folders: [2] }, 'x', null];
    for (const params of wrong)
      await assert.rejects(
        editor.connection.sendRequest('lstmShapes/explainError', params),
        /A text and a list of folders are needed/,
      );
  });

  it('say what would be found in a file without layers, and why a file cannot be read', async () => {
    const plain = await editor.request('lstmShapes/report', { uri: editor.uri('plain.py') });
    assert.match(plain.markdown, /No layers of a neural network were found/);
    const gone = await editor.request('lstmShapes/report', { uri: editor.uri('gone.py') });
    assert.match(gone.markdown, /it does not exist/);
  });

  it('prepare the calculator', async () => {
    const found = await spec('LSTM(10');
    assert.ok(!isNoCalculator(found));
    assert.deepEqual([found.cell, found.units, found.inputSize, found.steps], ['lstm', 10, 8, 8]);
    assert.deepEqual([found.source?.line, found.source?.uri], [5, uri]);
  });

  it('say why there is nothing to calculate with', async () => {
    const nothing = await spec('metrics');
    assert.ok(isNoCalculator(nothing));
    assert.match(nothing.reason, /no recurrent layer/);
    const closed = await editor.request('lstmShapes/calculatorSpec', {
      uri: editor.uri('closed.py'),
      position: { line: 0, character: 0 },
    });
    assert.ok(isNoCalculator(closed));
  });

  it('report the workspace with progress, unsaved text included', async () => {
    await editor.open(editor.uri('plain.py'), FINE);
    const told: string[] = [];
    const listening = editor.connection.onProgress(WorkDoneProgress.type, 'token-1', ({ kind }) => {
      told.push(kind);
    });
    const result = await editor.request('lstmShapes/workspaceReport', {
      folders: [editor.uri('')],
      workDoneToken: 'token-1',
    });
    listening.dispose();
    assert.deepEqual([result.files, result.layers], [4, 5]);
    assert.match(result.markdown, /## nets\/stacked\.py/);
    assert.doesNotMatch(result.markdown, /ignored|node\\?_modules/);
    assert.equal(told[0], 'begin');
    assert.equal(told.at(-1), 'end');
    assert.ok(told.includes('report'));
  });

  it('stop when they are cancelled', async () => {
    for (let i = 0; i < 400; i++) editor.write(`many/m${i}.py`, STACKED);
    const source = new CancellationTokenSource();
    const listening = editor.connection.onProgress(WorkDoneProgress.type, 'token-2', value => {
      if (value.kind === 'report') source.cancel();
    });
    const folders = [editor.uri('many')];
    const request = editor.connection.sendRequest(
      'lstmShapes/workspaceReport',
      { folders, workDoneToken: 'token-2' },
      source.token,
    );
    await assert.rejects(request, (error: unknown) => {
      assert.ok(error instanceof ResponseError);
      return error.code === LSPErrorCodes.RequestCancelled;
    });
    listening.dispose();
  });

  it('survive nonsense', async () => {
    const nowhere = { uri: 'nonsense://', position: { line: -5, character: 1e9 } };
    assert.ok(isNoCalculator(await editor.request('lstmShapes/calculatorSpec', nowhere)));
    await editor.request('lstmShapes/report', { uri: '' });
    assert.ok((await editor.request('lstmShapes/report', { uri })).markdown.includes('760'));
  });
});

describe('workspace folders that come and go', () => {
  it('are followed also for an editor that cannot be asked for them', async () => {
    const editor = await Editor.start({ files: { 'nets/stacked.py': STACKED } });
    const uri = editor.uri('nets/stacked.py');
    await editor.open(uri, STACKED);
    await editor.rules(uri, 'missing-return-sequences');
    const nets = { uri: editor.uri('nets'), name: 'nets' };
    const elsewhere = { uri: 'file:///nowhere', name: 'nowhere' };
    const odd = { uri: 'zz:', name: '' };
    const change = (added: readonly object[], removed: readonly object[]) =>
      editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added, removed },
      });
    await change([nets, elsewhere, odd, nets], [{ uri: editor.uri(''), name: 'work' }, elsewhere]);
    await change([], [elsewhere, odd]);
    await change([], [nets]);
    const { markdown } = await editor.request('lstmShapes/report', { uri });
    assert.match(markdown, /missing-return-sequences|Sequential/);
    assert.equal(editor.hasEnded, false);
    await editor.stop();
  });
});

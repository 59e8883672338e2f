import assert from 'node:assert/strict';
import {
  createRelevance,
  createVersions,
  createWorkspace,
  filesBelow,
  memoryFiles,
  overlay,
  projectRoot,
  select,
  syntaxErrors,
} from '../../../src/project/index.ts';
import { sharedParser } from '../../support/parser.ts';

async function workspaceOf(texts: Map<string, string>, maxLength = 1000) {
  const files = memoryFiles(texts);
  const parser = await sharedParser();
  return createWorkspace({
    files,
    parser,
    roots: ['/p', '/p/inner'],
    versions: createVersions(files),
    maxLength,
  });
}

describe('workspace', () => {
  it('parses a file once until it is told of a change', async () => {
    const texts = filesBelow('/p', { 'a.py': 'x = 1\n' });
    const workspace = await workspaceOf(texts);
    const first = workspace.source('/p/a.py');
    texts.set('/p/a.py', 'x = 1\ny = 2\n');
    assert.equal(workspace.source('/p/a.py'), first);
    workspace.invalidate('/p/a.py');
    assert.equal(workspace.source('/p/a.py')?.module.body.length, 2);
  });

  it('says why a file is not analysed', async () => {
    const workspace = await workspaceOf(
      filesBelow('/p', { 'long.py': 'x'.repeat(2000), 'notes.txt': '' }),
      1024,
    );
    const reason = (path: string) => {
      const opened = workspace.open(path);
      return opened.ok ? 'open' : opened.reason;
    };
    assert.equal(reason('/p/long.py'), 'it holds more than 1 kB of code');
    assert.equal(reason('/p/notes.txt'), 'it is not Python, TypeScript, JavaScript or a notebook');
    assert.equal(reason('/p/gone.py'), 'it does not exist');
    assert.equal(workspace.source('/p/gone.py'), undefined);
  });

  it('knows lines, and the innermost root', async () => {
    const workspace = await workspaceOf(filesBelow('/p', { 'a.py': 'x = 1\r\ny = 2\r\n' }));
    assert.deepEqual(workspace.source('/p/a.py')?.placeOf(9), { line: 2, column: 3 });
    assert.equal(workspace.rootOf('/p/inner/x/a.py'), '/p/inner');
    assert.equal(workspace.rootOf('/elsewhere/a.py'), '/elsewhere');
  });

  it('tells syntax errors as information that names the place', async () => {
    const workspace = await workspaceOf(filesBelow('/p', { 'a.py': 'x = (1\ny = 2\n' }));
    const module = workspace.source('/p/a.py')?.module;
    assert.ok(module);
    const [problem] = syntaxErrors(module);
    assert.equal(problem?.rule, 'syntax-error');
    assert.equal(problem?.severity, 'information');
  });
});

describe('open buffers', () => {
  it('count before what is on disk, also for files that are not there yet', () => {
    const buffers = new Map([
      ['/p/a.py', 'typed'],
      ['/p/new.py', 'new'],
    ]);
    const files = overlay(
      { open: path => buffers.get(path), paths: () => buffers.keys() },
      memoryFiles(filesBelow('/p', { 'a.py': 'saved', 'b.py': 'saved' })),
    );
    assert.deepEqual(
      ['a', 'b', 'new', 'none'].map(name => files.read(`/p/${name}.py`)),
      ['typed', 'saved', 'new', undefined],
    );
    assert.deepEqual([...files.list('/p')].sort(), ['a.py', 'b.py', 'new.py']);
    assert.deepEqual(files.entries('/p').length, 3);
    assert.equal(files.isFile('/p/new.py'), true);
    assert.deepEqual(files.load('/p/new.py'), { ok: true, text: 'new' });
  });
});

describe('the root of a path', () => {
  const root = (texts: Readonly<Record<string, string>>, folder: string, current: string) =>
    projectRoot(memoryFiles(filesBelow('/', texts)), folder, current);

  it('is the repository, the current folder, the project, or the folder itself', () => {
    assert.equal(root({ 'r/.git/HEAD': '', 'r/a/setup.py': '' }, '/r/a/b', '/r/a'), '/r');
    assert.equal(root({ 'r/a/setup.py': '' }, '/r/a/b', '/r'), '/r');
    assert.equal(root({ 'r/a/setup.py': '' }, '/r/a/b', '/elsewhere'), '/r/a');
    assert.equal(root({}, '/r/a', '/elsewhere'), '/r/a');
  });
});

describe('selecting files', () => {
  it('tells relevant, irrelevant and unreadable ones apart, and what they import', () => {
    const files = memoryFiles(
      filesBelow('/p', { 'm.py': 'import torch\nimport n', 'n.py': 'import os', 'o.py': '' }),
    );
    const resolve = (_from: string, module: string) => (module === 'n' ? '/p/n.py' : undefined);
    const relevance = createRelevance({
      modules: { python: ['torch'], typescript: [] },
      resolve,
      read: files.read,
    });
    const options = { files, relevance, resolve, always: new Set(['/p/o.py']) };
    assert.deepEqual(select('/p/m.py', options), {
      kind: 'relevant',
      item: { path: '/p/m.py', length: 21, imports: ['/p/n.py'] },
    });
    assert.equal(select('/p/n.py', options).kind, 'irrelevant');
    assert.equal(select('/p/o.py', options).kind, 'relevant');
    assert.deepEqual(select('/p/x.py', options), {
      kind: 'unreadable',
      path: '/p/x.py',
      reason: 'it does not exist',
    });
  });
});

describe('notebooks on disk', () => {
  const cell = (type: string, source: string) => ({ cell_type: type, source });

  it('are one text whose places count in cells', async () => {
    const json = JSON.stringify({
      cells: [cell('markdown', '# A'), cell('code', 'x = 1'), cell('code', 'y = 2\nz = 3')],
    });
    const workspace = await workspaceOf(filesBelow('/p', { 'a.ipynb': json }));
    const file = workspace.source('/p/a.ipynb');
    assert.equal(file?.text, 'x = 1\ny = 2\nz = 3');
    assert.deepEqual(file?.placeOf(12), { cell: 2, line: 2, column: 1 });
  });

  it('that cannot be read say why', async () => {
    const workspace = await workspaceOf(filesBelow('/p', { 'a.ipynb': '{"cells": 3}' }));
    const opened = workspace.open('/p/a.ipynb');
    assert.match(opened.ok ? '' : opened.reason, /no notebook/);
  });
});

describe('the version that a program is written for', () => {
  const versionOf = async (
    code: string,
    others: Readonly<Record<string, string>> = {},
    framework = 'tensorflow',
  ) => {
    const workspace = await workspaceOf(filesBelow('/p', { 'm.py': code, ...others }));
    const { text, pinnedBy } = workspace.version('/p/m.py', framework === 'keras' ? 'keras' : 'tensorflow');
    return pinnedBy === undefined ? 'newest' : `${text} ${pinnedBy}`;
  };
  const AS_TF = 'import tensorflow as tf\n';

  const programs: readonly (readonly [string, string])[] = [
    [`${AS_TF}x = tf.placeholder(tf.float32, [None, 8])`, '1.15 as the code uses tf.placeholder'],
    [`${AS_TF}cell = tf.nn.rnn_cell.LSTMCell(8)`, '1.15 as the code uses tf.nn.rnn_cell'],
    ['import tensorflow\ntensorflow.Session()', '1.15 as the code uses tf.Session'],
    ['from tensorflow.contrib import rnn', '1.15 as the code uses tf.contrib'],
    ['from tensorflow.nn import dynamic_rnn', '1.15 as the code uses tf.nn.dynamic_rnn'],
    [`${AS_TF}x = tf.Variable(tf.ones([3]))`, 'newest'],
    [`${AS_TF}# tf.placeholder was for this\n"tf.Session"`, 'newest'],
    ['import other as tf\ntf.placeholder()', 'newest'],
    [`${AS_TF}print(tf.__version__)\ntf.Session()`, '1.15 as the code uses tf.Session'],
    [`${AS_TF}tf.compat.v1.set_random_seed(3)\ntf.Session()`, '1.15 as the code uses tf.Session'],
    [`${AS_TF}tf = tf.compat.v1\ntf.Session()`, 'newest'],
    ['import tensorflow.compat.v1 as tf\ntf.Session()', 'newest'],
    [`${AS_TF}if LooseVersion(tf.__version__) < LooseVersion('2'):\n  tf.Session()`, 'newest'],
    [`${AS_TF}if tf.__version__ < '2':\n  tf.placeholder()`, 'newest'],
    [`${AS_TF}if old:\n  tf.Session()\nelse:\n  loss = tf.losses.MeanSquaredError()`, 'newest'],
    [`${AS_TF}tf.Session()\nloss = tf.losses.mean_squared_error(a, b)`, '1.15 as the code uses tf.Session'],
    // TensorFlow 0 is not known.
    [`${AS_TF}x = tf.placeholder(tf.float32)\ny = tf.mul(x, x)`, 'newest'],
    [`${AS_TF}x = tf.placeholder(tf.float32)\ny = tf.concat(1, [x, x])`, 'newest'],
    [`${AS_TF}x = tf.layers.dense(a, 3)\nif old: tf.concat(1, [x, x])`, '1.15 as the code uses tf.layers'],
  ];
  for (const [code, expected] of programs)
    it(`${JSON.stringify(code)}: ${expected}`, async () => assert.equal(await versionOf(code), expected));

  it('is that of its Keras too', async () => {
    const code = `${AS_TF}from keras.layers import LSTM\ntf.Session()`;
    assert.equal(await versionOf(code, {}, 'keras'), '2.2.4 as the code uses tf.Session');
  });

  it('gives way to what requirements say, and counts where they leave it a choice', async () => {
    const code = `${AS_TF}tf.Session()`;
    const required = (text: string) => versionOf(code, { 'requirements.txt': text });
    assert.equal(await required('tensorflow==2.15.0'), '2.15.0 requirements.txt');
    assert.equal(await required('tensorflow>=1.4'), '1.15 as the code uses tf.Session');
    assert.equal(await required('tensorflow'), '1.15 as the code uses tf.Session');
  });
});

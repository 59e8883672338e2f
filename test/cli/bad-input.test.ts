import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { Folder, runCli, runOn } from './built.ts';
import { check, fileOf, readDocument, summaries } from './document.ts';
import { FINE, STACKED } from './programs.ts';

const LATIN_1 = Buffer.concat([
  Buffer.from("import keras\nname = '"),
  Buffer.from([0xe9]),
  Buffer.from("'\n"),
]);

describe('bad usage', () => {
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['check', '--colour'], /unknown option '--colour'/],
    [['check', '--framework', 'kears=3'], /"kears" is no framework/],
    [['check', '--framework', 'keras'], /a name and a version, as in keras=2\.2\.4/],
    [['check', '--format', 'xml'], /'xml' is invalid.*text, json/],
    [['report', '--format', 'text'], /'text' is invalid.*markdown, json/],
    [['check', '--max-file-size', 'big'], /whole number/],
    [['chekc'], /unknown command 'chekc'/],
    [[], /Usage: lstm-shapes/],
  ];
  for (const [args, complaint] of refused) {
    it(`${args.join(' ') || 'no command'} gives exit code 2 and names what is wrong`, async () => {
      const { code, out, err } = await runCli(args);
      assert.equal(code, 2);
      assert.equal(out, '');
      assert.match(err, complaint);
    });
  }
});

describe('paths that cannot be read', () => {
  it('are named, and everything else is still analysed', async () => {
    const { code, err, document } = await check({ 'model.py': STACKED }, ['nowhere.py', 'model.py', 'gone/']);
    assert.equal(code, 2);
    assert.match(err, /cannot read nowhere\.py: it does not exist/);
    assert.match(err, /cannot read gone\/: it does not exist/);
    assert.deepEqual(summaries(fileOf(document, 'model.py')), ['error missing-return-sequences 6']);
  });

  const files = {
    'latin.py': LATIN_1,
    'binary.py': new Uint8Array([0x69, 0, 1]),
    'notebook.ipynb': '{"cells": [',
    'fine.py': FINE,
  };

  it('are warnings where they were found in a folder', async () => {
    const { code, err, document } = await check(files, ['.']);
    assert.equal(code, 0);
    assert.equal(err, '');
    const messages = document.files.flatMap(file =>
      file.diagnostics.map(({ rule, message }) => `${file.path} ${rule} ${message}`),
    );
    assert.equal(messages.length, 2, messages.join('\n'));
    assert.equal(messages[0], './binary.py unreadable-file Not analysed: it is a binary file.');
    assert.equal(messages[1], './latin.py unreadable-file Not analysed: it is not valid UTF-8.');
    assert.equal(fileOf(document, './fine.py').layers.length, 2);
  });

  it('give exit code 2 and their names where they were named', async () => {
    const { code, err, document } = await check(files, [
      'latin.py',
      'binary.py',
      'notebook.ipynb',
      'fine.py',
    ]);
    assert.equal(code, 2);
    assert.match(err, /cannot read latin\.py: it is not valid UTF-8/);
    assert.match(err, /cannot read binary\.py: it is a binary file/);
    assert.match(err, /cannot read notebook\.ipynb: it is not JSON/);
    assert.equal(document.files.length, 4);
  });

  it('may be too large', async () => {
    const large = { 'large.py': `import keras\n${'x = 1\n'.repeat(400)}` };
    const { code, err } = await check(large, ['--max-file-size', '2', 'large.py']);
    assert.equal(code, 2);
    assert.match(err, /cannot read large\.py: it is larger than 2 kB/);
  });

  it('may be of another kind', async () => {
    const { code, err } = await check({ 'notes.txt': 'keras' }, ['notes.txt']);
    assert.equal(code, 2);
    assert.match(err, /cannot read notes\.txt: it is not Python/);
  });
});

describe('unusual text', () => {
  it('with syntax errors is analysed around them', async () => {
    const broken = STACKED.replace(
      'model.add(Input((8, 3)))',
      'model.add(Input((8, 3)))\nif model.layers[:\n    pass',
    );
    const { code, document } = await check({ 'model.py': broken });
    const { diagnostics } = fileOf(document, 'model.py');
    assert.equal(code, 1);
    assert.deepEqual(
      diagnostics.map(({ severity, rule }) => `${severity} ${rule}`),
      ['information syntax-error', 'error missing-return-sequences'],
    );
  });

  const texts: Readonly<Record<string, string | Uint8Array>> = {
    'empty.py': '',
    'mark.py': `\uFEFF${FINE}`,
    'tabs.py': 'import keras\nif True:\n\tx = 1\n        y = 2\n',
    'python2.py': 'import keras\nprint "shape", 1\nexec "x = 1"\n',
    'deep.py': `import keras\nx = ${'('.repeat(3000)}1${')'.repeat(3000)}\n`,
    'cookie.py': Buffer.concat([Buffer.from('# coding: latin-1\n'), LATIN_1]),
    'loop.py': 'import keras\nwhile True:\n    keras.layers.LSTM(3)\n',
    'recursion.py': 'import keras\ndef f(n):\n    return f(n + 1)\nf(0)\n',
    'cycle_a.py': 'import keras\nimport cycle_b\n',
    'cycle_b.py': 'import cycle_a\nimport keras\n',
    'many.py': 'from keras.layers import LSTM\nlayers = [LSTM(i + 1) for i in range(10000)]\n',
    'sizes.py': 'from keras.layers import LSTM\na = LSTM(10 ** 30)\nb = LSTM(1e400)\n',
    'shadow.py': 'import keras\nkeras = 3\nLSTM = keras\nx = LSTM(2)\n',
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`${name} is read without a crash`, async () => {
      const ended = await runOn({ [name]: text }, ['check', '--format', 'json', name]);
      assert.ok(ended.code === 0 || ended.code === 1, ended.err);
      assert.equal(ended.err, '');
      assert.deepEqual(
        readDocument(ended.out).files.map(({ path: printed }) => printed),
        [name],
      );
      assert.doesNotMatch(ended.out, /analysis failed|parser failed/);
    });
  }
});

describe('unusual surroundings', () => {
  it('of a reader that leaves early end the run without a complaint', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`m${i}.py`, STACKED]));
    const { err } = await runOn(files, ['check', '--format', 'json'], { leaveEarly: true });
    assert.equal(err, '');
  });

  it('of links that turn in a circle end', async () => {
    const folder = new Folder({ 'a/model.py': FINE });
    try {
      symlinkSync(folder.path, path.join(folder.path, 'a/up'));
      const { out } = await runCli(['check', '--format', 'json', '.'], { cwd: folder.path });
      assert.deepEqual(
        readDocument(out).files.map(file => file.path),
        ['./a/model.py'],
      );
    } finally {
      folder.remove();
    }
  });

  it('of little memory are enough for files that import each other', async () => {
    const filler = Array.from(
      { length: 60 },
      (_, i) => `def f${i}(x):\n    return [x + ${i}, x * ${i}, {'k': x}]\n`,
    ).join('\n');
    const files = Object.fromEntries(
      Array.from({ length: 80 }, (_, i) => [
        `m${i}.py`,
        `${FINE}\n${i > 0 ? `import m${i - 1}\n` : ''}${filler}`,
      ]),
    );
    const { code, document } = await check(files, [], { nodeArguments: ['--max-old-space-size=130'] });
    assert.equal(code, 0);
    assert.equal(document.files.length, 80);
  });

  it('of little memory are enough for many files', async () => {
    const filler = Array.from(
      { length: 150 },
      (_, i) => `def f${i}(x):\n    return [x + ${i}, x * ${i}, {'k': x}]\n`,
    ).join('\n');
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`p${i % 20}/m${i}.py`, `${FINE}\n${filler}`]),
    );
    const options = { nodeArguments: ['--max-old-space-size=110'] };
    const { code, document } = await check(files, [], options);
    assert.equal(code, 0);
    assert.equal(document.files.length, 200);
  });
});

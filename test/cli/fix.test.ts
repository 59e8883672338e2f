/** `check --fix` writes safe fixes into files and loses nothing of them; `check --diff` shows them as a patch. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyPatch } from 'diff';
import { Folder, runCli } from './built.ts';
import { FINE, STACKED } from './programs.ts';

const FIXED = STACKED.replace('LSTM(16)', 'LSTM(16, return_sequences=True)');

async function fixed(files: Readonly<Record<string, string | Uint8Array>>, args: readonly string[]) {
  const folder = new Folder(files);
  const ended = await runCli(['check', ...args], { cwd: folder.path });
  const now = Object.keys(files).map((name): [string, Buffer] => [
    name,
    readFileSync(path.join(folder.path, name)),
  ]);
  folder.remove();
  return { ...ended, now: Object.fromEntries(now.map(([name, bytes]) => [name, bytes.toString()])) };
}

describe('check --fix', () => {
  it('writes safe fixes, leaves all else alone, and lists what is left', async () => {
    const files = { 'a.py': STACKED, 'b.py': FINE, 'c.py': 'from keras.layers import LSTM\nLSTM(-1)\n' };
    const { code, out, err, now } = await fixed(files, ['--fix', '.']);
    assert.deepEqual(now, { ...files, 'a.py': FIXED });
    assert.equal(code, 1);
    assert.match(out, /wrong-argument/);
    assert.doesNotMatch(out, /missing-return-sequences/);
    assert.match(err, /1 problem fixed in 1 file/);
  });

  it('keeps byte order marks and line ends', async () => {
    const windows = `\uFEFF${STACKED.replaceAll('\n', '\r\n')}`;
    const { now } = await fixed({ 'a.py': windows }, ['--fix', '.']);
    assert.equal(now['a.py'], `\uFEFF${FIXED.replaceAll('\n', '\r\n')}`);
  });

  it('ends the lines that it adds as those of the file', async () => {
    const lines = (...args: readonly string[]): string =>
      [
        'from keras import Input, Sequential',
        'from keras.layers import LSTM',
        'model = Sequential([',
        '    Input((20, 8)),',
        '    LSTM(',
        ...args.map(arg => `        ${arg},`),
        '    ),',
        '    LSTM(32),',
        '])',
        '',
      ].join('\r\n');
    const { now } = await fixed({ 'a.py': lines('64') }, ['--fix', '.']);
    assert.equal(now['a.py'], lines('64', 'return_sequences=True'));
  });

  it('leaves a file in another encoding as it is, and says so', async () => {
    const latin = Buffer.from(`# -*- coding: latin-1 -*-\n# Gr\u00f6\u00dfe\n${STACKED}`, 'latin1');
    const { code, out, err, now } = await fixed({ 'a.py': latin }, ['--fix', '.']);
    assert.equal(now['a.py'], latin.toString());
    assert.match(out, /missing-return-sequences/);
    assert.doesNotMatch(err, /nothing to fix|fixed in/);
    assert.match(err, /cannot write .*a\.py: it is not in UTF-8/);
    assert.equal(code, 2);
  });

  it('mends where a layer is made for who uses it', async () => {
    const files = {
      'parts.py': 'from torch import nn\n\n\ndef head():\n    return nn.Linear(5, 2)\n',
      'user.py': 'import torch\nfrom parts import head\n\ny = head()(torch.zeros(3, 7))\n',
    };
    const { code, now } = await fixed(files, ['--fix', '.']);
    assert.match(now['parts.py'] ?? '', /nn\.Linear\(7, 2\)/);
    assert.equal(code, 0);
  });

  it('has nothing to do for what is right', async () => {
    const { code, err, now } = await fixed({ 'a.py': FINE }, ['--fix', '.']);
    assert.deepEqual(now, { 'a.py': FINE });
    assert.match(err, /there is nothing to fix safely/);
    assert.equal(code, 0);
  });
});

describe('check --diff', () => {
  it('prints a patch that makes the fixed text, and writes nothing', async () => {
    const { code, out, err, now } = await fixed({ 'nets/a.py': STACKED }, ['--diff', '.']);
    assert.deepEqual(now, { 'nets/a.py': STACKED });
    assert.match(out, /^--- a\/nets\/a\.py\n\+\+\+ b\/nets\/a\.py\n@@ /);
    assert.equal(applyPatch(STACKED, out), FIXED);
    assert.match(err, /1 problem would be fixed in 1 file/);
    assert.equal(code, 1);
  });

  it('cannot be asked for together with --fix', async () => {
    const { code, err } = await runCli(['check', '--diff', '--fix', 'samples']);
    assert.equal(code, 2);
    assert.match(err, /cannot be used with/);
  });
});

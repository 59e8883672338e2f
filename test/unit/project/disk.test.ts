import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDisk } from '../../../src/project/disk.ts';
import { normalisePath } from '../../../src/project/index.ts';

describe('files on disk', () => {
  let folder = '';
  const disk = createDisk({ maxBytes: 2048 });
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(path.join(folder, name), content);
    return normalisePath(path.join(folder, name));
  };
  const reason = (file: string): string => {
    const loaded = disk.load(file);
    return loaded.ok ? 'read' : `${loaded.failure.kind}: ${loaded.failure.reason}`;
  };

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'disk-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('reads UTF-8 with and without a byte order mark', () => {
    assert.equal(disk.read(write('plain.py', 'π = 3\r\n')), 'π = 3\r\n');
    assert.equal(disk.read(write('marked.py', '\uFEFFx = 1')), 'x = 1');
    assert.equal(disk.read(write('empty.py', '')), '');
  });

  it('counts the lines of tables that are not empty, where each is surely one row', () => {
    const table = (name: string, content: string | Uint8Array) => {
      const { head, lines } = disk.table?.(write(name, content)) ?? {};
      return [head?.length, lines];
    };
    assert.deepEqual(table('plain.csv', 'a,b\n1,2\n\n3,4'), [4, 3]);
    assert.deepEqual(table('returns.csv', 'a,b\r\n1,2\r\n'), [2, 2]);
    assert.deepEqual(table('quoted.csv', 'a,b\n"x\ny",2\n'), [3, undefined]);
    assert.deepEqual(table('blanks.csv', 'a,b\n  \n1,2\n'), [3, undefined]);
    assert.deepEqual(table('binary.csv', Buffer.from([97, 0, 10])), [undefined, undefined]);
    assert.deepEqual(table('latin.csv', Buffer.from('é\n', 'latin1')), [undefined, undefined]);
    assert.deepEqual(table('long.csv', `a,b\n${'1,2\n'.repeat(100_000)}`), [32, 100_001]);
    assert.equal(disk.table?.('/nowhere.csv'), undefined);
  });

  it('reads UTF-16 with its byte order mark', () => {
    assert.equal(disk.read(write('wide.ts', Buffer.from('\uFEFFconst ä = 1', 'utf16le'))), 'const ä = 1');
  });

  it("honours Python's coding cookie in the first two lines only", () => {
    const latin = (head: string) => Buffer.from(`${head}name = 'café'\n`, 'latin1');
    assert.equal(
      disk.read(write('cookie.py', latin('# -*- coding: latin-1 -*-\n'))),
      "# -*- coding: latin-1 -*-\nname = 'café'\n",
    );
    assert.match(
      disk.read(write('second.py', latin('#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1 :\n'))) ?? '',
      /café/,
    );
    assert.equal(
      reason(write('third.py', latin('x = 1\n# coding: latin-1\n'))),
      'encoding: it is not valid UTF-8',
    );
    assert.equal(
      reason(write('unknown.py', '# coding: klingon\nx = 1\n')),
      'encoding: its encoding klingon is not known',
    );
  });

  it('names what it cannot read', () => {
    assert.equal(
      reason(write('latin.py', Buffer.from("name = 'café'", 'latin1'))),
      'encoding: it is not valid UTF-8',
    );
    assert.equal(reason(write('binary.py', new Uint8Array([0x78, 0, 1, 2]))), 'binary: it is a binary file');
    assert.equal(reason(write('large.py', 'x'.repeat(2049))), 'too-large: it is larger than 2 kB');
    assert.equal(reason(normalisePath(path.join(folder, 'nowhere.py'))), 'missing: it does not exist');
    assert.equal(reason(normalisePath(folder)), 'folder: it is a folder');
  });

  it('reads files of any length, one after the other', () => {
    const large = createDisk({ maxBytes: 1024 * 1024 });
    const lengths = [0, 1, 65_535, 65_536, 65_537, 200_000, 2];
    const files = lengths.map(length => write(`length${length}.py`, `é${'x'.repeat(length)}`));
    const texts = files.map(file => large.read(file) ?? '');
    assert.deepEqual(
      texts.map(text => text.replace(/^é/, '').length),
      lengths,
    );
    assert.equal(new Set(texts.join('').replaceAll('é', '')).size, 1);
  });

  it('does not wait for what writes into a pipe', function () {
    const pipe = path.join(folder, 'pipe.py');
    if (spawnSync('mkfifo', [pipe]).status !== 0) this.skip();
    assert.equal(reason(normalisePath(pipe)), 'unreadable: it is not a regular file');
  });

  it("does not count a notebook's outputs as code", () => {
    assert.equal(reason(write('large.ipynb', 'x'.repeat(2049))), 'read');
  });

  it('lists files and folders behind links, and neither dead links nor throws', () => {
    mkdirSync(path.join(folder, 'sub/inner'), { recursive: true });
    writeFileSync(path.join(folder, 'sub/a.py'), '');
    symlinkSync(path.join(folder, 'sub/a.py'), path.join(folder, 'sub/link.py'));
    symlinkSync(path.join(folder, 'gone'), path.join(folder, 'sub/dead.py'));
    symlinkSync(path.join(folder, 'sub'), path.join(folder, 'sub/inner/loop'));
    const names = disk
      .entries(normalisePath(path.join(folder, 'sub')))
      .map(entry => `${entry.name} ${entry.kind}`);
    assert.deepEqual(names.sort(), ['a.py file', 'inner folder', 'link.py file']);
    assert.deepEqual(disk.entries(normalisePath(path.join(folder, 'sub/inner'))), [
      { name: 'loop', kind: 'folder' },
    ]);
    assert.deepEqual(disk.list('/nowhere/at/all'), []);
    assert.equal(disk.isFile(normalisePath(folder)), false);
  });
});

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDisk } from '../../../src/project/disk.ts';
import {
  excludes,
  filesBelow,
  memoryFiles,
  normalisePath,
  relativePath,
  walk,
} from '../../../src/project/index.ts';

const ROOT = '/p';

function found(
  texts: Readonly<Record<string, string>>,
  globs: readonly string[] = [],
  start = ROOT,
): readonly string[] {
  const options = { wanted: (name: string) => name.endsWith('.py'), root: ROOT, excluded: excludes(globs) };
  return [...walk(memoryFiles(filesBelow(ROOT, texts)), start, options)].map(file =>
    relativePath(ROOT, file),
  );
}

const empty = (...names: readonly string[]) => Object.fromEntries(names.map(name => [name, '']));

describe('walking a folder', () => {
  it('gives wanted files in the order of their names', () => {
    assert.deepEqual(found(empty('b.py', 'a/z.py', 'a/y.py', 'readme.md', 'c.py')), [
      'a/y.py',
      'a/z.py',
      'b.py',
      'c.py',
    ]);
  });

  it('leaves out what tools install', () => {
    const texts = empty(
      'node_modules/x/a.py',
      '.venv/lib/a.py',
      'venv/a.py',
      'lib/site-packages/a.py',
      '.git/a.py',
      'dist/a.py',
      '__pycache__/a.py',
      'lib/own.py',
    );
    assert.deepEqual(found(texts), ['lib/own.py']);
  });

  it('walks a folder that is left out elsewhere when it is asked for by name', () => {
    assert.deepEqual(found(empty('dist/a.py', 'b.py'), [], `${ROOT}/dist`), ['dist/a.py']);
  });

  it('honours nested .gitignore files, negation and folder patterns', () => {
    const texts = {
      '.gitignore': 'old_*.py\n/data/\nlogs/\n',
      'old_model.py': '',
      'data/x.py': '',
      'keep/data/x.py': '',
      'keep/.gitignore': '!old_fine.py\nsecret.py\n',
      'keep/old_fine.py': '',
      'keep/old_bad.py': '',
      'keep/secret.py': '',
      'secret.py': '',
      'logs.py': '',
      'a/logs/x.py': '',
    };
    assert.deepEqual(found(texts), ['keep/data/x.py', 'keep/old_fine.py', 'logs.py', 'secret.py']);
    assert.deepEqual(
      found(texts, [], `${ROOT}/keep`),
      ['keep/data/x.py', 'keep/old_fine.py'],
      'also from above the start',
    );
  });

  it('leaves out what globs name, a folder with all below it', () => {
    const texts = empty('a/gen/x.py', 'gen.py', 'tests/x.py', 'a/tests/x.py', 'a/m_pb2.py', 'a/m.py');
    assert.deepEqual(found(texts, ['gen', '/tests', '**/*_pb2.py', ' ']), [
      'a/m.py',
      'a/tests/x.py',
      'gen.py',
    ]);
  });

  it('enters a folder once, however its links turn', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'walk-'));
    try {
      mkdirSync(path.join(folder, 'a/b'), { recursive: true });
      writeFileSync(path.join(folder, 'a/b/x.py'), '');
      symlinkSync(folder, path.join(folder, 'a/b/up'));
      symlinkSync(path.join(folder, 'a'), path.join(folder, 'again'));
      const root = normalisePath(folder);
      const options = { wanted: (name: string) => name.endsWith('.py'), root, excluded: () => false };
      assert.deepEqual([...walk(createDisk({ maxBytes: 1000 }), root, options)], [`${root}/a/b/x.py`]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

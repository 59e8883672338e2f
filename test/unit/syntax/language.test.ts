import assert from 'node:assert/strict';
import { grammarOf, isNotebook, languageOfFile } from '../../../src/syntax/language.ts';

describe('languages by file name', () => {
  const python = ['a.py', 'a.pyi', 'b/c.ipynb', 'A.PY'];
  const typescript = ['a.ts', 'a.tsx', 'a.mts', 'a.cts', 'a.js', 'a.jsx', 'a.mjs', 'a.cjs', 'a.d.ts'];
  const others = ['a.txt', 'py', 'a.py.bak', 'Makefile', 'a.constructor', ''];

  it('knows Python and notebooks', () => {
    assert.deepEqual(
      python.map(languageOfFile),
      python.map(() => 'python'),
    );
    assert.deepEqual(['a.ipynb', 'a.py', 'A.IPYNB'].map(isNotebook), [true, false, true]);
  });

  it('knows TypeScript and JavaScript', () => {
    assert.deepEqual(
      typescript.map(languageOfFile),
      typescript.map(() => 'typescript'),
    );
    assert.deepEqual(['a.ts', 'a.tsx', 'a.js', 'a.jsx'].map(grammarOf), ['typescript', 'tsx', 'tsx', 'tsx']);
  });

  it('knows no others', () => {
    assert.deepEqual(
      others.map(languageOfFile),
      others.map(() => null),
    );
  });
});

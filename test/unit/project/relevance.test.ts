import assert from 'node:assert/strict';
import { createRelevance, filesBelow, memoryFiles } from '../../../src/project/index.ts';
import { createResolver } from '../../../src/project/resolve.ts';
import { importsIn } from '../../../src/project/text-imports.ts';

const MODULES = { python: ['torch', 'keras'], typescript: ['@tensorflow/tfjs'] };

function relevant(texts: Readonly<Record<string, string>>): readonly string[] {
  const map = filesBelow('/p', texts);
  const files = memoryFiles(map);
  const { resolve } = createResolver(files, () => '/p');
  const relevance = createRelevance({ modules: MODULES, resolve, read: files.read });
  return [...map].filter(([path, text]) => relevance.of(path, text)).map(([path]) => path.slice(3));
}

describe('relevant files', () => {
  it('import a framework, or a file that does', () => {
    const texts = {
      'model.py': 'import torch',
      'train.py': 'from model import Net',
      'main.py': 'import train',
      'web.py': 'import os\nimport flask',
      'notes.md': 'import torch',
      'forecast.ts': "import * as tf from '@tensorflow/tfjs'",
      'page.tsx': "import { model } from './forecast'",
      'plain.ts': "import fs from 'fs'",
    };
    assert.deepEqual(relevant(texts), ['model.py', 'train.py', 'main.py', 'forecast.ts', 'page.tsx']);
  });

  it('may import each other in a circle', () => {
    const circle = { 'a.py': 'import b', 'b.py': 'import c', 'c.py': 'import a' };
    assert.deepEqual(relevant(circle), []);
    assert.deepEqual(relevant({ ...circle, 'c.py': 'import a\nimport keras' }), ['a.py', 'b.py', 'c.py']);
    assert.deepEqual(relevant({ ...circle, 'a.py': 'import b\nimport torch' }), ['a.py', 'b.py', 'c.py']);
  });

  it('see through packages', () => {
    const texts = {
      'nets/__init__.py': 'from .lstm import Net',
      'nets/lstm.py': 'import torch',
      'train.py': 'from nets import Net',
    };
    assert.deepEqual(relevant(texts), ['nets/__init__.py', 'nets/lstm.py', 'train.py']);
  });
});

describe('imports in a text', () => {
  const python = (text: string) =>
    importsIn(text, 'python').map(({ module, level }) => '.'.repeat(level) + module);

  it('are read in every spelling of Python', () => {
    assert.deepEqual(python('import a.b as c, d'), ['a.b', 'd']);
    assert.deepEqual(python('from a import b as x, c  # note, n'), ['a', 'a.b', 'a.c']);
    assert.deepEqual(python('from . import b\nfrom ..c.d import e'), ['.', '.b', '..c.d', '..c.d.e']);
    assert.deepEqual(python('from a import (\n  b, # x, y\n  c,\n)'), ['a', 'a.b', 'a.c']);
    assert.deepEqual(python('from a import *'), ['a']);
    assert.deepEqual(python('if x:\r\n\timport a\r\nimportant = 1'), ['a']);
  });

  it('are read in every spelling of TypeScript', () => {
    const text = `import a from './a'; import './b'; export * from "./c"; const d = require('./d'); await import(\`./e\`)`;
    assert.deepEqual(
      importsIn(text, 'typescript').map(({ module }) => module),
      ['./a', './b', './c', './d', './e'],
    );
  });
});

import assert from 'node:assert/strict';
import { createCallers, filesBelow, memoryFiles } from '../../../src/project/index.ts';
import { createResolver } from '../../../src/project/resolve.ts';

function callersIn(texts: Map<string, string>) {
  const files = memoryFiles(texts);
  const { resolve } = createResolver(files, () => '/p');
  return createCallers({ files, resolve, rootOf: () => '/p', excluded: path => path.includes('old') });
}

describe('callers of a file', () => {
  const texts = {
    'train.py': 'from nets.model import Net',
    'evaluate.py': 'from nets import Net',
    'other.py': 'import os',
    'old_train.py': 'from nets.model import Net',
    'nets/__init__.py': 'from .model import Net',
    'nets/model.py': 'import torch',
    'nets/try_it.py': 'import model',
    'far/away/train.py': 'from nets.model import Net',
  };
  const callersOf = (path: string) =>
    callersIn(filesBelow('/p', texts))
      .of(`/p/${path}`)
      .map(file => file.slice(3));

  it('stand beside it and above, also behind its package', () => {
    assert.deepEqual([...callersOf('nets/model.py')].sort(), [
      'evaluate.py',
      'nets/__init__.py',
      'nets/try_it.py',
      'train.py',
    ]);
    assert.deepEqual(callersOf('train.py'), []);
  });

  it('are few, and short together', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`s${i}.py`, 'import m']));
    const found = callersIn(
      filesBelow('/p', { 'm.py': '', ...many, 's0.py': `import m\n${'#'.repeat(99_990)}` }),
    ).of('/p/m.py');
    assert.ok(found.length > 0 && found.length <= 4);
    assert.ok(!found.includes('/p/s0.py') || found.length === 1);
  });

  it('change with their texts', () => {
    const map = filesBelow('/p', { 'm.py': '', 'a.py': '' });
    const callers = callersIn(map);
    assert.deepEqual(callers.of('/p/m.py'), []);
    map.set('/p/a.py', 'import m');
    callers.forget('/p/a.py');
    assert.deepEqual(callers.of('/p/m.py'), ['/p/a.py']);
  });
});

/** Arrays and weights that lie in the workspace are read as data, never run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { check, fileOf, summaries } from './document.ts';

const state = readFileSync('test/goldens/weights/torch/legacy.pth');
const array = readFileSync('test/goldens/weights/numpy/plain.npy');

const LOADS_ARRAY = `import numpy as np

x = np.load('data/x.npy')
y = x.reshape(4, 7)
`;

const LOADS_STATE = `import torch
from torch import nn

right, wrong = nn.GRU(3, 2), nn.GRU(3, 5)
state = torch.load('weights.pth')
kernel = state['weight_ih_l0']
right.load_state_dict(state)
wrong.load_state_dict(state)
epoch = state['epoch']
`;

describe('files that programs load', () => {
  it('have their shapes: arrays of NumPy', async () => {
    const { document } = await check({ 'a.py': LOADS_ARRAY, 'data/x.npy': array }, ['--tensors']);
    const { tensors, diagnostics } = fileOf(document, 'a.py');
    assert.deepEqual(tensors?.map(({ name, shape }) => [name, shape])[0], ['x', [2, 3, 4]]);
    assert.deepEqual(summaries({ diagnostics } as Parameters<typeof summaries>[0]), [
      'error impossible-reshape 4',
    ]);
  });

  it('have their shapes: weights of PyTorch', async () => {
    const { document } = await check({ 'a.py': LOADS_STATE, 'weights.pth': state }, ['--tensors']);
    const file = fileOf(document, 'a.py');
    assert.deepEqual(file.tensors?.find(({ name }) => name === 'kernel')?.shape, [6, 3]);
    assert.deepEqual(summaries(file), ['error wrong-argument 8']);
  });

  it('are unknown where the program writes files, where they are missing, broken or outside of the workspace', async () => {
    const cases: readonly Readonly<Record<string, string | Uint8Array>>[] = [
      { 'a.py': `${LOADS_ARRAY}np.save('data/x.npy', y)\n`, 'data/x.npy': array },
      {
        'a.py': `import other\n${LOADS_ARRAY}`,
        'other.py': 'import numpy\nnumpy.save("x", 1)\n',
        'data/x.npy': array,
      },
      { 'a.py': LOADS_ARRAY },
      // Which of the two it is depends on the folder that the program is run in.
      { 'a.py': 'import numpy', 'b/a.py': LOADS_ARRAY, 'data/x.npy': array, 'b/data/x.npy': array },
      { 'a.py': LOADS_ARRAY, 'data/x.npy': array.subarray(0, 90) },
      { 'a.py': LOADS_ARRAY.replace('data/x.npy', '../x.npy'), 'data/x.npy': array },
      { 'a.py': LOADS_STATE, 'weights.pth': readFileSync('test/goldens/weights/torch/whole.pt') },
    ];
    for (const files of cases) {
      const { document } = await check(files);
      for (const file of document.files) assert.deepEqual(summaries(file), [], Object.keys(files).join());
    }
  });
});

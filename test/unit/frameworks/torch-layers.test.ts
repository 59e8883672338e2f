/** Layers, cells, containers, losses and data of PyTorch against what it really gave (test/goldens/arrays/torch_layers.json). */
import assert from 'node:assert/strict';
import { surprisesOf } from '../../support/expressions.ts';

describe('layers of torch', () => {
  it('give the recorded shapes, and only what was refused is refused', async () => {
    assert.equal(await surprisesOf('torch_layers'), '');
  });
});

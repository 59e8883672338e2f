/** The engine names layouts that it cannot import: each name must be one of a layout that there is. */
import assert from 'node:assert/strict';
import { layouts } from '../../../src/cells/index.ts';
import { LAYOUT_NAMES } from '../../../src/values/index.ts';

describe('the names of layouts', () => {
  it('are the same in the engine and among the layouts', () => {
    assert.deepEqual([...LAYOUT_NAMES].sort(), layouts.map(({ name }) => name).sort());
  });
});

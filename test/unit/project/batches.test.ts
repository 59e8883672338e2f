import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BatchItem, batchesOf } from '../../../src/project/index.ts';

const item = (path: string, imports: readonly string[] = [], length = 1): BatchItem => ({
  path,
  imports,
  length,
});
const names = (batches: readonly (readonly BatchItem[])[]) =>
  batches.map(batch => batch.map(({ path }) => path).join(''));

describe('batches', () => {
  it('keep together what imports each other, in either direction', () => {
    const items = [item('a', ['d']), item('b'), item('c', ['d']), item('d'), item('e', ['b'])];
    assert.deepEqual(names(batchesOf(items, { fill: 3, most: 9 })), ['acd', 'be']);
  });

  it('fill up with unrelated files', () => {
    const items = ['a', 'b', 'c'].map(path => item(path));
    assert.deepEqual(names(batchesOf(items, { fill: 2, most: 9 })), ['ab', 'c']);
  });

  it('cut what imports each other only beyond the larger limit', () => {
    const items = ['a', 'b', 'c', 'd'].map(path => item(path, ['a']));
    assert.deepEqual(names(batchesOf(items, { fill: 1, most: 4 })), ['abcd']);
    assert.deepEqual(names(batchesOf(items, { fill: 1, most: 3 })), ['abc', 'd']);
  });

  it('hold every file once and keep the limits, whatever imports what', () => {
    const path = fc.nat(20).map(String);
    const anyItem = fc.record({
      path,
      imports: fc.array(path, { maxLength: 3 }),
      length: fc.integer({ min: 1, max: 12 }),
    });
    const anyItems = fc.uniqueArray(anyItem, { selector: ({ path: key }) => key });
    fc.assert(
      fc.property(anyItems, items => {
        const batches = batchesOf(items, { fill: 4, most: 10 });
        const paths = (list: readonly BatchItem[]) => list.map(({ path: key }) => key).sort();
        assert.deepEqual(paths(batches.flat()), paths(items));
        for (const batch of batches) {
          assert.ok(batch.length > 0);
          assert.ok(batch.length === 1 || batch.reduce((sum, { length }) => sum + length, 0) <= 10);
        }
      }),
    );
  });
});

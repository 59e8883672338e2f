import assert from 'node:assert/strict';
import { beside } from '../../../src/values/index.ts';

describe('what is known beside a value', () => {
  it('is had again, replaced and forgotten', () => {
    const notes = beside<object, string>();
    const value = { kind: 'none' };
    assert.deepEqual([notes.has(value), notes.get(value)], [false, undefined]);
    notes.set(value, 'a');
    notes.set(value, 'b');
    assert.deepEqual([notes.has(value), notes.get(value)], [true, 'b']);
    notes.delete(value);
    assert.deepEqual([notes.has(value), notes.get(value)], [false, undefined]);
    notes.set(value, 'c');
    assert.equal(notes.get(value), 'c');
  });

  it('is of one value and one kind only', () => {
    const [notes, others] = [beside<object, string>(), beside<object, string>()];
    const value = { kind: 'none' };
    notes.set(value, 'a');
    assert.equal(notes.has({ ...value }), false);
    assert.equal(others.has(value), false);
  });

  it('is seen by nobody else', () => {
    const value = { kind: 'none' };
    beside<object, string>().set(value, 'a');
    assert.deepEqual(value, { kind: 'none' });
    assert.deepEqual(Object.entries(value), [['kind', 'none']]);
  });
});

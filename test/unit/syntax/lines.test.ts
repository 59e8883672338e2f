import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LineMap } from '../../../src/syntax/lines.ts';

describe('LineMap', () => {
  const map = new LineMap('ab\ncd\r\ne\rf📐g\n');

  it('counts lines from 1 at LF, CR LF and CR', () => {
    assert.equal(map.lineCount, 5);
    assert.deepEqual(map.positionAt(0), { line: 1, column: 1 });
    assert.deepEqual(map.positionAt(2), { line: 1, column: 3 });
    assert.deepEqual(map.positionAt(3), { line: 2, column: 1 });
    assert.deepEqual(map.positionAt(7), { line: 3, column: 1 });
    assert.deepEqual(map.positionAt(9), { line: 4, column: 1 });
  });

  it('counts UTF-16 code units', () => {
    assert.deepEqual(map.positionAt(12), { line: 4, column: 4 });
    assert.equal(map.offsetAt({ line: 4, column: 4 }), 12);
  });

  it('clamps what lies outside', () => {
    assert.deepEqual(map.positionAt(-5), { line: 1, column: 1 });
    assert.deepEqual(map.positionAt(99), { line: 5, column: 1 });
    assert.equal(map.offsetAt({ line: 0, column: 4 }), 0);
    assert.equal(map.offsetAt({ line: 99, column: 1 }), 14);
    assert.equal(map.offsetAt({ line: 1, column: 99 }), 3);
  });

  it('has one line for an empty text', () => {
    assert.equal(new LineMap('').lineCount, 1);
    assert.deepEqual(new LineMap('').positionAt(0), { line: 1, column: 1 });
  });

  it('goes there and back', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '📐'), maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.nat(40), (text, at) => {
        const lines = new LineMap(text);
        const offset = Math.min(at, text.length);
        assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
      }),
    );
  });
});

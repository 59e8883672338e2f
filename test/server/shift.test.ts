import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changeBetween, shiftBetween } from '../../src/server/shift.ts';

const anyText = fc
  .array(fc.constantFrom('a', 'b', '\r\n', '\n', '\r', '😀', '😁', ' '), { maxLength: 12 })
  .map(parts => parts.join(''));

describe('the change between two texts', () => {
  it('turns one into the other', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const change = changeBetween(before, after);
        if (!change) return assert.equal(before, after);
        assert.equal(before.slice(0, change.start) + change.text + before.slice(change.end), after);
      }),
    );
  });

  it('keeps surrogate pairs and line ends whole', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const change = changeBetween(before, after);
        const parts = change ? [before.slice(0, change.start), change.text, before.slice(change.end)] : [];
        for (const part of parts) assert.equal(Buffer.from(part).toString(), part, 'no half of a pair');
        for (const [left = '', right = ''] of [parts.slice(0, 2), parts.slice(1)])
          assert.ok(!(left.endsWith('\r') && right.startsWith('\n')));
      }),
    );
  });

  it('moves what lies outside of it there and back', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const shift = shiftBetween(before, after);
        for (let offset = 0; offset <= before.length; offset++) {
          const moved = shift.forward(offset);
          if (moved === undefined) continue;
          assert.equal(after.slice(0, moved).length, moved);
          assert.ok(
            before.slice(0, offset) === after.slice(0, moved) || before.slice(offset) === after.slice(moved),
          );
        }
      }),
    );
  });
});

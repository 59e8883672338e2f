/** Arithmetic, comparison and printing of dimensions against plain numbers put in for the symbols. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  compare,
  constantOf,
  type Dim,
  floorDivide,
  isPositive,
  isUnknown,
  less,
  maximum,
  minimum,
  modulo,
  multiply,
  parseDim,
  printDim,
  size,
  substitute,
  subtract,
} from '../../../src/shapes/index.ts';
import { type Assignment, assignments, dimOf, expressions, numberOf } from './expression.ts';

// A fixed seed: the same tests on every machine.
const runs = { numRuns: 2000, seed: 8_8_10 };
const anyExpression = expressions(true);

const evaluate = (d: Dim, values: Assignment) =>
  constantOf(
    substitute(d, id => {
      const value = values[id];
      return value === undefined ? undefined : size(value);
    }),
  );

const plain = (n: number) => n + 0;

describe('dimensions with numbers put in for their symbols', () => {
  it('are what the same arithmetic on numbers gives', () => {
    fc.assert(
      fc.property(expressions(false), assignments, (e, values) => {
        const expected = numberOf(e, values);
        const dim = dimOf(e);
        if (Number.isNaN(expected) || isUnknown(dim)) return;
        assert.equal(evaluate(dim, values), plain(expected), printDim(dim));
      }),
      runs,
    );
  });

  it('are that with flags too, or unknown where the case that is not chosen divides by 0', () => {
    fc.assert(
      fc.property(anyExpression, assignments, (e, values) => {
        const expected = numberOf(e, values);
        const value = evaluate(dimOf(e), values);
        if (Number.isNaN(expected) || value === undefined) return;
        assert.equal(value, plain(expected), printDim(dimOf(e)));
      }),
      runs,
    );
  });

  it('never contradict compare', () => {
    fc.assert(
      fc.property(
        anyExpression,
        anyExpression,
        fc.array(assignments, { minLength: 12, maxLength: 12 }),
        (e, f, all) => {
          const [a, b] = [dimOf(e), dimOf(f)];
          const verdict = compare(a, b);
          assert.equal(compare(b, a), verdict);
          for (const values of all) {
            const [x, y] = [numberOf(e, values), numberOf(f, values)];
            if (Number.isNaN(x) || Number.isNaN(y)) continue;
            assert.notEqual(verdict, x === y ? 'different' : 'equal', `${printDim(a)} | ${printDim(b)}`);
          }
        },
      ),
      { ...runs, numRuns: 700 },
    );
  });

  it('never contradict compare where two expressions are a small number apart', () => {
    fc.assert(
      fc.property(anyExpression, fc.integer({ min: -3, max: 3 }), assignments, (e, n, values) => {
        const [a, b] = [dimOf(e), size(n)];
        const x = numberOf(e, values);
        if (Number.isNaN(x) || isUnknown(a)) return;
        assert.notEqual(compare(a, b), x === n ? 'different' : 'equal', `${printDim(a)} | ${n}`);
        const moved = compare(add(a, b), a);
        assert.equal(moved, n === 0 ? 'equal' : 'different');
      }),
      runs,
    );
  });

  it('never contradict less and isPositive', () => {
    fc.assert(
      fc.property(anyExpression, anyExpression, assignments, (e, f, values) => {
        const [x, y] = [numberOf(e, values), numberOf(f, values)];
        if (Number.isNaN(x) || Number.isNaN(y)) return;
        assert.notEqual(less(dimOf(e), dimOf(f)), !(x < y));
        assert.notEqual(isPositive(dimOf(e)), !(x >= 1));
      }),
      runs,
    );
  });
});

describe('the text of a dimension', () => {
  it('reads back to a dimension of the same value and the same text', () => {
    fc.assert(
      fc.property(expressions(false), assignments, (e, values) => {
        const dim = dimOf(e);
        const text = printDim(dim);
        const read = parseDim(text);
        assert.ok(read, text);
        assert.equal(printDim(read), text);
        if (!isUnknown(dim)) assert.equal(compare(read, dim), 'equal', text);
        const expected = numberOf(e, values);
        if (!Number.isNaN(expected) && !isUnknown(dim))
          assert.equal(evaluate(read, values), plain(expected), text);
      }),
      runs,
    );
  });

  it('never makes parseDim throw', () => {
    const pieces = fc.constantFrom(
      'a',
      '12',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '//',
      '%',
      '**',
      'max',
      ',',
      '?',
      ' ',
      '.',
      '[',
      '\u{1F600}',
      'é',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), parts => {
        const dim = parseDim(parts.join(''));
        if (dim) assert.equal(printDim(parseDim(printDim(dim)) ?? size(0)), printDim(dim));
      }),
      runs,
    );
  });
});

describe('identities that always hold', () => {
  const two = [expressions(true), expressions(true)] as const;

  it('a + b = b + a, (a - b) + b = a, a * b = b * a', () => {
    fc.assert(
      fc.property(...two, (e, f) => {
        const [a, b] = [dimOf(e), dimOf(f)];
        if (isUnknown(a) || isUnknown(b) || isUnknown(multiply(a, b))) return;
        assert.equal(compare(add(a, b), add(b, a)), 'equal');
        assert.equal(compare(add(subtract(a, b), b), a), 'equal');
        assert.equal(compare(multiply(a, b), multiply(b, a)), 'equal');
      }),
      { ...runs, numRuns: 700 },
    );
  });

  it('k * (a // k) + a % k = a for a number k', () => {
    fc.assert(
      fc.property(anyExpression, fc.integer({ min: 1, max: 9 }), (e, n) => {
        const [a, k] = [dimOf(e), size(n)];
        if (isUnknown(a)) return;
        const joined = add(multiply(k, floorDivide(a, k)), modulo(a, k));
        assert.notEqual(compare(joined, a), 'different');
      }),
      { ...runs, numRuns: 700 },
    );
  });

  it('max(a, b) + min(a, b) = a + b', () => {
    fc.assert(
      fc.property(...two, (e, f) => {
        const [a, b] = [dimOf(e), dimOf(f)];
        const both = add(a, b);
        if (isUnknown(maximum(a, b)) || isUnknown(both)) return;
        assert.equal(compare(add(maximum(a, b), minimum(a, b)), both), 'equal');
      }),
      { ...runs, numRuns: 700 },
    );
  });
});

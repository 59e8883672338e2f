/** Operations on shapes against a slow array library that has real elements. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  arangeLength,
  arraySplit,
  broadcast,
  concatenate,
  constantOf,
  convolutionLength,
  type Dim,
  mapResult,
  matmul,
  reshape,
  type Shape,
  type ShapeResult,
  size,
  sliceLength,
  splitBySize,
  substitute,
  symbol,
  transpose,
  transposedLength,
  windowCount,
} from '../../../src/shapes/index.ts';
import {
  addArrays,
  deal,
  filled,
  flat,
  multiplyMatrices,
  type Nested,
  shapeOf,
  slicePlaces,
  transposed,
  windowStarts,
  writtenPlaces,
} from './naive.ts';

const runs = { numRuns: 400, seed: 8_8_10 };
const sizes = (...shape: readonly number[]): Shape => shape.map(n => size(n));
const numbers = (result: ShapeResult) => (result.ok ? result.value.map(constantOf) : undefined);
const length = (result: ShapeResult<Dim>) => (result.ok ? constantOf(result.value) : undefined);
const extent = fc.integer({ min: 1, max: 4 });
const smallShape = fc.array(fc.constantFrom(1, 1, 2, 3), { maxLength: 3 });
const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => i + j));

describe('shapes of real arrays', () => {
  it('broadcast as elements are added', () => {
    fc.assert(
      fc.property(smallShape, smallShape, (a, b) => {
        const added = addArrays(filled(a), filled(b));
        assert.deepEqual(
          numbers(broadcast(sizes(...a), sizes(...b))),
          added === undefined ? undefined : shapeOf(added),
        );
      }),
      runs,
    );
  });

  it('multiply as matrices do', () => {
    fc.assert(
      fc.property(extent, extent, extent, extent, (n, k, l, m) => {
        const product = multiplyMatrices(matrix(n, k), matrix(l, m));
        assert.deepEqual(numbers(matmul(sizes(n, k), sizes(l, m))), product && shapeOf(product));
      }),
      runs,
    );
  });

  it('transpose and concatenate as rows do', () => {
    fc.assert(
      fc.property(extent, extent, extent, (n, m, l) => {
        assert.deepEqual(numbers(transpose(sizes(n, m))), shapeOf(transposed(matrix(n, m))));
        const joined: Nested = [...matrix(n, m), ...matrix(l, m)];
        assert.deepEqual(numbers(concatenate([sizes(n, m), sizes(l, m)], 0)), shapeOf(joined));
      }),
      runs,
    );
  });

  it('reshape where all elements can be dealt out', () => {
    fc.assert(
      fc.property(smallShape, smallShape, (from, to) => {
        const elements = flat(filled(from));
        const dealt = deal(elements, to);
        assert.deepEqual(
          numbers(reshape(sizes(...from), sizes(...to))),
          dealt === undefined ? undefined : to,
        );
        // What -1 stands for, found by trying.
        const inferred = elements.map((_, i) => i + 1).find(n => deal(elements, [n, ...to]) !== undefined);
        const expected = inferred === undefined ? undefined : [inferred, ...to];
        assert.deepEqual(numbers(reshape(sizes(...from), sizes(-1, ...to))), expected);
      }),
      runs,
    );
  });

  it('are split as places are dealt in turn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 5 }), (n, count) => {
        const dealt = Array.from({ length: count }, () => 0).map((_, part) =>
          Array.from({ length: n }, (_, i) => i).filter(i => i % count === part),
        );
        const parts = arraySplit(sizes(n), count);
        assert.deepEqual(parts.ok && parts.value.map(s => s.map(constantOf)), dealt.map(shapeOf));
      }),
      runs,
    );
  });

  it('are split into pieces as places are cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), (n, piece) => {
        const rest = Array.from({ length: n }, (_, i) => i);
        const pieces: number[] = [];
        while (rest.length > 0) pieces.push(rest.splice(0, piece).length);
        const parts = splitBySize(sizes(n), size(piece));
        assert.deepEqual(
          parts.ok && parts.value.known && parts.value.shapes.map(s => s.map(constantOf)),
          pieces.map(p => [p]),
        );
      }),
      runs,
    );
  });
});

describe('lengths of real walks', () => {
  const bound = fc.option(fc.integer({ min: -9, max: 9 }), { nil: undefined });
  const step = fc.constantFrom(-3, -2, -1, 1, 2, 3);
  const dimOf = (n: number | undefined) => (n === undefined ? undefined : size(n));

  it('slices take the places that are walked over', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 }), bound, bound, step, (n, start, stop, by) => {
        const places = slicePlaces(n, start, stop, by);
        const slice = { start: dimOf(start), stop: dimOf(stop), step: size(by) };
        assert.equal(constantOf(sliceLength(size(n), slice)), places.length);
        if (n === 0) return;
        const symbolic = sliceLength(symbol('n'), slice);
        assert.equal(constantOf(substitute(symbolic, () => size(n))), places.length);
      }),
      { ...runs, numRuns: 3000 },
    );
  });

  it('ranges count their numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        step,
        (start, stop, by) => {
          let count = 0;
          for (let i = start; by > 0 ? i < stop : i > stop; i += by) count++;
          assert.equal(length(arangeLength(size(start), size(stop), size(by))), count);
        },
      ),
      runs,
    );
  });

  const window = fc.record({ kernel: extent, stride: extent, dilation: extent });

  it('convolutions count the windows that fit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 15 }),
        window,
        fc.integer({ min: 0, max: 3 }),
        (n, w, padding) => {
          const starts = windowStarts(n + 2 * padding, w.kernel, w.stride, w.dilation);
          const asked = {
            kernel: size(w.kernel),
            stride: size(w.stride),
            dilation: size(w.dilation),
            padding: { before: size(padding), after: size(padding) },
          };
          assert.equal(length(convolutionLength(size(n), asked)), starts.length || undefined);
          const symbolic = convolutionLength(symbol('n'), asked);
          if (starts.length === 0) return;
          assert.equal(length(mapResult(symbolic, d => substitute(d, () => size(n)))), starts.length);
        },
      ),
      runs,
    );
  });

  it("'same' and 'causal' have one window for each place that a stride reaches", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), window, (n, w) => {
        const reached = Array.from({ length: n }, (_, i) => i).filter(i => i % w.stride === 0);
        for (const padding of ['same', 'causal'] as const) {
          const asked = { kernel: size(w.kernel), stride: size(w.stride), padding };
          assert.equal(length(convolutionLength(size(n), asked)), reached.length);
        }
      }),
      runs,
    );
  });

  it('sliding windows count the windows that fit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), extent, extent, (n, kernel, by) => {
        const starts = windowStarts(n, kernel, by, 1);
        assert.equal(length(windowCount(size(n), size(kernel), size(by))), starts.length || undefined);
      }),
      runs,
    );
  });

  it('transposed convolutions reach from the first place they write to the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), window, (n, w) => {
        const last = Math.max(...writtenPlaces(n, w.kernel, w.stride, w.dilation));
        const asked = {
          kernel: size(w.kernel),
          stride: size(w.stride),
          dilation: size(w.dilation),
          padding: { before: size(0), after: size(0) },
        };
        assert.equal(length(transposedLength(size(n), asked)), last + 1);
      }),
      runs,
    );
  });
});

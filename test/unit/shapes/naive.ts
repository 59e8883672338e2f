/**
 * A slow array library for tests: real elements, moved one by one. Nothing here computes a shape by a formula; lengths come
 * from counting what a loop visits.
 */

/** Nested lists of numbers; a scalar is a number. */
export type Nested = number | readonly Nested[];

export function filled(shape: readonly number[]): Nested {
  const [length, ...rest] = shape;
  return length === undefined ? 1 : Array.from({ length }, () => filled(rest));
}

/** undefined of ragged lists, and of anything with an empty list above its last axis, where no shape can be seen. */
export function shapeOf(array: Nested): readonly number[] | undefined {
  if (typeof array === 'number') return [];
  const inner = array.map(shapeOf);
  const [first] = inner;
  if (array.length === 0) return [0];
  const isEven =
    first && inner.every(s => s && s.length === first.length && s.every((n, i) => n === first[i]));
  return isEven ? [array.length, ...first] : undefined;
}

const rankOf = (array: Nested): number => (typeof array === 'number' ? 0 : 1 + rankOf(array[0] ?? 0));

/** Adds element by element as NumPy does; undefined where it refuses. */
export function addArrays(a: Nested, b: Nested): Nested | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const [left, right] = [rankOf(a), rankOf(b)];
  const [x, y] = [
    left < right || typeof a === 'number' ? [a] : a,
    right < left || typeof b === 'number' ? [b] : b,
  ];
  if (x.length !== y.length && x.length !== 1 && y.length !== 1) return undefined;
  const longer = x.length === 1 ? y : x;
  const sums: Nested[] = [];
  for (const i of longer.keys()) {
    const [p, q] = [x.length === 1 ? x[0] : x[i], y.length === 1 ? y[0] : y[i]];
    const sum = p === undefined || q === undefined ? undefined : addArrays(p, q);
    if (sum === undefined) return undefined;
    sums.push(sum);
  }
  return sums;
}

/** Matrices, as rows. */
export function multiplyMatrices(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
): readonly (readonly number[])[] | undefined {
  const result: number[][] = [];
  for (const row of a) {
    if (row.length !== b.length) return undefined;
    const [first = []] = b;
    result.push(first.map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0), 0)));
  }
  return result;
}

/** The elements in order. */
export const flat = (array: Nested): readonly number[] =>
  typeof array === 'number' ? [array] : array.flatMap(flat);

/** Deals elements into a shape; undefined where some are left over or missing. */
export function deal(elements: readonly number[], shape: readonly number[]): Nested | undefined {
  const rest = [...elements];
  const take = (axes: readonly number[]): Nested | undefined => {
    const [length, ...inner] = axes;
    if (length === undefined) return rest.shift();
    const list: Nested[] = [];
    for (let i = 0; i < length; i++) {
      const part = take(inner);
      if (part === undefined) return undefined;
      list.push(part);
    }
    return list;
  };
  const dealt = take(shape);
  return rest.length === 0 ? dealt : undefined;
}

export const transposed = (rows: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  (rows[0] ?? []).map((_, j) => rows.map(row => row[j] ?? 0));

/** The places a Python slice visits, found by walking. */
export function slicePlaces(
  length: number,
  start: number | undefined,
  stop: number | undefined,
  step: number,
): readonly number[] {
  const fromEnd = (n: number) => (n < 0 ? n + length : n);
  const places: number[] = [];
  const first = start === undefined ? (step > 0 ? 0 : length - 1) : fromEnd(start);
  const isBefore = (place: number) =>
    stop === undefined || (step > 0 ? place < fromEnd(stop) : place > fromEnd(stop));
  // Walk from far outside, so that a start beyond an end comes in only at that end.
  const entry = step > 0 ? Math.max(first, 0) : Math.min(first, length - 1);
  for (let place = entry; place >= 0 && place < length && isBefore(place); place += step) places.push(place);
  return places;
}

/** Where windows start that lie wholly within so many places. */
export function windowStarts(
  length: number,
  kernel: number,
  stride: number,
  dilation: number,
): readonly number[] {
  const starts: number[] = [];
  for (let start = 0; ; start += stride) {
    const covered = Array.from({ length: kernel }, (_, i) => start + i * dilation);
    if (covered.some(place => place >= length)) return starts;
    starts.push(start);
  }
}

/** Which places a transposed convolution writes to: one window for each input, laid over one another. */
export function writtenPlaces(
  length: number,
  kernel: number,
  stride: number,
  dilation: number,
): ReadonlySet<number> {
  const places = new Set<number>();
  for (let i = 0; i < length; i++) for (let k = 0; k < kernel; k++) places.add(i * stride + k * dilation);
  return places;
}

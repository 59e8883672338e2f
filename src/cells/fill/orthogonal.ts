/**
 * A matrix whose rows (or columns, whichever are fewer) are orthonormal: Saxe et al. (2013), https://arxiv.org/abs/1312.6120. Made as the frameworks make it,
 * from a matrix of normal numbers, by Gram and Schmidt instead of Householder: both give the same distribution.
 */
import type { Random } from './random.ts';

/** Beyond it the arithmetic takes longer than a person waits. */
export const MOST_ORTHOGONAL = 512;

export function orthogonal(rows: number, columns: number, normal: Random): Float64Array {
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows];
  const vectors: Float64Array[] = [];
  for (let index = 0; index < count; index++) {
    const vector = Float64Array.from({ length }, normal);
    // Twice: rounding leaves a little of each direction the first time.
    for (let time = 0; time < 2; time++) for (const other of vectors) subtractAlong(vector, other);
    const size = Math.sqrt(dot(vector, vector)) || 1;
    vectors.push(vector.map(value => value / size));
  }
  const data = new Float64Array(rows * columns);
  for (const [index, vector] of vectors.entries())
    for (let place = 0; place < length; place++)
      data[rows <= columns ? index * columns + place : place * columns + index] = vector[place] ?? 0;
  return data;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < a.length; place++) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
}

function subtractAlong(vector: Float64Array, direction: Float64Array): void {
  const share = dot(vector, direction);
  for (let place = 0; place < vector.length; place++)
    vector[place] = (vector[place] ?? 0) - share * (direction[place] ?? 0);
}

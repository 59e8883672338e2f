/** Numbers as nested lists, the form of JSON, and as tensors. */
import { failure, type Result, success } from '../result.ts';
import type { Tensor } from '../weights.ts';

export type Nested = number | null | readonly Nested[];

/** Deeper lists are refused: no layer takes as many axes. */
const MOST_AXES = 8;

/** Reads nested lists of finite numbers. Fails, naming the place, on lists that are ragged and on whatever is no finite number. */
export function readNested(value: unknown, where: string): Result<Tensor> {
  const shape: number[] = [];
  for (let item = value; Array.isArray(item); item = item[0]) {
    if (shape.length === MOST_AXES)
      return failure(where, `expected at most ${MOST_AXES} nested lists, got more.`);
    shape.push(item.length);
  }
  const data = new Float64Array(shape.reduce((product, size) => product * size, 1));
  let next = 0;
  const fill = (item: unknown, axis: number, place: string): string | undefined => {
    const size = shape[axis];
    if (size === undefined) {
      if (typeof item !== 'number' || !Number.isFinite(item))
        return `${place}: expected a finite number, got ${described(item)}.`;
      data[next++] = item;
      return undefined;
    }
    if (!Array.isArray(item) || item.length !== size)
      return `${place}: expected a list of ${size} like those before it, got ${described(item)}.`;
    for (const [i, each] of item.entries()) {
      const fault = fill(each, axis + 1, `${place}[${i}]`);
      if (fault !== undefined) return fault;
    }
    return undefined;
  };
  const fault = fill(value, 0, where);
  return fault === undefined
    ? success({ shape, data })
    : { ok: false, problems: [{ where, message: fault }] };
}

function described(item: unknown): string {
  if (Array.isArray(item)) return `a list of ${item.length}`;
  if (typeof item === 'number') return 'a number that is not finite';
  if (typeof item === 'string') return `the text ${JSON.stringify(item.slice(0, 40))}`;
  return item === null || typeof item === 'boolean' ? String(item) : 'an object';
}

/** Numbers of this shape as nested lists, put by `write`; JSON has no NaN and no infinity, which become null. */
export function toNested(
  shape: readonly number[],
  data: ArrayLike<number>,
  write: (value: number) => number,
): Nested {
  let next = 0;
  const build = (axis: number): Nested => {
    const size = shape[axis];
    if (size === undefined) {
      const value = data[next++] ?? Number.NaN;
      return Number.isFinite(value) ? write(value) : null;
    }
    return Array.from({ length: size }, () => build(axis + 1));
  };
  return build(0);
}

/** '(2, 12)', '(12,)' for one axis. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

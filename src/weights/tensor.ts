/** A tensor of a file: what is said of it, and its values on demand. */
import { type Region, sliceOf, take } from './bytes/region.ts';
import { type DType, decode, type Numbers, sizeOf } from './dtype.ts';
import { malformed, quoted, tooLarge } from './error.ts';
import { LIMITS } from './limits.ts';

/** Where the bytes of a tensor lie. */
export type Place =
  /** As they are, `file` being another one than that which names the tensor. */
  | { readonly kind: 'bytes'; readonly offset: number; readonly length: number; readonly file?: string }
  /** In a compressed part of the file, or in several files. */
  | { readonly kind: 'packed'; readonly inside: string }
  /** In pieces of equal shape, each perhaps compressed. */
  | { readonly kind: 'chunks'; readonly shape: readonly number[] }
  /** Nowhere: every value is the same. */
  | { readonly kind: 'unwritten' };

export interface WeightTensor {
  /** As the file has it; empty where the format names nothing (.npy). */
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** How the file stores it: by rows, by columns (Fortran), or with steps of its own (a view of PyTorch). Values always come by rows. */
  readonly order: 'rows' | 'columns' | 'strided';
  readonly place: Place;
  /**
   * `count` values from the `first` on, counted by rows; all without arguments. Float32Array where each fits one.
   * Throws WeightFileError where the file is cut off, where too many are asked for, and for kinds that are no real numbers.
   */
  values(first?: number, count?: number): Numbers;
}

/** Bytes of elements, one after the other, wherever they come from. */
export interface Elements {
  /** How many there are. */
  readonly count: number;
  read(first: number, count: number): Uint8Array;
}

export interface TensorParts {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly elements: Elements;
  readonly place: Place;
  readonly bigEndian?: boolean;
  readonly columns?: boolean;
  /** In elements, one an axis; by rows without. `start` is that of the first element. */
  readonly strides?: readonly number[];
  readonly start?: number;
}

/** Fails where the elements are fewer than the shape needs. */
export function defineTensor(parts: TensorParts): WeightTensor {
  const { name, dtype, shape, elements, place } = parts;
  const total = countOf(shape, name);
  const rows = rowStrides(shape);
  const strides = parts.strides ?? (parts.columns ? columnStrides(shape) : rows);
  const isByRows = shape.every((size, axis) => size === 1 || strides[axis] === rows[axis]);
  const start = parts.start ?? 0;
  const last = start + shape.reduce((sum, size, axis) => sum + (size - 1) * (strides[axis] ?? 0), 0);
  if (total > 0 && !(start >= 0 && last < elements.count))
    throw malformed(
      `tensor ${quoted(name)} of shape (${shape.join(', ')}) needs more values than the ${elements.count} it has`,
    );
  const littleEndian = !parts.bigEndian;
  return {
    name,
    dtype,
    shape,
    order: isByRows ? 'rows' : parts.columns ? 'columns' : 'strided',
    place,
    values: (first = 0, count = total - first) => {
      checkAsked(first, count, total);
      if (count === 0) return decode(new Uint8Array(), dtype, { littleEndian, count });
      if (isByRows) return decode(elements.read(start + first, count), dtype, { littleEndian, count });
      const bytes = gather(elements, places(first, count, { shape, strides, start }), sizeOf(dtype));
      return decode(bytes, dtype, { littleEndian, count });
    },
  };
}

function checkAsked(first: number, count: number, total: number): void {
  if (!Number.isInteger(first) || !Number.isInteger(count) || first < 0 || count < 0 || first + count > total)
    throw new RangeError(`values ${first} to ${first + count} of ${total}`);
  if (count > LIMITS.values)
    throw tooLarge(`${count} values are too many at once; at most ${LIMITS.values} are given`);
}

/** Of a shape as a file states it: sizes that are none, too many axes and impossible products are errors. */
export function countOf(shape: readonly number[], name: string): number {
  if (shape.length > LIMITS.rank) throw malformed(`tensor ${quoted(name)} has ${shape.length} axes`);
  if (shape.some(size => !Number.isSafeInteger(size) || size < 0))
    throw malformed(`tensor ${quoted(name)} has an impossible shape (${shape.join(', ')})`);
  // An empty tensor may have any other sizes.
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  if (!Number.isSafeInteger(count * 16))
    throw tooLarge(`tensor ${quoted(name)} claims ${shape.join(' x ')} values`);
  return count;
}

function rowStrides(shape: readonly number[]): readonly number[] {
  const strides: number[] = [];
  let step = 1;
  for (const size of shape.toReversed()) {
    strides.unshift(step);
    step *= size;
  }
  return strides;
}

function columnStrides(shape: readonly number[]): readonly number[] {
  return rowStrides(shape.toReversed()).toReversed();
}

interface Layout {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly start: number;
}

/** Where each of the asked elements is stored. */
function places(first: number, count: number, { shape, strides, start }: Layout): Float64Array {
  const found = new Float64Array(count);
  for (let each = 0; each < count; each++) {
    let rest = first + each;
    let place = start;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      place += (rest % size) * (strides[axis] ?? 0);
      rest = Math.floor(rest / size);
    }
    found[each] = place;
  }
  return found;
}

/** Elements read at once, so that neighbours cost one read and far ones no more memory than this. */
const RUN = 1 << 18;

function gather(elements: Elements, places: Float64Array, size: number): Uint8Array {
  const bytes = new Uint8Array(places.length * size);
  const order = Uint32Array.from(places.keys()).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  let window = new Uint8Array();
  let from = 0;
  let to = 0;
  for (const each of order) {
    const place = places[each] ?? 0;
    if (place >= to) {
      from = place;
      to = Math.min(elements.count, from + RUN);
      window = new Uint8Array(elements.read(from, to - from));
    }
    bytes.set(window.subarray((place - from) * size, (place - from + 1) * size), each * size);
  }
  return bytes;
}

/** Elements that lie in a region as they are. Fails where the region ends before. */
export function plainElements(
  region: Region,
  offset: number,
  { count, size, name }: { readonly count: number; readonly size: number; readonly name: string },
): Elements {
  const what = `tensor ${quoted(name)}`;
  const slice = sliceOf(region, offset, count * size, what);
  return { count, read: (first, length) => take(slice, first * size, length * size, what) };
}

/** Where a part of a region lies in the file; `inside` names what it was unpacked from. */
export function placeIn(region: Region, offset: number, length: number, inside: string): Place {
  return region.origin === undefined
    ? { kind: 'packed', inside }
    : { kind: 'bytes', offset: region.origin + offset, length };
}

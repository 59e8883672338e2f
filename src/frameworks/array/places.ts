/** Which elements of a tensor, counted in the order of its axes, a subscript takes. */
import { axesTaken, constantOf, elementsOf } from '../../shapes/index.ts';
import type { Located } from './indices.ts';

/** One index after the other: how many axes it takes, and how far behind their first element those that it takes lie. */
interface Taken {
  readonly axes: number;
  readonly offsets: readonly number[];
}

/** In the order of the result; undefined where it is not known, or where arrays are put together with other places. */
export function placesTaken(
  shape: readonly number[],
  indices: readonly Located[],
): readonly number[] | undefined {
  const isJoint = ({ index }: Located): boolean => index.kind === 'array' || index.kind === 'mask';
  const joint = indices.filter(isJoint);
  if (joint.length > 1 || (joint.length === 1 && indices.some(({ index }) => index.kind === 'at')))
    return undefined;
  const named = indices.reduce((sum, located) => sum + axesTaken(located.index), 0);
  let axis = 0;
  let places: readonly number[] = [0];
  for (const located of indices) {
    const taken = takenBy(located, shape, axis, shape.length - named);
    if (!taken) return undefined;
    places = crossed(places, taken.offsets);
    axis += taken.axes;
  }
  return crossed(places, offsetsOf(shape, axis, shape.length - axis));
}

function takenBy(
  { index, content }: Located,
  shape: readonly number[],
  axis: number,
  open: number,
): Taken | undefined {
  const [count = 0] = shape.slice(axis, axis + 1);
  const stride = strideOf(shape, axis + 1);
  switch (index.kind) {
    case 'newaxis':
      return { axes: 0, offsets: [0] };
    case 'ellipsis':
      return { axes: open, offsets: offsetsOf(shape, axis, open) };
    case 'at': {
      const at = index.position && placeIn(constantOf(index.position), count);
      return at === undefined ? undefined : { axes: 1, offsets: [at * stride] };
    }
    case 'slice': {
      const bounds = [index.start, index.stop, index.step].map(dim => (dim ? constantOf(dim) : null));
      if (bounds.includes(undefined)) return undefined;
      const [start = null, stop = null, step = null] = bounds;
      const all = Array.from({ length: count }, (_, i) => i);
      const taken = sliced(all, start, stop, step ?? 1);
      return taken && { axes: 1, offsets: taken.map(i => i * stride) };
    }
    case 'array': {
      const places = content?.map(each => placeIn(each, count));
      return places?.every(place => place !== undefined)
        ? { axes: 1, offsets: places.map(place => place * stride) }
        : undefined;
    }
    case 'mask': {
      const offsets = offsetsOf(shape, axis, index.rank);
      if (content?.length !== offsets.length) return undefined;
      return { axes: index.rank, offsets: offsets.filter((_, i) => content[i] === 1) };
    }
  }
}

/** Of a position that may count from the end. */
function placeIn(position: number | undefined, count: number): number | undefined {
  const at = position !== undefined && position < 0 ? position + count : position;
  return at !== undefined && at >= 0 && at < count ? at : undefined;
}

/** Forward steps only. */
function sliced(
  all: readonly number[],
  start: number | null,
  stop: number | null,
  step: number,
): readonly number[] | undefined {
  if (step < 1) return undefined;
  return all.slice(start ?? 0, stop ?? all.length).filter((_, i) => i % step === 0);
}

const strideOf = (shape: readonly number[], from: number): number => elementsOf(shape.slice(from));

/** How far behind the first element all those along some axes lie. */
function offsetsOf(shape: readonly number[], axis: number, count: number): readonly number[] {
  const stride = strideOf(shape, axis + count);
  const length = elementsOf(shape.slice(axis, axis + count));
  return Array.from({ length }, (_, i) => i * stride);
}

const crossed = (places: readonly number[], offsets: readonly number[]): readonly number[] =>
  places.flatMap(place => offsets.map(offset => place + offset));

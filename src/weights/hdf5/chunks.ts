/** Values of a chunked dataset, by rows, out of as few chunks as they need. */
import { take } from '../bytes/region.ts';
import { malformed, tooLarge } from '../error.ts';
import { LIMITS } from '../limits.ts';
import type { Elements } from '../tensor.ts';
import { chunksOf, type Grid, gridOf, type StoredChunk } from './chunk-index.ts';
import type { Hdf5 } from './context.ts';
import { type Filter, unfiltered } from './filters.ts';
import type { DataLayout } from './layout.ts';

export interface ChunkedParts {
  readonly layout: Extract<DataLayout, { kind: 'chunked' }>;
  readonly shape: readonly number[];
  readonly count: number;
  readonly itemSize: number;
  readonly filters: readonly Filter[];
  /** One element, for what was never written. */
  readonly fill: Uint8Array;
}

export function chunkedElements(file: Hdf5, parts: ChunkedParts): Elements {
  const { layout, shape, count, itemSize, filters, fill } = parts;
  const { chunk } = layout;
  if (chunk.length !== shape.length || chunk.some(size => !Number.isSafeInteger(size) || size < 1))
    throw malformed('it has a dataset of impossible chunks');
  const bytes = chunk.reduce((product, size) => product * size, itemSize);
  if (bytes > LIMITS.inflated)
    throw tooLarge(`it has chunks of ${bytes} bytes; at most ${LIMITS.inflated} are read`);
  const grid: Grid = { shape, chunk, bytes, isFiltered: filters.length > 0 };
  const load = ({ address, length, mask }: StoredChunk): Uint8Array => {
    const stored = take(file.region, address, length, 'a chunk of a dataset');
    return unfiltered(filters, { bytes: stored, mask, itemSize, size: bytes }, file.inflate);
  };
  const open = createLoader(() => chunksOf(file, layout, grid), load, bytes);
  return {
    count,
    read: (first, length) => {
      const found = new Uint8Array(length * itemSize);
      for (const run of runsOf(grid, first, length)) {
        const chunkBytes = open(run.chunk);
        const at = (run.from - first) * itemSize;
        if (chunkBytes)
          found.set(chunkBytes.subarray(run.within * itemSize, (run.within + run.length) * itemSize), at);
        else for (let each = 0; each < run.length; each++) found.set(fill, at + each * itemSize);
      }
      return found;
    },
  };
}

/** Bytes of unpacked chunks that are kept: a row of a wide dataset crosses many. */
const KEPT = 32 * 1024 * 1024;

function createLoader(
  readIndex: () => ReadonlyMap<number, StoredChunk>,
  load: (chunk: StoredChunk) => Uint8Array,
  bytes: number,
): (place: number) => Uint8Array | undefined {
  let index: ReadonlyMap<number, StoredChunk> | undefined;
  const kept = new Map<number, Uint8Array>();
  const most = Math.max(1, Math.floor(KEPT / Math.max(bytes, 1)));
  return place => {
    index ??= readIndex();
    const known = kept.get(place);
    if (known) return known;
    const stored = index.get(place);
    if (!stored) return undefined;
    const loaded = load(stored);
    if (kept.size >= most) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
    kept.set(place, loaded);
    return loaded;
  };
}

interface Run {
  /** Place in the grid of chunks. */
  readonly chunk: number;
  /** First element within the chunk, and within the dataset. */
  readonly within: number;
  readonly from: number;
  readonly length: number;
}

/** Elements that lie in a row in the dataset and in one chunk. */
function* runsOf(grid: Grid, first: number, count: number): Generator<Run> {
  const { shape, chunk } = grid;
  const sizes = gridOf(grid);
  const width = shape.at(-1) ?? 1;
  const step = chunk.at(-1) ?? 1;
  for (let at = first; at < first + count; ) {
    const column = at % width;
    const length = Math.min(step - (column % step), width - column, first + count - at);
    let rest = at;
    let place = 0;
    let within = 0;
    let outer = 1;
    let inner = 1;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      const part = chunk[axis] ?? 1;
      const coordinate = rest % size;
      rest = Math.floor(rest / size);
      place += Math.floor(coordinate / part) * outer;
      within += (coordinate % part) * inner;
      outer *= sizes[axis] ?? 1;
      inner *= part;
    }
    yield { chunk: place, within, from: at, length };
    at += length;
  }
}

/** Where each chunk of a dataset lies, by its place in the grid of chunks. */
import { Cursor } from '../bytes/cursor.ts';
import { inMemory } from '../bytes/region.ts';
import { malformed, tooLarge, unsupported } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { type Hdf5, readAddress, readLength, signed } from './context.ts';
import type { DataLayout } from './layout.ts';
import { newTree, oldTree } from './trees.ts';

export interface StoredChunk {
  readonly address: number;
  /** Bytes as stored. */
  readonly length: number;
  /** Bit n: filter n was left out. */
  readonly mask: number;
}

export interface Grid {
  readonly shape: readonly number[];
  readonly chunk: readonly number[];
  /** Bytes of a whole chunk. */
  readonly bytes: number;
  readonly isFiltered: boolean;
}

/** Chunks that were never written are not among them. The key is the place in the grid by rows. */
export function chunksOf(
  file: Hdf5,
  { index, address }: Extract<DataLayout, { kind: 'chunked' }>,
  grid: Grid,
): ReadonlyMap<number, StoredChunk> {
  const chunks = new Map<number, StoredChunk>();
  if (address === undefined) return chunks;
  switch (index.kind) {
    case 'single':
      return chunks.set(0, { address, length: index.size ?? grid.bytes, mask: index.mask });
    case 'implicit':
      for (let place = 0; place < chunkCount(grid); place++) {
        file.spend();
        chunks.set(place, { address: address + place * grid.bytes, length: grid.bytes, mask: 0 });
      }
      return chunks;
    case 'tree':
      return new Map(oldChunks(file, address, grid));
    case 'new-tree':
      return new Map(newChunks(file, address, grid));
    case 'growing':
      throw unsupported(
        'it has a dataset that can grow, in the newest form of HDF5: its values cannot be read',
      );
    case 'array':
      return new Map(arrayChunks(file, address, grid));
  }
}

/** Of the grid, an axis each. */
export function gridOf({ shape, chunk }: Grid): readonly number[] {
  return shape.map((size, axis) => Math.ceil(size / (chunk[axis] ?? 1)));
}

function chunkCount(grid: Grid): number {
  const count = gridOf(grid).reduce((product, size) => product * size, 1);
  if (count > LIMITS.objects) throw tooLarge(`it has a dataset of ${count} chunks`);
  return count;
}

function placeOf(grid: Grid, coordinates: readonly number[]): number {
  return gridOf(grid).reduce((sum, size, axis) => sum * size + (coordinates[axis] ?? 0), 0);
}

function* oldChunks(file: Hdf5, address: number, grid: Grid): Generator<[number, StoredChunk]> {
  const rank = grid.shape.length;
  const keyLength = 8 + 8 * (rank + 1);
  for (const { key, child } of oldTree(file, address, { type: 1, keyLength })) {
    const cursor = new Cursor(inMemory(key), { what: 'a chunk' });
    const length = cursor.u32();
    const mask = cursor.u32();
    const coordinates = grid.chunk.map(size => Math.floor(cursor.u64() / size));
    yield [placeOf(grid, coordinates), { address: child, length, mask }];
  }
}

function* newChunks(file: Hdf5, address: number, grid: Grid): Generator<[number, StoredChunk]> {
  const rank = grid.shape.length;
  for (const record of newTree(file, address)) {
    const width = record.left - file.offsetSize - 4 - 8 * rank;
    const child = readAddress(file, record);
    const length = grid.isFiltered ? record.unsigned(Math.max(width, 0)) : grid.bytes;
    const mask = grid.isFiltered ? record.u32() : 0;
    const coordinates = grid.chunk.map(() => record.u64());
    if (child !== undefined) yield [placeOf(grid, coordinates), { address: child, length, mask }];
  }
}

const WHAT = 'an array of chunks';

function* arrayChunks(file: Hdf5, address: number, grid: Grid): Generator<[number, StoredChunk]> {
  const header = signed(file, address, 'FAHD', WHAT);
  header.skip(2);
  const entrySize = header.u8();
  const pageBits = header.u8();
  const count = readLength(file, header);
  const data = readAddress(file, header);
  if (data === undefined) return;
  const least = file.offsetSize + (grid.isFiltered ? 5 : 0);
  if (entrySize < least || pageBits > 32) throw malformed(`${WHAT} has impossible sizes`);
  if (count > chunkCount(grid)) throw malformed(`${WHAT} has more chunks than its dataset`);
  const cursor = signed(file, data, 'FADB', WHAT);
  cursor.skip(2 + file.offsetSize);
  const perPage = 2 ** pageBits;
  const isPaged = count > perPage;
  const pages = Math.ceil(count / perPage);
  const written = isPaged ? cursor.bytes(Math.ceil(pages / 8)) : undefined;
  // The checksum of the block's head lies before the pages, that of each page after it.
  if (isPaged) cursor.skip(4);
  for (let place = 0; place < count; place++) {
    file.spend();
    const page = Math.floor(place / perPage);
    if (isPaged && place > 0 && place % perPage === 0) cursor.skip(4);
    const entry = new Cursor(inMemory(cursor.bytes(entrySize)), { what: WHAT });
    if (written && ((written[page >> 3] ?? 0) & (0x80 >> (page & 7))) === 0) continue;
    const child = readAddress(file, entry);
    if (child === undefined) continue;
    const length = grid.isFiltered ? entry.unsigned(entrySize - file.offsetSize - 4) : grid.bytes;
    const mask = grid.isFiltered ? entry.u32() : 0;
    yield [place, { address: child, length, mask }];
  }
}

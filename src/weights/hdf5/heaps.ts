/** Heaps: names of old groups (local), texts of any length (global), links and attributes of new groups (fractal). */
import { Cursor } from '../bytes/cursor.ts';
import { inMemory, type Region, sliceOf } from '../bytes/region.ts';
import { malformed, unsupported } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { type Hdf5, readAddress, readLength, signed, widthOf } from './context.ts';

export function localHeap(file: Hdf5, address: number): Region {
  const what = 'a heap of names';
  const cursor = signed(file, address, 'HEAP', what);
  cursor.skip(4);
  const size = readLength(file, cursor);
  readLength(file, cursor);
  const data = readAddress(file, cursor);
  if (data === undefined) throw malformed(`${what} is nowhere`);
  return sliceOf(file.region, data, size, what);
}

/** An object of a global heap, by the heap's address and the object's number. */
export function globalObject(file: Hdf5, address: number, index: number): Uint8Array {
  const what = 'a heap of texts';
  const start = signed(file, address, 'GCOL', what);
  start.skip(4);
  const end = address + readLength(file, start);
  const cursor = new Cursor(file.region, { what, at: start.at, end: Math.min(end, file.region.size) });
  while (cursor.left >= 16) {
    file.spend();
    const number = cursor.u16();
    cursor.skip(6);
    const size = readLength(file, cursor);
    if (number === index) return cursor.bytes(size);
    // Number 0 is the free space at the end.
    if (number === 0) break;
    cursor.skip(Math.ceil(size / 8) * 8);
  }
  throw malformed(`${what} lacks object ${index}`);
}

const WHAT = 'a heap of links';

interface FractalHeap {
  readonly width: number;
  readonly startSize: number;
  readonly maxDirect: number;
  readonly offsetWidth: number;
  readonly lengthWidth: number;
  readonly root: number;
  /** Of the root; 0 where the root is a block of data itself. */
  readonly rows: number;
}

/** Gives objects of a fractal heap by their identifiers. */
export function fractalHeap(file: Hdf5, address: number): (id: Uint8Array) => Region {
  const heap = fractalHeader(file, address);
  return id => {
    const cursor = new Cursor(inMemory(id), { what: WHAT });
    const kind = (cursor.u8() >> 4) & 3;
    if (kind === 2) return inMemory(id.subarray(1, 2 + ((id[0] ?? 0) & 0x0f)));
    if (kind !== 0) throw unsupported('it has a link or an attribute that is too large for its heap');
    const offset = cursor.unsigned(heap.offsetWidth);
    const length = cursor.unsigned(heap.lengthWidth);
    return sliceOf(file.region, placeOf(file, heap, offset), length, WHAT);
  };
}

function fractalHeader(file: Hdf5, address: number): FractalHeap {
  const cursor = signed(file, address, 'FRHP', WHAT);
  cursor.skip(1);
  cursor.u16();
  if (cursor.u16() > 0) throw unsupported(`${WHAT} is compressed`);
  cursor.skip(1);
  const maxObject = cursor.u32();
  cursor.skip(10 * file.lengthSize + 2 * file.offsetSize);
  const width = cursor.u16();
  const startSize = readLength(file, cursor);
  const maxDirect = readLength(file, cursor);
  const bits = cursor.u16();
  cursor.skip(2);
  const root = readAddress(file, cursor);
  const rows = cursor.u16();
  if (root === undefined) throw malformed(`${WHAT} is nowhere`);
  const isSound = width > 0 && isPowerOfTwo(startSize) && isPowerOfTwo(maxDirect) && maxDirect >= startSize;
  if (!isSound || bits === 0 || bits > 64 || rows > 64) throw malformed(`${WHAT} has impossible sizes`);
  const lengthWidth = Math.min(Math.floor((Math.log2(maxDirect) + 7) / 8), widthOf(maxObject));
  return { width, startSize, maxDirect, offsetWidth: Math.ceil(bits / 8), lengthWidth, root, rows };
}

function isPowerOfTwo(size: number): boolean {
  return Number.isSafeInteger(size) && size > 0 && Number.isInteger(Math.log2(size));
}

/** The blocks of row 0 and 1 are of the first size, those of each further row twice as large as those of the row before. */
function blockSize(heap: FractalHeap, row: number): number {
  return heap.startSize * 2 ** Math.max(row - 1, 0);
}

/** Where an offset in the heap's own space lies in the file. */
function placeOf(file: Hdf5, heap: FractalHeap, offset: number): number {
  let { root: address, rows } = heap;
  let rest = offset;
  for (let depth = 0; rows > 0; depth++) {
    if (depth > LIMITS.depth) throw malformed(`${WHAT} is too deep`);
    file.spend();
    const found = childAt(heap, rows, rest);
    // Signature, version, the header's address, the block's own offset; then the addresses.
    const head = 5 + file.offsetSize + heap.offsetWidth;
    const cursor = signed(file, address, 'FHIB', WHAT);
    cursor.at = address + head + found.index * file.offsetSize;
    const child = readAddress(file, cursor);
    if (child === undefined) throw malformed(`${WHAT} has a block that is nowhere`);
    address = child;
    rest = found.rest;
    rows = found.rows;
  }
  signed(file, address, 'FHDB', WHAT);
  return address + rest;
}

interface Child {
  readonly index: number;
  /** From the start of the child on. */
  readonly rest: number;
  /** Of the child; 0 where it is a block of data. */
  readonly rows: number;
}

function childAt(heap: FractalHeap, rows: number, offset: number): Child {
  let start = 0;
  for (let row = 0; row < rows; row++) {
    const size = blockSize(heap, row);
    const end = start + size * heap.width;
    if (offset < end) {
      const column = Math.floor((offset - start) / size);
      const isDirect = size <= heap.maxDirect;
      const inner = Math.log2(size) - Math.log2(heap.startSize * heap.width) + 1;
      return {
        index: row * heap.width + column,
        rest: offset - start - column * size,
        rows: isDirect ? 0 : Math.max(1, Math.floor(inner)),
      };
    }
    start = end;
  }
  throw malformed(`${WHAT} ends before an object in it`);
}

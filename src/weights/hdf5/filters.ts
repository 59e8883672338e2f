/** What was done to each chunk before it was stored, and its undoing. */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { malformed, unsupported } from '../error.ts';
import type { Inflate } from '../file.ts';
import { inflated } from '../zip/inflated.ts';

export interface Filter {
  readonly id: number;
  readonly parameters: readonly number[];
}

const DEFLATE = 1;
const SHUFFLE = 2;
const FLETCHER32 = 3;

const NAMES: Readonly<Record<number, string>> = {
  4: 'szip',
  5: 'nbit',
  6: 'scaleoffset',
  32000: 'lzf',
  32001: 'blosc',
  32004: 'lz4',
  32008: 'bitshuffle',
  32015: 'zstd',
};

/** In the order in which they were applied. Those that we cannot undo are told when a value is asked for. */
export function readFilters(data: Region | undefined): readonly Filter[] {
  if (!data) return [];
  const cursor = new Cursor(data, { what: 'the filters of a dataset' });
  const version = cursor.u8();
  const count = cursor.u8();
  if (count > 32) throw malformed('it has a dataset of too many filters');
  if (version === 1) cursor.skip(6);
  return Array.from({ length: count }, () => filterAt(cursor, version));
}

function filterAt(cursor: Cursor, version: number): Filter {
  const id = cursor.u16();
  const nameLength = version === 1 || id >= 256 ? cursor.u16() : 0;
  cursor.skip(2);
  const count = cursor.u16();
  cursor.skip(version === 1 ? Math.ceil(nameLength / 8) * 8 : nameLength);
  const parameters = Array.from({ length: count }, () => cursor.u32());
  if (version === 1 && count % 2 === 1) cursor.skip(4);
  return { id, parameters };
}

export interface Stored {
  readonly bytes: Uint8Array;
  /** Bit n: filter n was left out for this chunk. */
  readonly mask: number;
  /** Bytes of an element and of the whole chunk, when all is undone. */
  readonly itemSize: number;
  readonly size: number;
}

export function unfiltered(filters: readonly Filter[], stored: Stored, inflate: Inflate): Uint8Array {
  const what = 'a chunk of a dataset';
  const applied = filters.filter((_, place) => ((stored.mask >>> place) & 1) === 0);
  let bytes = stored.bytes;
  applied.toReversed().forEach(({ id, parameters }, undone) => {
    // A checksum below makes what comes out longer by four bytes.
    const below = applied.slice(0, applied.length - 1 - undone);
    const sums = below.filter(filter => filter.id === FLETCHER32).length;
    if (id === DEFLATE)
      bytes = inflated(inflate, { bytes, form: 'zlib', size: stored.size + 4 * sums, what });
    else if (id === SHUFFLE) bytes = unshuffled(bytes, parameters[0] ?? stored.itemSize);
    else if (id === FLETCHER32) bytes = bytes.subarray(0, Math.max(0, bytes.length - 4));
    else throw unsupported(`it has a dataset that is packed with ${NAMES[id] ?? `the filter ${id}`}`);
  });
  if (bytes.length !== stored.size)
    throw malformed(`${what} has ${bytes.length} bytes where ${stored.size} should be`);
  return bytes;
}

/** First bytes of all elements, then second bytes, ...; what is left over at the end lies as it is. */
function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  if (size <= 1 || size > bytes.length) return bytes;
  const count = Math.floor(bytes.length / size);
  const whole = new Uint8Array(bytes);
  for (let byte = 0; byte < size; byte++)
    for (let each = 0; each < count; each++) whole[each * size + byte] = bytes[byte * count + each] ?? 0;
  return whole;
}

/** How the values of a dataset are laid out in the file: layout messages 1 to 4. */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { malformed, unsupported } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { type Hdf5, readAddress, readLength } from './context.ts';

export type DataLayout =
  | { readonly kind: 'compact'; readonly data: Region; readonly offset: number }
  /** undefined: nothing was written yet. */
  | { readonly kind: 'contiguous'; readonly address: number | undefined }
  | {
      readonly kind: 'chunked';
      readonly chunk: readonly number[];
      readonly index: ChunkIndex;
      readonly address: number | undefined;
    };

export type ChunkIndex =
  | { readonly kind: 'tree' }
  | { readonly kind: 'single'; readonly size: number | undefined; readonly mask: number }
  | { readonly kind: 'implicit' }
  | { readonly kind: 'array' }
  | { readonly kind: 'new-tree' }
  /** Of a dataset that can grow along one axis, in the newest form: its values cannot be read. */
  | { readonly kind: 'growing' };

const COMPACT = 0;
const CONTIGUOUS = 1;
const CHUNKED = 2;

export function readLayout(file: Hdf5, data: Region): DataLayout {
  const cursor = new Cursor(data, { what: 'the layout of a dataset' });
  const version = cursor.u8();
  if (version === 1 || version === 2) return firstLayout(file, data, cursor);
  if (version !== 3 && version !== 4) throw unsupported(`it has a dataset of layout version ${version}`);
  const kind = cursor.u8();
  switch (kind) {
    case COMPACT:
      cursor.u16();
      return { kind: 'compact', data, offset: cursor.at };
    case CONTIGUOUS:
      return { kind: 'contiguous', address: readAddress(file, cursor) };
    case CHUNKED:
      return version === 3 ? thirdChunked(file, cursor) : fourthChunked(file, cursor);
    default:
      throw unsupported('it has a dataset that is put together from other files');
  }
}

function firstLayout(file: Hdf5, data: Region, cursor: Cursor): DataLayout {
  const rank = cursor.u8();
  const kind = cursor.u8();
  cursor.skip(5);
  const address = kind === COMPACT ? undefined : readAddress(file, cursor);
  const sizes = sizesAt(cursor, rank, 4);
  if (kind === CONTIGUOUS) return { kind: 'contiguous', address };
  if (kind === CHUNKED)
    return { kind: 'chunked', chunk: sizes.slice(0, -1), index: { kind: 'tree' }, address };
  cursor.u32();
  return { kind: 'compact', data, offset: cursor.at };
}

/** The last size is that of an element. */
function thirdChunked(file: Hdf5, cursor: Cursor): DataLayout {
  const rank = cursor.u8();
  const address = readAddress(file, cursor);
  const chunk = sizesAt(cursor, rank, 4).slice(0, -1);
  return { kind: 'chunked', chunk, index: { kind: 'tree' }, address };
}

function fourthChunked(file: Hdf5, cursor: Cursor): DataLayout {
  const flags = cursor.u8();
  const rank = cursor.u8();
  const width = cursor.u8();
  if (width < 1 || width > 8) throw malformed('it has a dataset of impossible chunks');
  const chunk = sizesAt(cursor, rank, width).slice(0, -1);
  const index = indexAt(file, cursor, flags);
  return { kind: 'chunked', chunk, index, address: readAddress(file, cursor) };
}

const IS_FILTERED = 2;

function indexAt(file: Hdf5, cursor: Cursor, flags: number): ChunkIndex {
  const type = cursor.u8();
  switch (type) {
    case 1:
      return flags & IS_FILTERED
        ? { kind: 'single', size: readLength(file, cursor), mask: cursor.u32() }
        : { kind: 'single', size: undefined, mask: 0 };
    case 2:
      return { kind: 'implicit' };
    case 3:
      cursor.skip(1);
      return { kind: 'array' };
    case 5:
      cursor.skip(6);
      return { kind: 'new-tree' };
    default:
      return { kind: 'growing' };
  }
}

function sizesAt(cursor: Cursor, rank: number, width: number): readonly number[] {
  if (rank > LIMITS.rank + 1) throw malformed(`it has a dataset of ${rank - 1} axes`);
  return Array.from({ length: rank }, () => cursor.unsigned(width));
}

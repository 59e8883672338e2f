/**
 * Zip archives by their central directory, with the 64-bit form; entries stored or deflated.
 * Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
 */
import { Cursor } from '../bytes/cursor.ts';
import { inMemory, type Region, sliceOf, take, takeStructure } from '../bytes/region.ts';
import { utf8 } from '../bytes/text.ts';
import { malformed, quoted, tooLarge, unsupported } from '../error.ts';
import type { Inflate } from '../file.ts';
import { LIMITS } from '../limits.ts';
import { checkClaim, inflated, inflatedStart } from './inflated.ts';

export interface Entry {
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
  readonly isStored: boolean;
  /** All of it; unpacked at the first read, where it is packed. */
  readonly region: Region;
  /** At least this many bytes of its beginning, or all there are, unpacking as little as possible. */
  start(length: number): Region;
}

interface Record {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const DIRECTORY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const MAX_COMMENT = 0xffff;

/** By name, in the order of the directory. */
export function readArchive(region: Region, inflate: Inflate): ReadonlyMap<string, Entry> {
  const unpacked = lastUnpacked();
  const entries = new Map<string, Entry>();
  for (const record of recordsOf(region)) {
    if (entries.has(record.name)) throw malformed(`its archive has two files ${quoted(record.name)}`);
    entries.set(record.name, entryOf(region, record, { inflate, unpacked }));
  }
  return entries;
}

type Unpacked = (record: Record, unpack: () => Uint8Array) => Uint8Array;

/** One unpacked entry is kept: slices of a tensor are asked for one after the other. */
function lastUnpacked(): Unpacked {
  let last: { readonly record: Record; readonly bytes: Uint8Array } | undefined;
  return (record, unpack) => {
    if (last?.record !== record) {
      last = undefined;
      last = { record, bytes: unpack() };
    }
    return last.bytes;
  };
}

function entryOf(
  region: Region,
  record: Record,
  { inflate, unpacked }: { readonly inflate: Inflate; readonly unpacked: Unpacked },
): Entry {
  const { name, size, method, packedSize } = record;
  const what = `${quoted(name)} in its archive`;
  if (record.flags & 1) throw unsupported(`${what} is encrypted`);
  const packed = sliceOf(region, dataOffset(region, record, what), packedSize, what);
  if (method === 0) {
    if (size !== packedSize) throw malformed(`${what} is stored with two different sizes`);
    return { name, size, isStored: true, region: packed, start: () => packed };
  }
  if (method !== 8) throw unsupported(`${what} is compressed by method ${method}`);
  const all = (): Region =>
    inMemory(
      unpacked(record, () => {
        checkClaim(size, packedSize, what);
        return inflated(inflate, { bytes: take(packed, 0, packedSize, what), form: 'raw', size, what });
      }),
    );
  return {
    name,
    size,
    isStored: false,
    region: { size, origin: undefined, read: (offset, length) => all().read(offset, length) },
    start: length => {
      // As much as gives the asked length even of what does not compress at all.
      const bytes = take(packed, 0, Math.min(packedSize, length + 1024), what);
      return inMemory(inflatedStart(inflate, bytes, what).subarray(0, size));
    },
  };
}

function dataOffset(region: Region, { offset }: Record, what: string): number {
  const local = new Cursor(region, { what, at: offset });
  if (local.u32() !== LOCAL) throw malformed(`${what} does not begin where its directory says`);
  local.skip(22);
  const nameLength = local.u16();
  const extraLength = local.u16();
  return local.at + nameLength + extraLength;
}

function recordsOf(region: Region): readonly Record[] {
  const { count, size, offset } = directoryOf(region);
  if (count > LIMITS.entries) throw tooLarge(`its archive claims ${count} files`);
  const cursor = new Cursor(inMemory(takeStructure(region, offset, size, 'its directory of files')), {
    what: 'its directory of files',
  });
  const records: Record[] = [];
  for (let place = 0; place < count; place++) records.push(recordAt(cursor));
  return records;
}

function recordAt(cursor: Cursor): Record {
  if (cursor.u32() !== DIRECTORY) throw malformed('its directory of files is broken');
  cursor.skip(4);
  const flags = cursor.u16();
  const method = cursor.u16();
  cursor.skip(8);
  const packedSize = cursor.u32();
  const size = cursor.u32();
  const nameLength = cursor.u16();
  const extraLength = cursor.u16();
  const commentLength = cursor.u16();
  cursor.skip(8);
  const offset = cursor.u32();
  const name = utf8(cursor.bytes(nameLength));
  const extra = cursor.bytes(extraLength);
  cursor.skip(commentLength);
  return { name, flags, method, ...wide({ size, packedSize, offset }, extra) };
}

type Sizes = Pick<Record, 'size' | 'packedSize' | 'offset'>;

/** Fields that do not fit 32 bits lie in the extra field 1, in this order, each only where it is needed. */
function wide(sizes: Sizes, extra: Uint8Array): Sizes {
  const cursor = new Cursor(inMemory(extra), { what: 'an extra field of its archive' });
  while (cursor.left >= 4) {
    const id = cursor.u16();
    const length = cursor.u16();
    if (id !== 1) {
      cursor.skip(Math.min(length, cursor.left));
      continue;
    }
    const size = sizes.size === 0xffffffff ? cursor.u64() : sizes.size;
    const packedSize = sizes.packedSize === 0xffffffff ? cursor.u64() : sizes.packedSize;
    const offset = sizes.offset === 0xffffffff ? cursor.u64() : sizes.offset;
    return { size, packedSize, offset };
  }
  return sizes;
}

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

function directoryOf(region: Region): Directory {
  const end = endOf(region);
  const cursor = new Cursor(region, { what: 'the end of its archive', at: end + 10 });
  const directory = { count: cursor.u16(), size: cursor.u32(), offset: cursor.u32() };
  const isWide =
    directory.count === 0xffff || directory.size === 0xffffffff || directory.offset === 0xffffffff;
  return isWide ? (wideDirectory(region, end) ?? directory) : directory;
}

function wideDirectory(region: Region, end: number): Directory | undefined {
  const what = 'the end of its archive';
  if (end < 20) return undefined;
  const locator = new Cursor(region, { what, at: end - 20 });
  if (locator.u32() !== END_64_LOCATOR) return undefined;
  locator.skip(4);
  const cursor = new Cursor(region, { what, at: locator.u64() });
  if (cursor.u32() !== END_64) throw malformed(`${what} is not where it says`);
  cursor.skip(28);
  return { count: cursor.u64(), size: cursor.u64(), offset: cursor.u64() };
}

/** The last place that looks like an end: only a comment may follow it. */
function endOf(region: Region): number {
  const length = Math.min(region.size, END_LENGTH + MAX_COMMENT);
  const from = region.size - length;
  const tail = take(region, from, length, 'its archive');
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = length - END_LENGTH; at >= 0; at--)
    if (view.getUint32(at, true) === END && at + END_LENGTH + view.getUint16(at + 20, true) <= length)
      return from + at;
  throw malformed('its archive has no end: it is cut off or no archive');
}

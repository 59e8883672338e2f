/** Bytes by offset: what every reader works on. */
import { malformed, tooLarge, WeightFileError } from '../error.ts';
import { LIMITS } from '../limits.ts';

/**
 * A file, read by slice. Answers are immediate, as those of `Files` are: a host that can only wait loads ahead.
 * `read` is asked only for what lies within `size`; fewer bytes mean that the file has shrunk.
 */
export interface ByteSource {
  readonly size: number;
  read(offset: number, length: number): Uint8Array;
}

/** Part of a file. `origin` is where it begins in the file itself; undefined where it was unpacked. */
export interface Region extends ByteSource {
  readonly origin: number | undefined;
}

export function wholeOf(source: ByteSource): Region {
  return { size: source.size, origin: 0, read: (offset, length) => source.read(offset, length) };
}

export function inMemory(bytes: Uint8Array, origin?: number): Region {
  return {
    size: bytes.length,
    origin,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** Bytes that must be there, `what` for the message: "its header". Fails where the region ends before. */
export function take(region: ByteSource, offset: number, length: number, what: string): Uint8Array {
  checkInside(region, offset, length, what);
  if (length > LIMITS.read)
    throw tooLarge(`${what} is ${length} bytes long; at most ${LIMITS.read} are read`);
  const bytes = region.read(offset, length);
  if (bytes.length !== length) throw new WeightFileError('truncated', `${what} is cut off`);
  return bytes;
}

/** As `take`, for structure: what the file claims of itself must be of a sensible size. */
export function takeStructure(region: ByteSource, offset: number, length: number, what: string): Uint8Array {
  if (length > LIMITS.structure)
    throw tooLarge(`${what} claims ${length} bytes; at most ${LIMITS.structure} are read`);
  return take(region, offset, length, what);
}

export function checkInside(region: ByteSource, offset: number, length: number, what: string): void {
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0)
    throw malformed(`${what} has an impossible place`);
  if (offset + length > region.size)
    throw new WeightFileError(
      'truncated',
      `${what} should end at byte ${offset + length}, but there are only ${region.size}`,
    );
}

/** A part of a region, checked to lie inside. */
export function sliceOf(region: Region, offset: number, length: number, what: string): Region {
  checkInside(region, offset, length, what);
  return {
    size: length,
    origin: region.origin === undefined ? undefined : region.origin + offset,
    read: (start, count) => region.read(offset + start, count),
  };
}

const BLOCK = 64 * 1024;
const KEPT_BLOCKS = 16;

/** Keeps the last blocks, for structure that is read a few bytes at a time. */
export function withBlocksKept(region: Region): Region {
  const kept = new Map<number, Uint8Array>();
  const blockAt = (index: number): Uint8Array => {
    const found = kept.get(index);
    if (found) return found;
    const start = index * BLOCK;
    const block = region.read(start, Math.min(BLOCK, region.size - start));
    if (kept.size >= KEPT_BLOCKS) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
    kept.set(index, block);
    return block;
  };
  return {
    size: region.size,
    origin: region.origin,
    read: (offset, length) => {
      const index = Math.floor(offset / BLOCK);
      const start = offset - index * BLOCK;
      if (start + length > BLOCK) return region.read(offset, length);
      return blockAt(index).subarray(start, start + length);
    },
  };
}

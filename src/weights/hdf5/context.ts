/** What every part of an HDF5 file is read with. Source of this folder: the HDF5 File Format Specification, version 3.0 (docs.hdfgroup.org). */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { latin1 } from '../bytes/text.ts';
import { malformed, tooLarge } from '../error.ts';
import type { Inflate } from '../file.ts';
import { LIMITS } from '../limits.ts';

export interface Hdf5 {
  /** From the base address on: all addresses count from its start. */
  readonly region: Region;
  /** Bytes of an address. */
  readonly offsetSize: number;
  /** Bytes of a length. */
  readonly lengthSize: number;
  readonly inflate: Inflate;
  /** Counts an object, a message, a node; fails when there are too many. */
  spend(): void;
}

export function createBudget(): () => void {
  let left: number = LIMITS.objects;
  return () => {
    if (--left < 0) throw tooLarge('it has too many parts');
  };
}

/** A cursor at something that begins with a signature of four letters, past it. */
export function signed(file: Hdf5, address: number, signature: string, what: string): Cursor {
  const cursor = new Cursor(file.region, { what, at: address });
  if (latin1(cursor.bytes(4)) !== signature) throw malformed(`${what} is not where it should be`);
  return cursor;
}

export function readAddress(file: Hdf5, cursor: Cursor): number | undefined {
  const bytes = cursor.bytes(file.offsetSize);
  return bytes.every(byte => byte === 0xff)
    ? undefined
    : bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}

export function readLength(file: Hdf5, cursor: Cursor): number {
  return cursor.unsigned(file.lengthSize);
}

/** Bytes that hold every number up to `limit`. */
export function widthOf(limit: number): number {
  return Math.floor(Math.log2(Math.max(limit, 1)) / 8) + 1;
}

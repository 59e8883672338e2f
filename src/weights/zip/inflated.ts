/** Compressed bytes unpacked within limits. */
import { malformed, tooLarge, WeightFileError } from '../error.ts';
import type { Inflate } from '../file.ts';
import { DEFLATE_RATIO, LIMITS } from '../limits.ts';

export interface Packed {
  readonly bytes: Uint8Array;
  readonly form: 'raw' | 'zlib';
  /** What it claims to become. */
  readonly size: number;
  /** For messages. */
  readonly what: string;
}

/** A claim that no compression could keep, or beyond the limit, fails before anything is unpacked. */
export function checkClaim(size: number, packed: number, what: string): void {
  if (size > LIMITS.inflated)
    throw tooLarge(`${what} is ${size} bytes unpacked; at most ${LIMITS.inflated} are unpacked`);
  if (size > packed * DEFLATE_RATIO + 1024)
    throw malformed(`${what} claims to unpack from ${packed} bytes to ${size}, which is not possible`);
}

/** Exactly `size` bytes. */
export function inflated(inflate: Inflate, { bytes, form, size, what }: Packed): Uint8Array {
  checkClaim(size, bytes.length, what);
  const unpacked = attempt(() => inflate(bytes, { form, maxBytes: Math.max(size, 1) }), what);
  if (unpacked.length !== size)
    throw malformed(`${what} unpacks to ${unpacked.length} bytes, not to the ${size} it claims`);
  return unpacked;
}

/** The beginning, of what may be cut off. */
export function inflatedStart(inflate: Inflate, bytes: Uint8Array, what: string): Uint8Array {
  const maxBytes = bytes.length * DEFLATE_RATIO + 1024;
  return attempt(() => inflate(bytes, { form: 'raw', maxBytes, partial: true }), what);
}

function attempt(unpack: () => Uint8Array, what: string): Uint8Array {
  try {
    return unpack();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WeightFileError('malformed', `${what} cannot be unpacked: ${reason}`);
  }
}

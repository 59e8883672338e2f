/** Numbers and texts out of bytes, one after the other. Reading past the end is a `truncated` error. */
import { WeightFileError } from '../error.ts';
import { type ByteSource, take, takeStructure } from './region.ts';
import { latin1 } from './text.ts';

export interface CursorOptions {
  /** For messages: "the local heap". */
  readonly what: string;
  readonly at?: number;
  /** Where it must end; the region's end by default. */
  readonly end?: number;
}

/** Little-endian. Large integers become the nearest number: whoever uses one as a place checks that it is a safe integer. */
export class Cursor {
  at: number;
  readonly end: number;
  private readonly region: ByteSource;
  private readonly what: string;

  constructor(region: ByteSource, { what, at = 0, end = region.size }: CursorOptions) {
    this.region = region;
    this.what = what;
    this.at = at;
    this.end = end;
  }

  get left(): number {
    return this.end - this.at;
  }

  bytes(length: number): Uint8Array {
    const taken = length > 4096 ? this.long(length) : this.short(length);
    this.at += length;
    return taken;
  }

  skip(length: number): void {
    this.checkLeft(length);
    this.at += length;
  }

  u8(): number {
    return this.bytes(1)[0] ?? 0;
  }

  u16(): number {
    return this.view(2).getUint16(0, true);
  }

  u32(): number {
    return this.view(4).getUint32(0, true);
  }

  i32(): number {
    return this.view(4).getInt32(0, true);
  }

  u64(): number {
    return Number(this.view(8).getBigUint64(0, true));
  }

  f64BigEndian(): number {
    return this.view(8).getFloat64(0, false);
  }

  /** An unsigned integer of 1 to 8 bytes. */
  unsigned(width: number): number {
    return this.bytes(width).reduceRight((sum, byte) => sum * 256 + byte, 0);
  }

  ascii(length: number): string {
    return latin1(this.bytes(length));
  }

  /** Up to a byte, which is passed too and not given. At most `limit` bytes. */
  until(stop: number, limit = 4096): Uint8Array {
    const found: number[] = [];
    for (let byte = this.u8(); byte !== stop; byte = this.u8()) {
      if (found.length >= limit)
        throw new WeightFileError('malformed', `${this.what} has a text without an end`);
      found.push(byte);
    }
    return Uint8Array.from(found);
  }

  private view(length: number): DataView {
    const bytes = this.bytes(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  private short(length: number): Uint8Array {
    this.checkLeft(length);
    return take(this.region, this.at, length, this.what);
  }

  private long(length: number): Uint8Array {
    this.checkLeft(length);
    return takeStructure(this.region, this.at, length, this.what);
  }

  private checkLeft(length: number): void {
    if (!(length >= 0) || this.at + length > this.end)
      throw new WeightFileError(
        'truncated',
        `${this.what} ends at byte ${this.end}, where more should follow`,
      );
  }
}

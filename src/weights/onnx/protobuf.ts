/** The wire format of protocol buffers, field by field. Source: https://protobuf.dev/programming-guides/encoding/ */
import { Cursor } from '../bytes/cursor.ts';
import { type Region, sliceOf } from '../bytes/region.ts';
import { malformed, tooLarge } from '../error.ts';

export type Field =
  | { readonly number: number; readonly kind: 'integer'; readonly value: bigint }
  | { readonly number: number; readonly kind: 'fixed'; readonly bytes: Uint8Array }
  /** A text, bytes, a message, or packed numbers. */
  | { readonly number: number; readonly kind: 'bytes'; readonly region: Region };

/** Fields seen in one file. */
export interface FieldBudget {
  left: number;
}

export function* fieldsOf(region: Region, what: string, budget: FieldBudget): Generator<Field> {
  const cursor = new Cursor(region, { what });
  while (cursor.left > 0) {
    if (--budget.left < 0) throw tooLarge('it has too many parts');
    const tag = Number(varint(cursor));
    const number = Math.floor(tag / 8);
    if (number === 0) throw malformed(`${what} has a field without a number`);
    yield fieldAt(region, cursor, { number, wire: tag % 8, what });
  }
}

function fieldAt(
  region: Region,
  cursor: Cursor,
  { number, wire, what }: { readonly number: number; readonly wire: number; readonly what: string },
): Field {
  switch (wire) {
    case 0:
      return { number, kind: 'integer', value: varint(cursor) };
    case 1:
      return { number, kind: 'fixed', bytes: cursor.bytes(8) };
    case 5:
      return { number, kind: 'fixed', bytes: cursor.bytes(4) };
    case 2: {
      const length = Number(varint(cursor));
      const part = sliceOf(region, cursor.at, length, what);
      cursor.skip(length);
      return { number, kind: 'bytes', region: part };
    }
    default:
      throw malformed(`${what} has a field of the unknown kind ${wire}`);
  }
}

/** Unsigned, at most 64 bits. */
export function varint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.u8();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw malformed('it has a number without an end');
}

/** An int64, which is written as an unsigned number. */
export function signed(value: bigint): number {
  return Number(BigInt.asIntN(64, value));
}

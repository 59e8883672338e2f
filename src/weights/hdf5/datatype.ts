/** Types and spaces of datasets and attributes. */
import { Cursor } from '../bytes/cursor.ts';
import type { Region } from '../bytes/region.ts';
import { type DType, isDType } from '../dtype.ts';
import { malformed, unsupported } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { type Hdf5, readLength } from './context.ts';

export type Datatype =
  | { readonly kind: 'number'; readonly size: number; readonly dtype: DType; readonly bigEndian: boolean }
  /** Of fixed length; what follows a zero, or spaces at the end, is padding. */
  | { readonly kind: 'text'; readonly size: number }
  /** Of any length: a place in a heap. */
  | { readonly kind: 'long-text'; readonly size: number }
  | { readonly kind: 'other'; readonly size: number };

const CLASS = { integer: 0, float: 1, text: 3, enumeration: 8, variable: 9 } as const;

export function readDatatype(data: Region): Datatype {
  return datatypeAt(new Cursor(data, { what: 'a type' }), 0);
}

function datatypeAt(cursor: Cursor, depth: number): Datatype {
  if (depth > 4) throw malformed('it has a type of types of types');
  const kind = cursor.u8() & 0x0f;
  const bits = cursor.unsigned(3);
  const size = cursor.u32();
  const other = { kind: 'other', size } as const;
  switch (kind) {
    case CLASS.integer:
      return numberOf(`${bits & 8 ? 'int' : 'uint'}${size * 8}`, size, bits);
    case CLASS.float:
      return floatAt(cursor, size, bits);
    case CLASS.text:
      return { kind: 'text', size };
    case CLASS.enumeration: {
      const base = datatypeAt(cursor, depth + 1);
      // h5py stores truth values as an enumeration of two over a byte.
      const isTruth = base.kind === 'number' && base.dtype === 'int8' && (bits & 0xffff) === 2;
      return isTruth ? { ...base, dtype: 'bool' } : base;
    }
    case CLASS.variable:
      return (bits & 0x0f) === 1 ? { kind: 'long-text', size } : other;
    default:
      return other;
  }
}

function numberOf(name: string, size: number, bits: number): Datatype {
  return isDType(name)
    ? { kind: 'number', size, dtype: name, bigEndian: (bits & 1) === 1 }
    : { kind: 'other', size };
}

/** By the bits of exponent and fraction, so that an 8-bit exponent in two bytes is bfloat16. */
function floatAt(cursor: Cursor, size: number, bits: number): Datatype {
  cursor.skip(5);
  const exponent = cursor.u8();
  cursor.skip(1);
  const fraction = cursor.u8();
  const known: Readonly<Record<string, DType>> = {
    '2 5 10': 'float16',
    '2 8 7': 'bfloat16',
    '4 8 23': 'float32',
    '8 11 52': 'float64',
  };
  return numberOf(known[`${size} ${exponent} ${fraction}`] ?? 'other', size, bits);
}

/** The sizes of the axes; none for a scalar, undefined where there is nothing. */
export function readDataspace(file: Hdf5, data: Region): readonly number[] | undefined {
  const cursor = new Cursor(data, { what: 'a dataspace' });
  const version = cursor.u8();
  const rank = cursor.u8();
  if (rank > LIMITS.rank) throw malformed(`it has a dataset of ${rank} axes`);
  cursor.skip(1);
  if (version === 1) cursor.skip(5);
  else if (version === 2) {
    if (cursor.u8() === 2) return undefined;
  } else throw unsupported(`it has a dataspace of version ${version}`);
  return Array.from({ length: rank }, () => readLength(file, cursor));
}

/** Kinds of numbers: how long one is and how it becomes a JavaScript number. */
import { unsupported } from './error.ts';

interface Kind {
  /** Bytes. */
  readonly size: number;
  /** Where it is missing, tensors of the kind are listed and their values cannot be given. */
  readonly read?: (view: DataView, at: number, littleEndian: boolean) => number;
  /** Every value fits float32. */
  readonly single?: true;
}

const KINDS = {
  float16: { size: 2, single: true, read: (view, at, little) => halfToNumber(view.getUint16(at, little)) },
  bfloat16: { size: 2, single: true, read: (view, at, little) => brainToNumber(view.getUint16(at, little)) },
  float32: { size: 4, single: true, read: (view, at, little) => view.getFloat32(at, little) },
  float64: { size: 8, read: (view, at, little) => view.getFloat64(at, little) },
  int8: { size: 1, read: (view, at) => view.getInt8(at) },
  int16: { size: 2, read: (view, at, little) => view.getInt16(at, little) },
  int32: { size: 4, read: (view, at, little) => view.getInt32(at, little) },
  int64: { size: 8, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  uint8: { size: 1, read: (view, at) => view.getUint8(at) },
  uint16: { size: 2, read: (view, at, little) => view.getUint16(at, little) },
  uint32: { size: 4, read: (view, at, little) => view.getUint32(at, little) },
  uint64: { size: 8, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  bool: { size: 1, read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  complex64: { size: 8 },
  complex128: { size: 16 },
  float8_e4m3fn: { size: 1 },
  float8_e5m2: { size: 1 },
} as const satisfies Readonly<Record<string, Kind>>;

/** The names of NumPy and of PyTorch. */
export type DType = keyof typeof KINDS;

export type Numbers = Float32Array | Float64Array;

export function isDType(name: string): name is DType {
  return Object.hasOwn(KINDS, name);
}

export function sizeOf(dtype: DType): number {
  return KINDS[dtype].size;
}

/** `count` numbers, the first of which begins at the first byte. Integers beyond 2^53 are rounded. */
export function decode(
  bytes: Uint8Array,
  dtype: DType,
  { littleEndian, count }: { readonly littleEndian: boolean; readonly count: number },
): Numbers {
  const { read, size, single }: Kind = KINDS[dtype];
  if (!read) throw unsupported(`values of type ${dtype} cannot be shown`);
  const numbers = single ? new Float32Array(count) : new Float64Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let place = 0; place < count; place++) numbers[place] = read(view, place * size, littleEndian);
  return numbers;
}

/** IEEE 754 binary16. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const WORD = new DataView(new ArrayBuffer(4));

/** The upper half of a float32. */
function brainToNumber(bits: number): number {
  WORD.setUint32(0, bits << 16);
  return WORD.getFloat32(0);
}

/**
 * Matrices that are too large for the state that a webview may save: the page hands them to the extension, which keeps them as files, and asks for
 * them by name when it comes back.
 */
import { isRecord } from './checks.ts';

export interface KeptMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array | Float64Array;
}

/** Webview to extension: to be kept. */
export interface KeepMessage {
  readonly type: 'keep';
  readonly id: string;
  readonly matrix: KeptMatrix;
}

/** Webview to extension: wanted back. */
export interface KeptWanted {
  readonly type: 'keptWanted';
  readonly id: string;
}

/** Extension to webview: undefined where it is kept no more. */
export interface KeptMessage {
  readonly type: 'kept';
  readonly id: string;
  readonly matrix: KeptMatrix | undefined;
}

/** Numbers of one matrix that are kept. */
export const mostKeptNumbers = 16_000_000;

/** A name that is safe as that of a file. */
export function isKeptId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}

export function readKeptMatrix(value: unknown): KeptMatrix | undefined {
  if (!isRecord(value)) return undefined;
  const { rows, columns, data } = value;
  if (!isCount(rows) || !isCount(columns) || rows * columns > mostKeptNumbers) return undefined;
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return undefined;
  return data.length === rows * columns ? { rows, columns, data } : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1;
}

/** Rows, columns and the bytes of a number, then the numbers, all as the machine has them. */
const head = 16;

export function packKept({ rows, columns, data }: KeptMatrix): Uint8Array {
  const bytes = new Uint8Array(head + data.byteLength);
  new Uint32Array(bytes.buffer, 0, 3).set([rows, columns, data.BYTES_PER_ELEMENT]);
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), head);
  return bytes;
}

/** undefined: it is none, or was cut. */
export function unpackKept(file: Uint8Array): KeptMatrix | undefined {
  if (file.byteLength < head) return undefined;
  // A copy, as a file's bytes may begin anywhere.
  const { buffer } = file.slice();
  const [rows, columns, size] = new Uint32Array(buffer, 0, 3);
  const length = (file.byteLength - head) / (size || 1);
  if ((size !== 4 && size !== 8) || !Number.isInteger(length)) return undefined;
  const data = size === 4 ? new Float32Array(buffer, head, length) : new Float64Array(buffer, head, length);
  return readKeptMatrix({ rows, columns, data });
}

/** A person's own numbers as plain data. */
import { fillNames, type Matrix } from '../../../src/cells/index.ts';
import { isKeptId, mostKeptNumbers } from '../../../src/protocol/keptNumbers.ts';
import { readWeightPlace } from '../../../src/protocol/weights.ts';
import { isRecord, whole } from '../../state/slice.ts';
import { keptId } from './kept.ts';
import type { GivenMatrix, Matrices, Numbers, Origin } from './matrices.ts';
import type { Edits } from './slice.ts';

/** More edits than this are not kept over a reload; nobody types so many. */
const editLimit = 20_000;

/** Numbers of whole matrices in the saved state; larger ones the extension keeps, and what files and fills gave is had again from where it came. */
export const keptNumbers = 100_000;

export function savedNumbers({ edits, matrices }: Numbers): Readonly<Record<string, unknown>> {
  return { edits: savedEdits(edits), ...(matrices.size > 0 && { matrices: savedGiven(matrices) }) };
}

/** The matrix of a weight that was filled is left open. */
export function readNumbers(value: Readonly<Record<string, unknown>>): Numbers {
  return { edits: readEdits(value.edits), matrices: readGiven(value.matrices) };
}

function savedEdits(edits: Edits): readonly (readonly [string, number | string])[] {
  // JSON has no NaN and no infinity.
  return [...edits]
    .slice(0, editLimit)
    .map(([key, value]) => [key, Number.isFinite(value) ? value : String(value)]);
}

const notFinite: ReadonlyMap<unknown, number> = new Map(
  ['NaN', 'Infinity', '-Infinity'].map(name => [name, Number(name)]),
);

export function readEdits(value: unknown): Edits {
  if (!Array.isArray(value)) return new Map();
  const pairs: readonly unknown[] = value.slice(0, editLimit);
  return new Map(
    pairs.flatMap((pair): [string, number][] => {
      if (!Array.isArray(pair)) return [];
      const [key, saved]: readonly unknown[] = pair;
      const number = typeof saved === 'number' ? saved : notFinite.get(saved);
      return typeof key === 'string' && key.length < 100 && number !== undefined ? [[key, number]] : [];
    }),
  );
}

function savedGiven(matrices: Matrices): readonly unknown[] {
  const kept = keptOf(matrices);
  const elsewhere = new Set(tooLarge(matrices));
  return [...matrices].flatMap(([symbol, { matrix, origin }]): (readonly unknown[])[] => {
    if (origin.kind === 'file' || origin.kind === 'filled') return [[symbol, origin]];
    if (!matrix) return origin.kept === undefined ? [] : [[symbol, origin]];
    if (kept.has(symbol)) return [[symbol, origin, matrix.rows, matrix.columns, packed(matrix)]];
    return elsewhere.has(matrix) ? [[symbol, { ...origin, kept: keptId(matrix) }]] : [];
  });
}

/** The matrices that are kept number by number. */
function keptOf(matrices: Matrices): ReadonlySet<string> {
  let left = keptNumbers;
  const kept = new Set<string>();
  for (const [symbol, { matrix, origin }] of matrices) {
    if (!matrix || origin.kind === 'file' || origin.kind === 'filled') continue;
    if (matrix.data.length > left) continue;
    left -= matrix.data.length;
    kept.add(symbol);
  }
  return kept;
}

/** A person's own matrices that the saved state has no room for, and the extension has. */
export function tooLarge(matrices: Matrices): readonly Matrix[] {
  const kept = keptOf(matrices);
  return [...matrices].flatMap(([symbol, { matrix, origin }]) =>
    matrix && isOwn(origin) && !kept.has(symbol) && matrix.data.length <= mostKeptNumbers ? [matrix] : [],
  );
}

function isOwn(origin: Origin): boolean {
  return origin.kind === 'pasted' || (origin.kind === 'moved' && origin.own);
}

/** How many of a person's numbers are gone when the page is. */
export function unkeptNumbers({ edits, matrices }: Numbers): number {
  let count = Math.max(0, edits.size - editLimit);
  for (const { matrix, origin } of matrices.values())
    if (matrix && isOwn(origin) && matrix.data.length > mostKeptNumbers) count += matrix.data.length;
  return count;
}

function readGiven(value: unknown): Matrices {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [];
  return new Map(
    entries.slice(0, 200).flatMap((entry): [string, GivenMatrix][] => {
      if (!Array.isArray(entry)) return [];
      const [symbol, told, rows, columns, data]: readonly unknown[] = entry;
      const origin = readOrigin(told);
      if (typeof symbol !== 'string' || symbol.length > 40 || !origin) return [];
      if (origin.kind === 'file' || origin.kind === 'filled' || origin.kept !== undefined)
        return [[symbol, { matrix: undefined, origin }]];
      const matrix = unpacked(whole(rows), whole(columns), data);
      return matrix ? [[symbol, { matrix, origin }]] : [];
    }),
  );
}

function readOrigin(value: unknown): Origin | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, weight, seed } = value;
  const kept = isKeptId(value.kept) ? { kept: value.kept } : {};
  if (kind === 'pasted') return { kind, ...kept };
  if (kind === 'moved') return { kind, own: value.own === true, ...kept };
  if (kind === 'file') {
    const file = readWeightPlace(value.file);
    return file && { kind, file };
  }
  const fill = [...fillNames, 'unit_forget_bias' as const].find(each => each === value.fill);
  if (kind !== 'filled' || fill === undefined || typeof weight !== 'string') return undefined;
  return { kind, weight: weight.slice(0, 100), fill, seed: whole(seed) ?? 1 };
}

/** Encoding costs more than everything else of saving, and matrices never change. */
const encoded = new WeakMap<Matrix, string>();

function packed(matrix: Matrix): string {
  const known = encoded.get(matrix);
  if (known !== undefined) return known;
  const { data } = matrix;
  const isSingle = data instanceof Float32Array;
  const numbers = isSingle ? data : Float64Array.from(data);
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  let text = isSingle ? 's' : 'd';
  for (let place = 0; place < bytes.length; place += 3 * 4096)
    text += btoa(String.fromCharCode(...bytes.subarray(place, place + 3 * 4096)));
  encoded.set(matrix, text);
  return text;
}

function unpacked(rows: number | undefined, columns: number | undefined, text: unknown): Matrix | undefined {
  if (rows === undefined || columns === undefined || typeof text !== 'string') return undefined;
  const count = rows * columns;
  const size = text.startsWith('s') ? 4 : 8;
  if (count > keptNumbers || text.length !== 1 + 4 * Math.ceil((count * size) / 3)) return undefined;
  try {
    const binary = atob(text.slice(1));
    const bytes = Uint8Array.from(binary, letter => letter.charCodeAt(0));
    const data = size === 4 ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
    return data.length === count ? { rows, columns, data } : undefined;
  } catch {
    // Letters that are none of base64's.
    return undefined;
  }
}

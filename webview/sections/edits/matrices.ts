/** Whole matrices that stand in place of the examples, and blocks of numbers written into matrices. */
import type { FillName, Matrix } from '../../../src/cells/index.ts';
import type { WeightPlace } from '../../../src/protocol/weights.ts';
import { type Edits, type EditTarget, editKey, symbolOf } from './slice.ts';

/** Where a matrix comes from. `kept`: by this name the extension has it, as it is too large for the saved state; so far it is still to be read. */
export type Origin =
  | { readonly kind: 'pasted'; readonly kept?: string }
  /** A stored weight that was filled: made again rather than kept. */
  | {
      readonly kind: 'filled';
      readonly weight: string;
      readonly fill: FillName | 'unit_forget_bias';
      readonly seed: number;
    }
  /** Of a file of weights; read again rather than kept. */
  | { readonly kind: 'file'; readonly file: WeightPlace }
  /** The same numbers as before, in another framework's storage. `own`: a person's among them. */
  | { readonly kind: 'moved'; readonly own: boolean; readonly kept?: string };

export interface GivenMatrix {
  /** As stored, like parameters; undefined: still to be read. */
  readonly matrix: Matrix | undefined;
  readonly origin: Origin;
}

/** By symbol. */
export type Matrices = ReadonlyMap<string, GivenMatrix>;

/** A person's numbers: whole matrices, and single numbers set in them. */
export interface Numbers {
  readonly edits: Edits;
  readonly matrices: Matrices;
}

export const noNumbers: Numbers = { edits: new Map(), matrices: new Map() };

const isOwn = ({ origin }: GivenMatrix): boolean => origin.kind !== 'moved' || origin.own;

/** How many numbers are a person's own; `isMeant`: of which symbols. */
export function ownCount(
  { edits, matrices }: Numbers,
  isMeant: (symbol: string) => boolean = () => true,
): number {
  let count = 0;
  for (const key of edits.keys()) {
    const symbol = symbolOf(key);
    const around = matrices.get(symbol);
    if (isMeant(symbol) && !(around && isOwn(around))) count += 1;
  }
  for (const [symbol, given] of matrices)
    if (isMeant(symbol) && isOwn(given)) count += given.matrix?.data.length ?? 0;
  return count;
}

export function hasOwn({ edits, matrices }: Numbers): boolean {
  return edits.size > 0 || [...matrices.values()].some(isOwn);
}

/** More numbers than this of one symbol are kept as a matrix of their own. */
const fewEdits = 64;

/** One number for a place. */
export interface Placed {
  readonly target: EditTarget;
  readonly value: number;
}

/** `matrixOf` gives the present matrix of a symbol. */
export function withPlaced(
  numbers: Numbers,
  placed: readonly Placed[],
  matrixOf: (symbol: string) => Matrix | undefined,
): Numbers {
  const bySymbol = new Map<string, Placed[]>();
  for (const each of placed) {
    const { symbol } = each.target;
    const list = bySymbol.get(symbol);
    if (list) list.push(each);
    else bySymbol.set(symbol, [each]);
  }
  const edits = new Map(numbers.edits);
  const matrices = new Map(numbers.matrices);
  for (const [symbol, list] of bySymbol) {
    const matrix = matrixOf(symbol);
    if (list.length <= fewEdits || !matrix) {
      for (const { target, value } of list) edits.set(editKey(target), value);
      continue;
    }
    const data = matrix.data instanceof Float32Array ? matrix.data.slice() : Float64Array.from(matrix.data);
    for (const { target, value } of list) data[target.row * matrix.columns + target.column] = value;
    matrices.set(symbol, { matrix: { ...matrix, data }, origin: { kind: 'pasted' } });
    dropEdits(edits, symbol);
  }
  return { edits, matrices };
}

/** Whole matrices; single numbers in them are gone. */
export function withMatrices(numbers: Numbers, given: Matrices): Numbers {
  const edits = new Map(numbers.edits);
  for (const symbol of given.keys()) dropEdits(edits, symbol);
  return { edits, matrices: new Map([...numbers.matrices, ...given]) };
}

function dropEdits(edits: Map<string, number>, symbol: string): void {
  for (const key of edits.keys()) if (key.startsWith(`${symbol}:`)) edits.delete(key);
}

/** A symbol's matrix with a person's numbers in place; what lies outside of the present size waits until it grows again. */
export function numbersIn(symbol: string, sample: Matrix, { edits, matrices }: Numbers): Matrix {
  const base = placedIn(sample, matrices.get(symbol)?.matrix);
  let data: Float64Array | Float32Array | undefined;
  for (const [key, value] of edits) {
    if (!key.startsWith(symbol)) continue;
    const [name, row, column] = key.split(':');
    if (name !== symbol || Number(row) >= base.rows || Number(column) >= base.columns) continue;
    data ??= base.data instanceof Float32Array ? base.data.slice() : Float64Array.from(base.data);
    data[Number(row) * base.columns + Number(column)] = value;
  }
  return data ? { ...base, data } : base;
}

function placedIn(sample: Matrix, matrix: Matrix | undefined): Matrix {
  if (!matrix) return sample;
  const { rows, columns } = sample;
  if (matrix.rows === rows && matrix.columns === columns) return matrix;
  const data = sample.data instanceof Float32Array ? sample.data.slice() : Float64Array.from(sample.data);
  for (let row = 0; row < Math.min(rows, matrix.rows); row++)
    for (let column = 0; column < Math.min(columns, matrix.columns); column++)
      data[row * columns + column] = matrix.data[row * matrix.columns + column] ?? 0;
  return { rows, columns, data };
}

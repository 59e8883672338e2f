/** What the scripts in Python share: arrays as source, assertions, the framework's own name of each state. */
import { pythonList } from '../exchange/index.ts';
import type { Matrix, Precision } from '../matrix.ts';
import type { Tensor } from '../weights.ts';
import { type ExportedCell, initialOf, lastStates } from './exported.ts';

/** Numbers of an array that are written out; more are packed, or the script could not be opened. */
const MOST_WRITTEN = 4096;

/** `np.array([[...]], dtype=np.float32)`, or the same numbers as the bytes of an array, in base64. */
export function arraySource({ shape, data }: Tensor, precision: Precision): string {
  if (data.length > MOST_WRITTEN) {
    const sizes = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
    return `unpacked("${base64Of(data, precision)}", ${sizes})`;
  }
  const [rows, columns] = shape.length > 1 ? [shape.at(-2) ?? 1, shape.at(-1) ?? 0] : [1, shape[0] ?? 0];
  const list = pythonList({ matrix: { rows, columns, data }, precision, isVector: shape.length === 1 });
  const outer = Math.max(0, shape.length - 2);
  return `np.array(${'['.repeat(outer)}${list}${']'.repeat(outer)}, dtype=np.${precision})`;
}

/** The function that `arraySource` calls for large arrays. */
export function unpackedSource(precision: Precision): string {
  return `
def unpacked(text, shape):
    return np.frombuffer(base64.b64decode(text), dtype="<${precision === 'float32' ? 'f4' : 'f8'}").reshape(shape).copy()
`;
}

export function isPacked(tensors: readonly Tensor[]): boolean {
  return tensors.some(({ data }) => data.length > MOST_WRITTEN);
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64Of(data: ArrayLike<number>, precision: Precision): string {
  const size = precision === 'float32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(data.length * size));
  for (let place = 0; place < data.length; place++)
    if (size === 4) view.setFloat32(place * 4, data[place] ?? 0, true);
    else view.setFloat64(place * 8, data[place] ?? 0, true);
  const parts: string[] = [];
  for (let place = 0; place < view.byteLength; place += 3) {
    const left = Math.min(3, view.byteLength - place);
    const [a = 0, b = 0, c = 0] = Array.from({ length: left }, (_, offset) => view.getUint8(place + offset));
    const bits = (a << 16) | (b << 8) | c;
    const letters = [18, 12, 6, 0].map(shift => LETTERS[(bits >> shift) & 63]).join('');
    parts.push(letters.slice(0, left + 1).padEnd(4, '='));
  }
  return parts.join('');
}

export function vectorTensor({ data }: Matrix): Tensor {
  return { shape: [data.length], data };
}

export function matrixTensor({ rows, columns, data }: Matrix): Tensor {
  return { shape: [rows, columns], data };
}

/** `h_prev` is `h_0`. */
export const initialName = (previous: string): string => previous.replace('_prev', '_0');

/** Lines that define x and the initial states. */
export function inputLines(cell: ExportedCell): readonly string[] {
  const { bound, precision, x } = cell;
  return [
    '# One row a time step.',
    `x = ${arraySource(matrixTensor(x), precision)}`,
    ...bound.cell.states.map(
      ({ previous }) =>
        `${initialName(previous)} = ${arraySource(vectorTensor(initialOf(cell, previous)), precision)}`,
    ),
  ];
}

/** Compares the states after the last step, which `found` reads, with those of the calculator, and says so: who runs a script wants a word. */
export function comparisonLines(
  cell: ExportedCell,
  found: (letter: string, previous: string) => string,
): readonly string[] {
  const { bound, precision } = cell;
  const letters = bound.cell.states.map(({ symbol }) => letterOf(symbol));
  return [
    '# What the calculator gave after the last time step.',
    ...lastStates(cell).map(
      ([symbol, matrix]) => `expected_${letterOf(symbol)} = ${arraySource(vectorTensor(matrix), precision)}`,
    ),
    ...bound.cell.states.map(({ symbol, previous }) => {
      const letter = letterOf(symbol);
      return `np.testing.assert_allclose(${found(letter, previous)}, expected_${letter}, rtol=0, atol=${tolerance(precision)})`;
    }),
    `print("${letters.join(' and ')} of the last time step: as in the calculator, within ${tolerance(precision)}")`,
  ];
}

export const letterOf = (symbol: string): string => symbol.replace(/_t$/, '');

/** Frameworks add in an order of their own. */
function tolerance(precision: Precision): string {
  return precision === 'float32' ? '1e-5' : '1e-9';
}

/** A text inside of a Python string or comment: one line, nothing that ends it. */
export function plainWords(text: string): string {
  return text.replace(/["\\\p{C}]/gu, ' ').slice(0, 200);
}

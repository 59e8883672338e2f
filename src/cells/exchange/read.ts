/**
 * A matrix out of text that a person pastes: what NumPy, PyTorch and TensorFlow print or have as source, JSON, CSV, the cells of a spreadsheet. The text is read
 * as data: brackets, numbers and what stands between them; nothing is run.
 */
import type { Matrix } from '../matrix.ts';
import { countText } from '../number-text.ts';
import { failure, type Result, success } from '../result.ts';

/** Characters of a text, and numbers in it. */
const LONGEST = 200_000_000;
export const MOST_PASTED = 5_000_000;

/** Fails, in words for the person, where a piece of the text is no number, rows are of different length, or numbers were left out. */
export function readMatrix(text: string): Result<Matrix> {
  if (text.length > LONGEST) return wrong('The text is too long.');
  const inner = unwrapped(text);
  if (inner.trim() === '') return wrong('There is no number in it.');
  if (/\.\.\./.test(inner) || inner.includes('…'))
    return wrong(
      'Numbers are left out of it ("..."). Print all of them: np.set_printoptions(threshold=sys.maxsize), or torch.set_printoptions(profile="full").',
    );
  const rows = /[[(]/.test(inner) ? nestedRows(inner) : lines(inner);
  return rows.ok ? matrixOf(rows.value) : rows;
}

type Rows = Result<readonly (readonly string[])[]>;

function wrong<T>(message: string): Result<T> {
  return failure('text', message);
}

/** Without the call around it: `array(..., dtype=float32)`, `tensor(..., grad_fn=...)`, `<tf.Tensor: ..., numpy=array(...)>`, `W = np.array(...)`. */
function unwrapped(text: string): string {
  const plain = text.replace(/^\s*<tf\.[\s\S]*?numpy=\s*/, '').replace(/^\s*Parameter containing:\s*/, '');
  const around = /^\s*(?:[\w.[\]'"]+\s*=\s*)?(?:[\w.]+\(\s*)?(?=\[)/.exec(plain)?.[0] ?? '';
  const start = around.length;
  const end = plain[start] === '[' ? closing(plain, start) : undefined;
  return end === undefined ? plain.slice(start) : plain.slice(start, end + 1);
}

/** Where the bracket that opens at `start` is closed. */
function closing(text: string, start: number): number | undefined {
  let depth = 0;
  for (let place = start; place < text.length; place++) {
    if (text[place] === '[') depth += 1;
    else if (text[place] === ']' && --depth === 0) return place;
  }
  return undefined;
}

/** `[[1, 2], [3, 4]]`, `[[1. 2.]\n [3. 4.]]`, `[1, 2]`: the innermost brackets are rows. */
function nestedRows(text: string): Rows {
  const plain = text.replace(/\(/g, '[').replace(/\)/g, ']');
  const rows: (readonly string[])[] = [];
  let depth = 0;
  /** Lists that were opened at each depth. */
  const opened: number[] = [];
  let start = -1;
  for (let place = 0; place < plain.length; place++) {
    const letter = plain[place];
    if (letter === '[') {
      if (start >= 0 && plain.slice(start, place).trim() !== '') return wrong('It mixes numbers and lists.');
      depth += 1;
      opened[depth] = (opened[depth] ?? 0) + 1;
      start = place + 1;
    } else if (letter === ']') {
      depth -= 1;
      if (depth < 0) return wrong('A bracket is closed that was not opened.');
      if (start >= 0) rows.push(words(plain.slice(start, place)));
      start = -1;
    } else if (start < 0 && depth > 0 && !/[\s,]/.test(letter ?? ''))
      return wrong('It mixes numbers and lists.');
    else if (depth === 0 && !/[\s,;]/.test(letter ?? ''))
      return wrong(notNumber(plain.slice(place).split(/[\s,;[\]]/)[0] ?? ''));
  }
  if (depth !== 0) return wrong('A bracket is not closed: is the text whole?');
  // Axes in front of the last two fit where they are 1: ONNX' [[[1, 2], [3, 4]]].
  if (opened.slice(1, -1).some(count => count > 1)) return wrong('It has more than two axes.');
  return success(rows);
}

function words(row: string): readonly string[] {
  const parts = row.includes(',') ? row.split(',').map(each => each.trim()) : row.trim().split(/\s+/);
  // A comma may stand behind the last number.
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}

/** CSV and spreadsheets: rows by line; columns by tab, semicolon, comma or blanks. */
function lines(text: string): Rows {
  const rows = text.split(/\r\n?|\n/).filter(line => line.trim() !== '');
  const [first = ''] = rows;
  const separator = first.includes('\t') ? '\t' : first.includes(';') ? ';' : undefined;
  const split = (line: string): readonly string[] => {
    if (separator) return line.split(separator).map(each => decimalPoint(unquoted(each.trim())));
    if (line.includes(',') && !isDecimalComma(line)) return words(line).map(unquoted);
    return line.trim().split(/\s+/).map(decimalPoint);
  };
  return success(rows.map(split));
}

/** One number on a line that has its decimals behind a comma is no list of two. */
const isDecimalComma = (line: string): boolean => /^\s*[-+−]?\d+,\d+(\s+[-+−]?\d+,\d+)+\s*$/.test(line);

const decimalPoint = (word: string): string => word.replace(/^([-+−]?\d*),(\d+)$/, '$1.$2');

const unquoted = (word: string): string => word.replace(/^"(.*)"$/, '$1');

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const NAMED: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
]);

function numberIn(word: string): number | undefined {
  const plain = word.replace('−', '-').replace(/^np\.float\d+$/, '');
  if (NUMBER.test(plain)) return Number(plain);
  const [, sign = '', name = ''] = /^([+-]?)(.*)$/.exec(plain) ?? [];
  const named = NAMED.get(name.toLowerCase());
  return named === undefined ? undefined : sign === '-' ? -named : named;
}

function matrixOf(rows: readonly (readonly string[])[]): Result<Matrix> {
  const columns = rows[0]?.length ?? 0;
  if (columns === 0) return wrong('There is no number in it.');
  if (rows.length * columns > MOST_PASTED)
    return wrong(`It has more than ${countText(MOST_PASTED)} numbers.`);
  const data = new Float64Array(rows.length * columns);
  for (const [row, line] of rows.entries()) {
    if (line.length !== columns)
      return wrong(`Row ${row} has ${line.length} numbers, the first one has ${columns}.`);
    for (const [column, word] of line.entries()) {
      const value = numberIn(word);
      if (value === undefined) return wrong(`Row ${row}, column ${column}: ${notNumber(word)}`);
      data[row * columns + column] = value;
    }
  }
  return success({ rows: rows.length, columns, data });
}

function notNumber(word: string): string {
  const shown = word.length > 40 ? `${word.slice(0, 37)}...` : word;
  return shown === '' ? 'there is no number.' : `"${shown}" is no number.`;
}

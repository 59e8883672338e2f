/**
 * Reads dimensions as people write them in comments and as `printDim` prints them: `64`, `2*hidden_size + 1`,
 * `seq_len//2`, `max(n - 2, 0)`, `?`.
 */
import { add, floorDivide, maximum, minimum, modulo, multiply, negate, subtract } from './arithmetic.ts';
import { type Dim, size, symbol, unknownDim } from './dim-value.ts';

type Binary = (a: Dim, b: Dim) => Dim;

const sums: Readonly<Record<string, Binary>> = { '+': add, '-': subtract };
const products: Readonly<Record<string, Binary>> = { '*': multiply, '//': floorDivide, '%': modulo };
const functions: Readonly<Record<string, Binary>> = { max: maximum, min: minimum };

const token =
  /\s*(\d+|[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*|\[\d+\])*|\*\*|\/\/|[-+*%(),?])/uy;

/** Deeper nesting and higher powers are no sizes. */
const maxDepth = 50;
const maxPower = 16;

/** Names become symbols whose id is the name. undefined for text that is no dimension. */
export function parseDim(text: string): Dim | undefined {
  const tokens = tokenize(text.trimEnd());
  if (!tokens) return undefined;
  const reader: Reader = { tokens, position: 0, depth: 0 };
  const dim = readOperations(reader, sums, readProduct);
  return reader.position === tokens.length ? dim : undefined;
}

function tokenize(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.[1];
    if (found === undefined) return undefined;
    tokens.push(found);
  }
  return tokens;
}

interface Reader {
  readonly tokens: readonly string[];
  position: number;
  depth: number;
}

function take(reader: Reader, expected: string): boolean {
  const isThere = reader.tokens[reader.position] === expected;
  if (isThere) reader.position++;
  return isThere;
}

function readOperations(
  reader: Reader,
  operations: Readonly<Record<string, Binary>>,
  readOperand: (reader: Reader) => Dim | undefined,
): Dim | undefined {
  let left = readOperand(reader);
  while (left) {
    const operation = operations[reader.tokens[reader.position] ?? ''];
    if (!operation) break;
    reader.position++;
    const right = readOperand(reader);
    left = right && operation(left, right);
  }
  return left;
}

const readSum = (reader: Reader) => readOperations(reader, sums, readProduct);
const readProduct = (reader: Reader) => readOperations(reader, products, readSigned);

function readSigned(reader: Reader): Dim | undefined {
  if (!take(reader, '-')) return readPower(reader);
  if (reader.depth++ > maxDepth) return undefined;
  const operand = readSigned(reader);
  reader.depth--;
  return operand && negate(operand);
}

function readPower(reader: Reader): Dim | undefined {
  const base = readAtom(reader);
  if (!base || !take(reader, '**')) return base;
  const exponent = Number(reader.tokens[reader.position++] ?? 'none');
  if (!Number.isInteger(exponent) || exponent > maxPower) return undefined;
  return Array<Dim>(exponent).fill(base).reduce(multiply, size(1));
}

function readAtom(reader: Reader): Dim | undefined {
  const text = reader.tokens[reader.position++];
  if (text === undefined) return undefined;
  if (text === '?') return unknownDim();
  if (text === '(') return readBracket(reader);
  if (/^\d/.test(text)) return Number.isSafeInteger(Number(text)) ? size(Number(text)) : undefined;
  if (!/^[\p{L}_$]/u.test(text)) return undefined;
  const called = Object.hasOwn(functions, text) ? functions[text] : undefined;
  return called && take(reader, '(') ? readCall(reader, called) : symbol(text);
}

function readBracket(reader: Reader): Dim | undefined {
  if (reader.depth++ > maxDepth) return undefined;
  const inner = readSum(reader);
  reader.depth--;
  return take(reader, ')') ? inner : undefined;
}

function readCall(reader: Reader, called: Binary): Dim | undefined {
  if (reader.depth++ > maxDepth) return undefined;
  const first = readSum(reader);
  const second = take(reader, ',') ? readSum(reader) : undefined;
  reader.depth--;
  return first && second && take(reader, ')') ? called(first, second) : undefined;
}

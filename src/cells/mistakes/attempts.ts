/** Runs an expression on shapes as a library does, operation by operation, until one is refused. */
import { broadcast, constantOf, matmul, type Shape } from '../../shapes/index.ts';
import type { Expression } from '../expression.ts';
import type { Attempt, Piece, Version } from './mistake.ts';
import { type CodeStyle, codeOf, pythonOperators } from './write-code.ts';

export interface Run {
  readonly attempts: readonly Attempt[];
  readonly isRefused: boolean;
  /** What comes of it. */
  readonly shape: Shape | undefined;
  /** The library's words for the operation that it refuses. */
  readonly says: string | undefined;
}

/** `shapes` has every symbol of the expression. */
export function attemptsOf(node: Expression, shapes: ReadonlyMap<string, Shape>, style: CodeStyle): Run {
  const attempts: Attempt[] = [];
  const result = run(node, shapes, style, attempts);
  const last = attempts.at(-1);
  const isRefused = last?.outcome.ok === false;
  return { attempts, isRefused, shape: result?.shape, says: isRefused ? wordsOf(last, style) : undefined };
}

/** Code that was run, with what comes of it in plain words. */
export function versionOf(code: string, run: Run, { library }: CodeStyle, sentence: string): Version {
  const { attempts, isRefused, says } = run;
  return { code, attempts, readings: undefined, isRefused, library: library.title, says, sentence };
}

/** undefined: something in it was refused. */
function run(
  node: Expression,
  shapes: ReadonlyMap<string, Shape>,
  style: CodeStyle,
  attempts: Attempt[],
): Piece | undefined {
  const code = codeOf(node, style);
  if (node.kind === 'number') return { code, shape: [] };
  if (node.kind === 'symbol') return { code, shape: shapes.get(node.name) ?? [] };
  if (node.kind === 'apply') return run(node.operand, shapes, style, attempts);
  const { operator } = node;
  const operands: Piece[] = [];
  for (const child of node.operands) {
    const operand = run(child, shapes, style, attempts);
    if (!operand) return undefined;
    operands.push(operand);
  }
  const [first, ...others] = operands;
  if (!first) return undefined;
  if (operator === 'transpose') return { code, shape: [...first.shape].reverse() };
  let sum = first;
  for (const [index, other] of others.entries()) {
    const isProduct = operator === 'multiply';
    const outcome = (isProduct ? matmul : broadcast)(sum.shape, other.shape);
    const stretches = !isProduct && outcome.ok && isStretched(sum.shape, other.shape);
    attempts.push({ operator: pythonOperators[operator], operands: [sum, other], outcome, stretches });
    if (!outcome.ok) return undefined;
    const written = codeOf({ ...node, operands: node.operands.slice(0, index + 2) }, style);
    sum = { code: written, shape: outcome.value };
  }
  return sum;
}

/** A plain number is no smaller operand. */
function isStretched(a: Shape, b: Shape): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return a.length !== b.length || a.some((dim, axis) => constantOf(dim) !== constantOf(b[axis] ?? dim));
}

function wordsOf({ operator, operands, outcome }: Attempt, { library }: CodeStyle): string | undefined {
  if (outcome.ok || outcome.mismatch.kind !== 'dims') return undefined;
  const [a, b] = operands;
  const { product, sum } = library.words;
  return (operator === '@' ? product : sum)([a.shape, b.shape], outcome.mismatch);
}

/**
 * The mistake that hand-written cells begin with: the whole sequence X stands in an equation of one step, `W_f @ X + U_f @ h`, or `*` stands for the matrix
 * product, `W_f * x`. Sizes alone do not tell; what the code calls things does.
 */

import { type Origin, sameDim } from '../../shapes/index.ts';
import { expressionAt, nodesAround } from '../../syntax/find.ts';
import type { Expr, Stmt } from '../../syntax/tree.ts';
import { isMatrixName, type Operand, type OperandConflict } from '../../values/index.ts';
import { codeAt, type Facts } from './facts.ts';

/** A sequence in the place of a step. */
export interface WholeSequence {
  /** As written: `X`. */
  readonly name: string;
  readonly at: Origin;
  /** One step of it: `X[t]`. */
  readonly step: string;
}

/** What people call a whole sequence, or the input of a cell. */
const INPUT = /^(self\.)?(x|xs|inputs?|seq|sequence|data|batch)(_(seq|sequence|train|test|in|data))?$/i;
const PRODUCTS = /^(dot|matmul|mm|mv)$/;

export const isInputName = (name: string): boolean => INPUT.test(name);

/** The input of a product, `W_f @ X` or `np.dot(W_f, X)`, that is one of the operands. */
export function wholeSequence(conflict: OperandConflict, facts: Facts): WholeSequence | undefined {
  for (const operand of conflict.operands) {
    if (operand.shape?.length !== 2) continue;
    const expr = exprOf(operand.at, facts);
    const factors = expr && factorsOf(expr);
    const place = factors?.findIndex(factor => isInputName(codeOf(factor, operand.at, facts))) ?? -1;
    const input = factors?.[place];
    if (input && !isOfOtherFactor(conflict, operand, place)) return sequenceAt(input, operand.at, facts);
  }
  return undefined;
}

/** Whether the size that does not fit comes from the weights: the rows of a product are those of its first factor, the columns those of the second. */
function isOfOtherFactor({ operands, mismatch }: OperandConflict, operand: Operand, place: number): boolean {
  if (mismatch.kind !== 'dims') return false;
  const side = [mismatch.left, mismatch.right].find(one => operands[one.operand] === operand);
  return side !== undefined && side.axis !== place;
}

export interface ElementwiseProduct {
  readonly matrix: Operand;
  readonly input: Operand;
  /** The product of one step that the equation means, `x[t] @ W_f`. */
  readonly meant: string;
}

/** `W_f * x`, of a matrix and an input or state. */
export function elementwiseProduct(conflict: OperandConflict, facts: Facts): ElementwiseProduct | undefined {
  if (conflict.operation !== '*' || conflict.operands.length !== 2) return undefined;
  const matrix = conflict.operands.find(({ at }) =>
    isMatrixName((codeAt(facts, at) ?? '').replace(/\.T$/, '')),
  );
  const input = conflict.operands.find(({ at }) => isInputName(codeAt(facts, at) ?? ''));
  const [rows, columns] = matrix?.shape ?? [];
  const features = input?.shape?.at(-1);
  if (!matrix || !input || matrix.shape?.length !== 2 || (input.shape?.length ?? 3) > 2) return undefined;
  const name = codeAt(facts, input.at) ?? '';
  const step = input.shape?.length === 2 ? `${name}[${stepAt(input.at, facts)}]` : name;
  const weights = codeAt(facts, matrix.at) ?? '';
  if (sameDim(features, rows)) return { matrix, input, meant: `${step} @ ${weights}` };
  return sameDim(features, columns) ? { matrix, input, meant: `${weights} @ ${step}` } : undefined;
}

/** The variable of the loop around a place, where that counts; else the first step. */
export function stepAt(place: Origin, { files }: Facts): string {
  const module = files.get(place.file)?.module;
  const loops = module ? nodesAround(module, place).filter(isLoop) : [];
  const names = loops.flatMap(loop =>
    loop.target.kind === 'name' && isCounting(loop.iterable) ? [loop.target.name] : [],
  );
  return names.at(-1) ?? '0';
}

type Loop = Extract<Stmt, { kind: 'for' }>;
const isLoop = (node: Expr | Stmt): node is Loop => node.kind === 'for';

const isCounting = (iterable: Expr): boolean =>
  iterable.kind === 'call' && iterable.callee.kind === 'name' && iterable.callee.name === 'range';

/** Both operands of a matrix product. */
export function factorsOf(expr: Expr): readonly Expr[] | undefined {
  if (expr.kind === 'binary') return expr.op === '@' ? [expr.left, expr.right] : undefined;
  if (expr.kind !== 'call' || expr.callee.kind !== 'attribute' || !PRODUCTS.test(expr.callee.name))
    return undefined;
  const given = expr.arguments
    .filter(({ name, spread }) => name === null && spread === null)
    .map(({ value }) => value);
  return given.length === 1 ? [expr.callee.object, ...given] : given;
}

function sequenceAt(input: Expr, { file }: Origin, facts: Facts): WholeSequence {
  const at: Origin = { file, start: input.start, end: input.end, what: 'the whole sequence' };
  const name = codeAt(facts, at) ?? '';
  return { name, at, step: `${name}[${stepAt(at, facts)}]` };
}

function exprOf(place: Origin, { files }: Facts): Expr | undefined {
  const module = files.get(place.file)?.module;
  return module && expressionAt(module, place);
}

const codeOf = ({ start, end }: Expr, { file, what }: Origin, facts: Facts): string =>
  codeAt(facts, { file, start, end, what }) ?? '';

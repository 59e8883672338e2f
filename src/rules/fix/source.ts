/** The text and the tree around the places of a conflict. */
import { callAround, expressionAt, isAssignment, nodesAround, someNode } from '../../syntax/find.ts';
import type { AssignStmt, CallExpr, Expr, Span } from '../../syntax/tree.ts';
import type { Facts } from '../tell/facts.ts';

export interface Place extends Span {
  readonly file: string;
}

export function textAt({ files }: Facts, { file, start, end }: Place): string {
  return files.get(file)?.text.slice(start, end) ?? '';
}

export function isPython({ files }: Facts, file: string): boolean {
  return files.get(file)?.module.language === 'python';
}

/** The innermost call that holds a place: of the place of a layer, the constructor. */
export function callAt({ files }: Facts, place: Place): CallExpr | undefined {
  const module = files.get(place.file)?.module;
  return module && callAround(module, place);
}

/** The expression that is a place. */
export function exprAt({ files }: Facts, place: Place): Expr | undefined {
  const module = files.get(place.file)?.module;
  return module && expressionAt(module, place);
}

/** The innermost assignment that holds a place. */
export function assignmentAt({ files }: Facts, place: Place): AssignStmt | undefined {
  const module = files.get(place.file)?.module;
  return module && nodesAround(module, place).findLast(node => node.kind === 'assign');
}

/** All assignments of a file, in its order. */
export function assignmentsIn({ files }: Facts, file: string): readonly AssignStmt[] {
  const found: AssignStmt[] = [];
  someNode(files.get(file)?.module.body, node => {
    if (isAssignment(node)) found.push(node);
    return 'open';
  });
  return found;
}

/** What a name was given last before a place; of other expressions undefined. */
export function lastGiven(expr: Expr, before: Span, file: string, facts: Facts): Expr | undefined {
  if (expr.kind !== 'name' && expr.kind !== 'attribute') return undefined;
  const textOf = ({ start, end }: Span): string => textAt(facts, { file, start, end });
  const name = textOf(expr);
  const given = assignmentsIn(facts, file).findLast(
    ({ start, targets, value }) =>
      value !== null && start < before.start && targets.some(each => textOf(each) === name),
  );
  return given?.value ?? undefined;
}

/** The text of an expression as an operand of what binds more tightly: `(a + b)`, `a`, `f(x)`. */
export function asOperand(text: string, expr: Expr | undefined): string {
  const isTight = expr !== undefined && TIGHT.has(expr.kind);
  return isTight || /^[\w.]+$/.test(text) ? text : `(${text})`;
}

const TIGHT: ReadonlySet<Expr['kind']> = new Set([
  'name',
  'attribute',
  'index',
  'call',
  'number',
  'list',
  'tuple',
  'dict',
]);

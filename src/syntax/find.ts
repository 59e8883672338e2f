/** Finds nodes of a tree by their place in the text. */
import type { AssignStmt, CallExpr, Expr, Module, Span, Stmt } from './tree.ts';

export type Node = Expr | Stmt;

/** The expressions and statements that hold a range, outermost first. */
export function nodesAround(module: Pick<Module, 'body'>, range: Span): readonly Node[] {
  const found: Node[] = [];
  descend(module.body, range, found);
  return found;
}

/** What a walk through a part of a tree says of a node: it is what is looked for, it holds nothing of the kind, or neither. */
export type Seen = 'found' | 'closed' | 'open';

/** Whether a node that is looked for is somewhere in a part of a tree. Nodes are plain data, so whatever they hold is looked into. */
export function someNode(part: unknown, see: (node: object) => Seen): boolean {
  if (Array.isArray(part)) return part.some(item => someNode(item, see));
  if (typeof part !== 'object' || part === null) return false;
  const seen = see(part);
  return seen === 'open' ? Object.values(part).some(child => someNode(child, see)) : seen === 'found';
}

/** The kind of a node; undefined of what a node holds that is none itself. */
export const kindOf = (node: object): unknown => ('kind' in node ? node.kind : undefined);

/** Of a node as `someNode` gives it. */
export const isAssignment = (node: object): node is AssignStmt =>
  'kind' in node && node.kind === 'assign' && 'targets' in node;

/** The innermost call that holds a range. */
export function callAround(module: Pick<Module, 'body'>, range: Span): CallExpr | undefined {
  return nodesAround(module, range).findLast(node => node.kind === 'call');
}

/** The outermost expression that is exactly a range. */
export function expressionAt(module: Pick<Module, 'body'>, { start, end }: Span): Expr | undefined {
  return nodesAround(module, { start, end }).find(
    (node): node is Expr => isExpression(node) && node.start === start && node.end === end,
  );
}

const STATEMENTS: ReadonlySet<string> = new Set<Stmt['kind']>([
  'import',
  'export',
  'assign',
  'augment',
  'expr',
  'return',
  'if',
  'for',
  'while',
  'break',
  'continue',
  'raise',
  'assert',
  'try',
  'with',
  'switch',
  'class',
  'delete',
  'global',
  'nonlocal',
  'block',
]);

function isExpression(node: Node): node is Expr {
  return !STATEMENTS.has(node.kind);
}

/** Nodes are plain data: whatever they hold is looked into, if it reaches over the range or has no place of its own. */
function descend(value: unknown, range: Span, found: Node[]): void {
  if (Array.isArray(value)) {
    for (const item of value) descend(item, range, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (hasPlace(value)) {
    if (value.start > range.start || value.end < range.end) return;
    if (isNode(value)) found.push(value);
  }
  for (const part of Object.values(value)) descend(part, range, found);
}

function hasPlace(value: object): value is Span {
  return (
    'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number'
  );
}

/** Targets of assignments look like expressions of the same kinds; clauses and slices are no nodes. */
function isNode(value: object): value is Node {
  return 'kind' in value && typeof value.kind === 'string' && !OTHERS.has(value.kind);
}

const OTHERS: ReadonlySet<string> = new Set([
  'slice',
  'sequence',
  'object',
  'rest',
  'default',
  'root',
  'module',
  'member',
  'all',
]);

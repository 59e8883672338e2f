/**
 * `match` statements: patterns that are values are compared, others are opaque tests. Names that a pattern binds are assigned at
 * the start of the case's body, so that later code knows them as bound.
 */
import type { Lowering, StmtRule } from '../lowering.ts';
import { opaque } from '../lowering.ts';
import { childOf, childOfType, firstNamed, has, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr, Stmt, SwitchCase } from '../tree.ts';

export const matchStatement: StmtRule = (node, lowering) => {
  const subjects = node.children
    .filter(child => child.field === 'subject')
    .map(child => lowering.expr(child));
  const [first] = subjects;
  if (first === undefined) return [];
  const last = subjects[subjects.length - 1] ?? first;
  const subject: Expr =
    subjects.length === 1 ? first : { kind: 'tuple', start: first.start, end: last.end, items: subjects };
  const body = childOf(node, 'body');
  const clauses = body === null ? [] : named(body).filter(child => child.type === 'case_clause');
  return [
    { kind: 'switch', ...spanOf(node), subject, cases: clauses.map(clause => caseOf(clause, lowering)) },
  ];
};

function caseOf(node: SyntaxNode, lowering: Lowering): SwitchCase {
  const patterns = node.children.filter(child => child.type === 'case_pattern');
  const guard = childOf(node, 'guard');
  const only = patterns.length === 1 ? patterns[0] : undefined;
  const tests = only === undefined ? [sequencePattern(patterns, node)] : testsOf(only, lowering);
  return {
    ...spanOf(node),
    tests,
    guard: guard === null ? null : lowering.maybe(firstNamed(guard)),
    body: [...patterns.flatMap(it => bindings(it, lowering)), ...lowering.body(childOf(node, 'consequence'))],
    fallsThrough: false,
  };
}

function sequencePattern(patterns: readonly SyntaxNode[], node: SyntaxNode): Expr {
  const start = patterns[0]?.start ?? node.start;
  return opaque({ start, end: patterns[patterns.length - 1]?.end ?? start }, 'a pattern');
}

const VALUES = new Set(['integer', 'float', 'string', 'concatenated_string', 'true', 'false', 'none']);

/** No tests for `_` and for a bare name, which match everything. */
function testsOf(pattern: SyntaxNode, lowering: Lowering): readonly Expr[] {
  const inner = firstNamed(pattern);
  if (inner === null) return [];
  if (isGroup(inner)) return testsOf(firstNamed(inner) ?? inner, lowering);
  if (inner.type === 'union_pattern') return named(inner).flatMap(it => alternative(it, lowering));
  if (inner.type === 'dotted_name' && named(inner).length === 1) return [];
  return [value(inner, pattern, lowering)];
}

/** One side of `|`: a value, or a group of several. */
function alternative(node: SyntaxNode, lowering: Lowering): readonly Expr[] {
  if (!isGroup(node)) return [value(node, node, lowering)];
  const tests = testsOf(firstNamed(node) ?? node, lowering);
  return tests.length === 0 ? [opaque(node, 'a pattern')] : tests;
}

/** `case (a | b)`: parentheses around one pattern without a comma. */
function isGroup(pattern: SyntaxNode): boolean {
  return pattern.type === 'tuple_pattern' && named(pattern).length === 1 && !has(pattern, ',');
}

/** `whole` may begin with the minus sign of a negative number. */
function value(node: SyntaxNode, whole: SyntaxNode, lowering: Lowering): Expr {
  const dotted = node.type === 'dotted_name' && named(node).length > 1;
  if (!dotted && !VALUES.has(node.type)) return opaque(whole, 'a pattern');
  const plain = lowering.expr(node);
  const negative = childOfType(whole, '-') !== null;
  return negative ? { kind: 'unary', ...spanOf(whole), op: '-', operand: plain } : plain;
}

function bindings(pattern: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  return boundNames(pattern, lowering).map(node => ({
    kind: 'assign',
    ...spanOf(node),
    targets: [{ kind: 'name', ...spanOf(node), name: lowering.textOf(node) }],
    value: opaque(node, 'a name bound by a pattern'),
    annotation: null,
    declares: null,
  }));
}

/** The nodes of the names that a pattern binds: bare names, `*rest`, `**rest`, `as name`. */
function boundNames(pattern: SyntaxNode, lowering: Lowering): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const todo: SyntaxNode[] = [pattern];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const children = named(next);
    if (next.type === 'identifier') found.push(next);
    else if (next.type === 'dotted_name') todo.push(...(children.length === 1 ? children : []));
    else
      todo.push(...children.slice(next.type === 'class_pattern' || next.type === 'keyword_pattern' ? 1 : 0));
  }
  return found.filter(node => lowering.textOf(node) !== '_').sort((a, b) => a.start - b.start);
}

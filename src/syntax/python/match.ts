/** `match` statements. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { childOf, named, type SyntaxNode, spanOf } from '../node.ts';
import type { Expr, SwitchCase } from '../tree.ts';
import { guardOf, patternOfCase } from './patterns.ts';

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
  return {
    ...spanOf(node),
    tests: [],
    pattern: patternOfCase(patterns, node, lowering),
    guard: guardOf(node, lowering),
    body: lowering.body(childOf(node, 'consequence')),
    fallsThrough: false,
  };
}

/** Statements with a body: if, for, while, try, with. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { exprStmt, opaque, syntaxError } from '../lowering.ts';
import { childOf, childOfType, childrenOf, firstNamed, named, type SyntaxNode, spanOf } from '../node.ts';
import { namesInside } from '../residue.ts';
import type { Handler, Stmt, WithStmt } from '../tree.ts';

export const ifStatement: StmtRule = (node, lowering) =>
  branches(node, childrenOf(node, 'alternative'), lowering);

/** `elif` clauses are siblings in the grammar and nest in the tree. */
function branches(node: SyntaxNode, rest: readonly SyntaxNode[], lowering: Lowering): readonly Stmt[] {
  const test = childOf(node, 'condition');
  if (test === null)
    return [exprStmt(syntaxError(node, lowering)), ...lowering.body(childOf(node, 'consequence'))];
  const [next, ...others] = rest;
  const end = rest[rest.length - 1]?.end ?? node.end;
  const orelse = lowering.deeper(
    () => (next === undefined ? [] : alternative(next, others, lowering)),
    () =>
      rest.map(clause =>
        exprStmt(opaque(clause, 'a branch nested too deeply', namesInside(clause, lowering.text))),
      ),
  );
  const body = lowering.body(childOf(node, 'consequence'));
  return [
    { kind: 'if', start: node.start, end: Math.max(node.end, end), test: lowering.expr(test), body, orelse },
  ];
}

function alternative(node: SyntaxNode, rest: readonly SyntaxNode[], lowering: Lowering): readonly Stmt[] {
  return node.type === 'elif_clause' ? branches(node, rest, lowering) : lowering.body(childOf(node, 'body'));
}

export const forStatement: StmtRule = (node, lowering) => {
  const target = childOf(node, 'left');
  const iterable = childOf(node, 'right');
  const body = lowering.body(childOf(node, 'body'));
  if (target === null || iterable === null) return [exprStmt(syntaxError(node, lowering)), ...body];
  return [
    {
      kind: 'for',
      ...spanOf(node),
      target: lowering.target(target),
      iterable: lowering.expr(iterable),
      over: 'values',
      body,
      orelse: elseOf(node, lowering),
    },
  ];
};

export const whileStatement: StmtRule = (node, lowering) => {
  const test = childOf(node, 'condition');
  const body = lowering.body(childOf(node, 'body'));
  if (test === null) return body;
  const orelse = elseOf(node, lowering);
  return [
    { kind: 'while', ...spanOf(node), test: lowering.expr(test), body, update: [], orelse, testAfter: false },
  ];
};

function elseOf(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  const clause = childOfType(node, 'else_clause');
  return clause === null ? [] : lowering.body(childOf(clause, 'body'));
}

export const tryStatement: StmtRule = (node, lowering) => {
  const last = childOfType(node, 'finally_clause');
  return [
    {
      kind: 'try',
      ...spanOf(node),
      body: lowering.body(childOf(node, 'body')),
      handlers: node.children
        .filter(child => child.type === 'except_clause')
        .map(child => handler(child, lowering)),
      orelse: elseOf(node, lowering),
      finally: last === null ? [] : lowering.body(childOfType(last, 'block')),
    },
  ];
};

/** `except E as e`, and `except E, e` of Python 2. */
function handler(node: SyntaxNode, lowering: Lowering): Handler {
  const [value, second] = childrenOf(node, 'value');
  const pattern = value?.type === 'as_pattern' ? value : null;
  const type = pattern === null ? (value ?? null) : firstNamed(pattern);
  const bound = pattern === null ? (second ?? null) : childOf(pattern, 'alias');
  return {
    ...spanOf(node),
    type: lowering.maybe(type),
    name: bound === null ? null : lowering.textOf(bound),
    body: lowering.body(childOfType(node, 'block')),
  };
}

export const withStatement: StmtRule = (node, lowering) => {
  const clause = childOfType(node, 'with_clause');
  const items = clause === null ? [] : named(clause).flatMap(child => withItem(child, lowering));
  return [{ kind: 'with', ...spanOf(node), items, body: lowering.body(childOf(node, 'body')) }];
};

function withItem(node: SyntaxNode, lowering: Lowering): WithStmt['items'] {
  const value = node.type === 'with_item' ? (childOf(node, 'value') ?? node) : node;
  const grouped = value.type === 'tuple' || value.type === 'parenthesized_expression';
  if (grouped && named(value).some(child => child.type === 'as_pattern')) {
    return named(value).flatMap(child => withItem(child, lowering));
  }
  const context = value.type === 'as_pattern' ? firstNamed(value) : value;
  if (context === null) return [];
  const alias = value.type === 'as_pattern' ? childOf(value, 'alias') : null;
  return [{ context: lowering.expr(context), target: alias === null ? null : lowering.target(alias) }];
}

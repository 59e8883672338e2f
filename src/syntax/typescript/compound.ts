/** Statements with a body: if, for, while, do, switch, try. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { exprStmt, opaque, syntaxError } from '../lowering.ts';
import {
  childOf,
  childOfType,
  childrenOf,
  firstNamed,
  has,
  named,
  type SyntaxNode,
  spanOf,
} from '../node.ts';
import type { Expr, Handler, Stmt, SwitchCase } from '../tree.ts';
import { effectsOf } from './statements.ts';

/** What runs where a statement is wanted: a block's statements, or the one statement. */
function bodyOf(node: SyntaxNode | null, lowering: Lowering): readonly Stmt[] {
  if (node === null) return [];
  return node.type === 'statement_block' ? lowering.body(node) : lowering.stmt(node);
}

export const block: StmtRule = (node, lowering) => [
  { kind: 'block', ...spanOf(node), body: lowering.body(node) },
];

export const ifStatement: StmtRule = (node, lowering) => {
  const test = childOf(node, 'condition');
  const body = bodyOf(childOf(node, 'consequence'), lowering);
  const clause = childOf(node, 'alternative');
  const orelse = clause === null ? [] : bodyOf(firstNamed(clause), lowering);
  if (test === null) return [exprStmt(syntaxError(node, lowering)), ...body, ...orelse];
  return [{ kind: 'if', ...spanOf(node), test: lowering.expr(test), body, orelse }];
};

/** A C-style `for` is a block of its initialiser and a `while`. */
export const forStatement: StmtRule = (node, lowering) => {
  const initializer = childOf(node, 'initializer');
  const increment = childOf(node, 'increment');
  const loop: Stmt = {
    kind: 'while',
    ...spanOf(node),
    test: testOf(childOf(node, 'condition'), lowering),
    body: bodyOf(childOf(node, 'body'), lowering),
    update: increment === null ? [] : effectsOf(increment, lowering),
    orelse: [],
    testAfter: false,
    perRound: initializer === null ? [] : countersOf(initializer, lowering),
  };
  const first = initializer === null ? [] : initial(initializer, lowering);
  return first.length === 0 ? [loop] : [{ kind: 'block', ...spanOf(node), body: [...first, loop] }];
};

/** What `let` declares; `var` is one variable for all rounds. */
function countersOf(node: SyntaxNode, lowering: Lowering): readonly string[] {
  if (node.type !== 'lexical_declaration' || has(node, 'const')) return [];
  return named(node).flatMap(each => {
    const name = childOf(each, 'name');
    return name?.type === 'identifier' ? [lowering.textOf(name)] : [];
  });
}

function initial(node: SyntaxNode, lowering: Lowering): readonly Stmt[] {
  return node.type.endsWith('_declaration') || node.type.endsWith('_statement')
    ? lowering.stmt(node)
    : effectsOf(node, lowering);
}

/** `for (;;)` runs on. */
function testOf(node: SyntaxNode | null, lowering: Lowering): Expr {
  const written = node?.type === 'expression_statement' ? firstNamed(node) : node;
  if (written !== null && written.type !== 'empty_statement' && written.named) return lowering.expr(written);
  return { kind: 'boolean', start: node?.start ?? 0, end: node?.end ?? 0, value: true };
}

export const forInStatement: StmtRule = (node, lowering) => {
  const target = childOf(node, 'left');
  const iterable = childOf(node, 'right');
  const body = bodyOf(childOf(node, 'body'), lowering);
  if (target === null || iterable === null) return [exprStmt(syntaxError(node, lowering)), ...body];
  return [
    {
      kind: 'for',
      ...spanOf(node),
      target: lowering.target(target),
      iterable: lowering.expr(iterable),
      over: has(node, 'in') ? 'keys' : 'values',
      body,
      orelse: [],
    },
  ];
};

export function whileStatement(testAfter: boolean): StmtRule {
  return (node, lowering) => {
    const test = childOf(node, 'condition');
    const body = bodyOf(childOf(node, 'body'), lowering);
    if (test === null) return body;
    return [
      { kind: 'while', ...spanOf(node), test: lowering.expr(test), body, update: [], orelse: [], testAfter },
    ];
  };
}

export const switchStatement: StmtRule = (node, lowering) => {
  const subject = childOf(node, 'value');
  const body = childOf(node, 'body');
  if (subject === null || body === null) return [exprStmt(syntaxError(node, lowering))];
  const clauses = body.children.filter(
    child => child.type === 'switch_case' || child.type === 'switch_default',
  );
  const cases = clauses.map((child, i) => caseOf(child, i + 1 === clauses.length, lowering));
  return [{ kind: 'switch', ...spanOf(node), subject: lowering.expr(subject), cases }];
};

const LEAVES: ReadonlySet<Stmt['kind']> = new Set(['break', 'continue', 'return', 'raise']);

/** The `break` that ends a case is not kept: it only says that the case does not fall through. */
function caseOf(node: SyntaxNode, isLast: boolean, lowering: Lowering): SwitchCase {
  const test = node.type === 'switch_case' ? childOf(node, 'value') : null;
  const statements = childrenOf(node, 'body');
  const [only] = statements;
  const block = statements.length === 1 && only?.type === 'statement_block';
  const body = block ? lowering.body(only) : statements.flatMap(child => lowering.stmt(child));
  const last = body[body.length - 1];
  return {
    ...spanOf(node),
    tests: test === null ? [] : [lowering.expr(test)],
    pattern: null,
    guard: null,
    body: last?.kind === 'break' ? body.slice(0, -1) : body,
    fallsThrough: !isLast && !(last !== undefined && LEAVES.has(last.kind)),
  };
}

export const tryStatement: StmtRule = (node, lowering) => {
  const handler = childOf(node, 'handler');
  const last = childOf(node, 'finalizer');
  return [
    {
      kind: 'try',
      ...spanOf(node),
      body: lowering.body(childOf(node, 'body')),
      handlers: handler === null ? [] : [handlerOf(handler, lowering)],
      orelse: [],
      finally: last === null ? [] : lowering.body(childOf(last, 'body')),
    },
  ];
};

/** A pattern after `catch` is an assignment that begins the body. */
function handlerOf(node: SyntaxNode, lowering: Lowering): Handler {
  const parameter = childOf(node, 'parameter');
  const body = lowering.body(childOf(node, 'body'));
  const span = spanOf(node);
  if (parameter === null) return { ...span, type: null, name: null, body };
  if (parameter.type === 'identifier') return { ...span, type: null, name: lowering.textOf(parameter), body };
  const bound: Stmt = {
    kind: 'assign',
    ...spanOf(parameter),
    targets: [lowering.target(parameter)],
    value: opaque(parameter, 'a caught error'),
    annotation: null,
    declares: 'let',
  };
  return { ...span, type: null, name: null, body: [bound, ...body] };
}

/** `with (o) { }` looks names up in `o`, which is not modelled. */
export const withStatement: StmtRule = (node, lowering) => {
  const object = childOf(node, 'object');
  const body = bodyOf(childOf(node, 'body'), lowering);
  return object === null
    ? body
    : [exprStmt(opaque(object, 'a with statement', [lowering.expr(object)])), ...body];
};

/** Of what is only declared, enums keep their values and variables have one that nobody knows. */
export const ambient: StmtRule = (node, lowering) => {
  const kept = childOfType(node, 'enum_declaration', 'lexical_declaration', 'variable_declaration');
  if (kept === null) return [];
  return lowering.stmt(kept).map(stmt => {
    if (stmt.kind !== 'assign' || stmt.value !== null) return stmt;
    return { ...stmt, value: opaque({ start: stmt.end, end: stmt.end }, 'a value declared elsewhere') };
  });
};

/** Statements of one line: assignments, return, raise, del, print of Python 2 and the like. */
import type { Lowering, StmtRule } from '../lowering.ts';
import { exprStmt, opaque, syntaxError, valueBeside } from '../lowering.ts';
import { childOf, ERROR, firstNamed, named, type SyntaxNode, spanOf } from '../node.ts';
import { augmentOp } from '../operators.ts';
import type { Argument, Expr, Stmt, Target } from '../tree.ts';

/** `a, b` alone on a line is a tuple; the grammar lists its items. */
export const expressionStatement: StmtRule = (node, lowering) => {
  const [first, ...rest] = named(node);
  if (first === undefined) return [];
  if (first.type === 'assignment') return assignment(first, lowering);
  if (first.type === 'augmented_assignment') return augmented(first, lowering);
  if (rest.length === 0 && !node.children.some(child => child.type === ','))
    return [exprStmt(lowering.expr(first))];
  return [
    exprStmt({ kind: 'tuple', ...spanOf(node), items: [first, ...rest].map(child => lowering.expr(child)) }),
  ];
};

/** `a = b = value` nests to the right in the grammar. */
export const assignment: StmtRule = (node, lowering) => {
  const targets: Target[] = [];
  let last = node;
  let broken = false;
  for (let next: SyntaxNode | null = node; next?.type === 'assignment'; next = childOf(next, 'right')) {
    const left = childOf(next, 'left');
    if (left !== null) targets.push(lowering.target(left));
    broken ||= next.children.some(child => child.type === ERROR);
    last = next;
  }
  const right = lowering.maybe(childOf(last, 'right'));
  const value = broken && right !== null ? opaque(right, 'a syntax error', [right]) : right;
  const annotation = lowering.maybe(childOf(last, 'type'));
  return [{ kind: 'assign', ...spanOf(node), targets, value, annotation, declares: null }];
};

export const augmented: StmtRule = (node, lowering) => {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const op = augmentOp(childOf(node, 'operator')?.type ?? '');
  if (left === null || right === null || op === null) return [exprStmt(syntaxError(node, lowering))];
  return [
    { kind: 'augment', ...spanOf(node), target: lowering.target(left), op, value: lowering.expr(right) },
  ];
};

export const returnStatement: StmtRule = (node, lowering) => [
  { kind: 'return', ...spanOf(node), value: valueBeside(node, firstNamed(node), lowering) },
];

export const raise: StmtRule = (node, lowering) => [
  {
    kind: 'raise',
    ...spanOf(node),
    value: lowering.maybe(named(node).find(child => child.field !== 'cause') ?? null),
  },
];

/** The message of an assertion decides nothing. */
export const assertion: StmtRule = (node, lowering) => {
  const test = firstNamed(node);
  return test === null ? [] : [{ kind: 'assert', ...spanOf(node), test: lowering.expr(test) }];
};

export const del: StmtRule = (node, lowering) => {
  const targets = named(node).map(child => lowering.target(child));
  return [{ kind: 'delete', ...spanOf(node), targets: targets.flatMap(flat) }];
};

function flat(target: Target): readonly Target[] {
  return target.kind === 'sequence'
    ? target.items.flatMap(item => (item === null ? [] : flat(item)))
    : [target];
}

export function jump(kind: 'break' | 'continue'): StmtRule {
  return node => [{ kind, ...spanOf(node) }];
}

export function scope(kind: 'global' | 'nonlocal'): StmtRule {
  return (node, lowering) => [
    { kind, ...spanOf(node), names: named(node).map(child => lowering.textOf(child)) },
  ];
}

/** `print "a", b` and `exec "code"` of Python 2 are calls of these names. */
export function keywordCall(name: 'print' | 'exec'): StmtRule {
  return (node, lowering): readonly Stmt[] => {
    const keyword = { start: node.start, end: node.start + name.length };
    const callee: Expr = { kind: 'name', ...keyword, name };
    const args = named(node).map(child => printArgument(child, lowering));
    const argumentsSpan = { start: args[0]?.start ?? node.end, end: node.end };
    return [
      exprStmt({ kind: 'call', ...spanOf(node), callee, arguments: args, constructs: false, argumentsSpan }),
    ];
  };
}

function printArgument(node: SyntaxNode, lowering: Lowering): Argument {
  const stream = node.type === 'chevron' ? firstNamed(node) : null;
  if (stream !== null) return { ...spanOf(node), name: 'file', spread: null, value: lowering.expr(stream) };
  return { ...spanOf(node), name: null, spread: null, value: lowering.expr(node) };
}

export const nothing: StmtRule = () => [];

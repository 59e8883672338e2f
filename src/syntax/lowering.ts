/**
 * What the front ends of both languages share: a table from node types to rules, what happens to syntax errors, and the depth
 * at which lowering (and everything that later recurses over the tree) stops.
 */
import { ERROR, named, type SyntaxNode } from './node.ts';
import { namesInside } from './residue.ts';
import type { Expr, OpaqueExpr, Span, Stmt, Target } from './tree.ts';
import type { UnitRound } from './units.ts';

/**
 * Deepest nesting of the lowered tree. CPython refuses 200 nested parentheses and 100 levels of indentation; what lies deeper
 * here is generated code, and becomes opaque so that no consumer can overflow its stack.
 */
export const MAX_DEPTH = 256;

export interface Lowering {
  readonly text: string;
  expr(node: SyntaxNode): Expr;
  /** The expression of a node that may be absent. */
  maybe(node: SyntaxNode | null): Expr | null;
  target(node: SyntaxNode): Target;
  /** The statements of one statement node: none for what means nothing here, several for what is split. */
  stmt(node: SyntaxNode): readonly Stmt[];
  /** What `make` gives for a node that may be known from before an edit. */
  remembered(node: SyntaxNode, make: () => readonly Stmt[]): readonly Stmt[];
  /** All statements among the children of a block; empty for an absent block. */
  body(node: SyntaxNode | null): readonly Stmt[];
  /** The statements of a whole tree, whose root may be an ERROR itself. */
  root(node: SyntaxNode): readonly Stmt[];
  textOf(node: Span): string;
  /** Runs `make` one level deeper, or gives up when that is too deep. */
  deeper<T>(make: () => T, tooDeep: () => T): T;
}

export type ExprRule = (node: SyntaxNode, lowering: Lowering) => Expr;
export type StmtRule = (node: SyntaxNode, lowering: Lowering) => readonly Stmt[];

export interface LoweringRules {
  readonly exprs: ReadonlyMap<string, ExprRule>;
  readonly stmts: ReadonlyMap<string, StmtRule>;
  readonly target: (node: SyntaxNode, lowering: Lowering) => Target;
  /** Removes what only groups (parentheses, type assertions), however deep, without recursion. */
  readonly unwrap: (node: SyntaxNode) => SyntaxNode;
  /** Nodes whose rule copes with an ERROR among their children. */
  readonly tolerant: ReadonlySet<string>;
}

export function createLowering(text: string, rules: LoweringRules, round: UnitRound | null = null): Lowering {
  let depth = 0;
  const lowering: Lowering = {
    text,
    expr: node => {
      const inner = rules.unwrap(node);
      if (depth >= MAX_DEPTH) return opaque(inner, TOO_DEEP, namesInside(inner, text));
      depth += 1;
      const made = lowerExpr(inner, lowering, rules);
      depth -= 1;
      return made;
    },
    maybe: node => (node === null ? null : lowering.expr(node)),
    target: node => {
      if (depth >= MAX_DEPTH) return { kind: 'sequence', start: node.start, end: node.end, items: [] };
      depth += 1;
      const made = rules.target(rules.unwrap(node), lowering);
      depth -= 1;
      return made;
    },
    stmt: node => {
      if (depth >= MAX_DEPTH) return [exprStmt(opaque(node, TOO_DEEP, namesInside(node, text)))];
      depth += 1;
      const made = lowering.remembered(node, () => lowerStmt(node, lowering, rules));
      depth -= 1;
      return made;
    },
    remembered: (node, make) => (round === null ? make() : round.lowered(node, make)),
    body: node => (node === null ? [] : named(node).flatMap(child => lowering.stmt(child))),
    root: node => (node.type === ERROR ? salvage(node, lowering, rules) : lowering.body(node)),
    textOf: ({ start, end }) => text.slice(start, end),
    deeper: (make, tooDeep) => {
      if (depth >= MAX_DEPTH) return tooDeep();
      depth += 1;
      const made = make();
      depth -= 1;
      return made;
    },
  };
  return lowering;
}

const TOO_DEEP = 'an expression nested too deeply';
const SYNTAX_ERROR = 'a syntax error';

function lowerExpr(node: SyntaxNode, lowering: Lowering, rules: LoweringRules): Expr {
  if (node.type === ERROR || node.missing) return syntaxError(node, lowering);
  const broken = node.children.some(child => child.type === ERROR) && !rules.tolerant.has(node.type);
  if (broken) return syntaxError(node, lowering);
  const rule = rules.exprs.get(node.type);
  if (rule !== undefined) return rule(node, lowering);
  return opaque(node, `"${node.type.replaceAll('_', ' ')}"`, partsOf(node, lowering, rules));
}

/** A statement, or what an ERROR swallowed: statements inside it as they are, loose expressions as parts of one opaque. */
function lowerStmt(node: SyntaxNode, lowering: Lowering, rules: LoweringRules): readonly Stmt[] {
  const rule = rules.stmts.get(node.type);
  if (rule !== undefined) return rule(node, lowering);
  if (node.type !== ERROR) return [exprStmt(lowering.expr(node))];
  return salvage(node, lowering, rules);
}

function salvage(node: SyntaxNode, lowering: Lowering, rules: LoweringRules): readonly Stmt[] {
  const assigned = brokenAssignment(node, lowering, rules);
  if (assigned !== null) return [assigned];
  const found = named(node).flatMap<Stmt>(child => {
    if (rules.stmts.has(child.type)) return lowering.stmt(child);
    return rules.exprs.has(child.type) ? [exprStmt(opaque(child, SYNTAX_ERROR, [lowering.expr(child)]))] : [];
  });
  return found.length > 0 ? found : [exprStmt(opaque(node, SYNTAX_ERROR, []))];
}

const TARGETS = new Set(['identifier', 'attribute', 'member_expression']);

/** `x = ` and something unfinished: whatever x was before, it is no more. */
function brokenAssignment(node: SyntaxNode, lowering: Lowering, rules: LoweringRules): Stmt | null {
  const equals = node.children.findIndex(child => child.type === '=');
  const left = node.children[equals - 1];
  const rest = node.children.slice(equals + 1).filter(child => child.named);
  if (left === undefined || !TARGETS.has(left.type) || equals > 2) return null;
  if (rest.some(child => rules.stmts.has(child.type))) return null;
  const end = rest[rest.length - 1]?.end ?? node.end;
  const parts = rest.map(child => lowering.expr(child));
  const value = opaque({ start: rest[0]?.start ?? end, end }, SYNTAX_ERROR, parts);
  const span = { start: node.start, end: Math.max(node.end, end) };
  return {
    kind: 'assign',
    ...span,
    targets: [lowering.target(left)],
    value,
    annotation: null,
    declares: null,
  };
}

/** The value that a statement gives, which something unreadable beside it makes unknown. */
export function valueBeside(node: SyntaxNode, value: SyntaxNode | null, lowering: Lowering): Expr | null {
  const made = lowering.maybe(value);
  const error = node.children.find(child => child.type === ERROR);
  if (error === undefined) return made;
  return opaque(made ?? error, SYNTAX_ERROR, made === null ? [] : [made]);
}

/** An opaque over what could not be parsed; whatever was recognised inside it is kept. */
export function syntaxError(node: SyntaxNode, lowering: Lowering): OpaqueExpr {
  return opaque(
    node,
    SYNTAX_ERROR,
    named(node).map(child => lowering.expr(child)),
  );
}

function partsOf(node: SyntaxNode, lowering: Lowering, rules: LoweringRules): readonly Expr[] {
  return named(node).flatMap(child => (rules.stmts.has(child.type) ? [] : [lowering.expr(child)]));
}

export function opaque(at: Span, reason: string, parts: readonly Expr[] = []): OpaqueExpr {
  return { kind: 'opaque', start: at.start, end: at.end, reason, parts };
}

export function exprStmt(value: Expr, at: Span = value): Stmt {
  return { kind: 'expr', start: at.start, end: at.end, value };
}

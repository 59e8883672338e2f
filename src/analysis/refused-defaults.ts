/**
 * Defaults that the function itself refuses: `if hidden is None: raise ValueError`, `assert units > 0`. Nobody calls it without this parameter, so that
 * it is one that has no default.
 */
import type { Expr, FunctionExpr, IfStmt, Stmt } from '../syntax/tree.ts';

type Refused = 'none' | 'zero';

/** By the names of parameters. */
type ByName = ReadonlyMap<string, ReadonlySet<Refused>>;

const found = new WeakMap<FunctionExpr, ByName>();

export function isRefusedDefault(fn: FunctionExpr, name: string, what: Refused): boolean {
  const known = found.get(fn) ?? allOf(fn);
  found.set(fn, known);
  return known.get(name)?.has(what) === true;
}

type Pair = readonly [string, Refused];

function allOf({ body }: FunctionExpr): ByName {
  const all = new Map<string, Set<Refused>>();
  for (const [name, what] of body.flatMap(refusedBy)) all.set(name, (all.get(name) ?? new Set()).add(what));
  return all;
}

function refusedBy(s: Stmt): readonly Pair[] {
  if (s.kind === 'if') return raisedBy(s);
  return s.kind === 'assert' ? failing(s.test) : [];
}

/** `if not hidden: raise ...` */
const raisedBy = ({ test, body, orelse }: IfStmt): readonly Pair[] =>
  body.at(-1)?.kind === 'raise' && orelse.length === 0 ? holding(test) : [];

const BOTH: readonly Refused[] = ['none', 'zero'];
const pairs = (e: Expr | undefined, whats: readonly Refused[]): readonly Pair[] =>
  e?.kind === 'name' ? whats.map(what => [e.name, what] as const) : [];

/** What makes the test true; of `a is None and b is None` the first is the one that is passed. */
function holding(test: Expr): readonly Pair[] {
  if (test.kind === 'unary' && test.op === 'not') return failing(test.operand);
  if (test.kind === 'logical' && test.op === 'or') return [...holding(test.left), ...holding(test.right)];
  if (test.kind === 'logical' && test.op === 'and') return holding(test.left);
  return compared(test, HOLDS);
}

/** What makes it false. */
function failing(test: Expr): readonly Pair[] {
  if (test.kind === 'name') return pairs(test, BOTH);
  if (test.kind === 'unary' && test.op === 'not') return holding(test.operand);
  if (test.kind === 'logical' && test.op === 'and') return [...failing(test.left), ...failing(test.right)];
  return compared(test, FAILS);
}

type Table = Readonly<Record<string, readonly Refused[]>>;

/** By the operator and what stands right of it. */
const HOLDS: Table = {
  'is none': ['none'],
  '== none': ['none'],
  '<= 0': ['zero'],
  '< 1': ['zero'],
  '== 0': ['zero'],
};
const FAILS: Table = {
  'is-not none': ['none'],
  '!= none': ['none'],
  '> 0': BOTH,
  '>= 1': BOTH,
  '!= 0': ['zero'],
};

function compared(test: Expr, table: Table): readonly Pair[] {
  if (test.kind !== 'compare' || test.operands.length !== 2) return [];
  const [left, right] = test.operands;
  const written =
    right?.kind === 'none' ? 'none' : right?.kind === 'number' ? String(right.value) : undefined;
  return written === undefined ? [] : pairs(left, table[`${test.ops[0]} ${written}`] ?? []);
}

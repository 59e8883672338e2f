/** Statements of the small syntax tree. */
import type { Argument, BinaryOp, Expr, FunctionExpr } from './expressions.ts';
import type { Pattern } from './patterns.ts';
import type { Span } from './span.ts';
import type { Target } from './targets.ts';

export type Stmt =
  | ImportStmt
  | ExportStmt
  | AssignStmt
  | AugmentStmt
  | ExprStmt
  | ReturnStmt
  | IfStmt
  | ForStmt
  | WhileStmt
  | JumpStmt
  | RaiseStmt
  | AssertStmt
  | TryStmt
  | WithStmt
  | SwitchStmt
  | FunctionStmt
  | ClassStmt
  | DeleteStmt
  | ScopeStmt
  | BlockStmt;

/**
 * `import a.b.c`           -> module 'a.b.c', bindings [{ kind: 'root', local: 'a' }]
 * `import a.b as c`        -> module 'a.b', bindings [{ kind: 'module', local: 'c' }]
 * `from .a import b as c`  -> module 'a', level 1, bindings [{ kind: 'member', member: 'b', local: 'c' }]
 * `from a import *`        -> bindings [{ kind: 'all' }]
 * `import d, { a as b } from 'm'`, `import * as ns from 'm'` -> member 'default' as d, member a as b; module as ns.
 * In TypeScript `module` is the specifier as written and `level` is 0.
 */
export interface ImportStmt extends Span {
  readonly kind: 'import';
  readonly module: string;
  readonly level: number;
  readonly bindings: readonly ImportBinding[];
}

export type ImportBinding = Span &
  (
    | { readonly kind: 'root'; readonly local: string }
    | { readonly kind: 'module'; readonly local: string }
    | { readonly kind: 'member'; readonly member: string; readonly local: string }
    | { readonly kind: 'all' }
  );

/** `export { a as b }`, `export { a } from 'm'`, `export default expr` (exported: 'default', value). Declarations that are exported are lowered as themselves, followed by one of these. `export { a } from 'm'` is an import under a name that no program can write (`'m'#a`), followed by one of these; `export * from 'm'` is an import of 'all'. */
export interface ExportStmt extends Span {
  readonly kind: 'export';
  readonly exported: string;
  readonly value: Expr;
}

/** `a = b = value`: several targets. `x: T` without a value has value null. TypeScript declarations give `declares`. */
export interface AssignStmt extends Span {
  readonly kind: 'assign';
  readonly targets: readonly Target[];
  readonly value: Expr | null;
  readonly annotation: Expr | null;
  readonly declares: 'const' | 'let' | 'var' | null;
  /** A field of the class itself (`static`), not of its instances. */
  readonly isStatic?: true;
}

export interface AugmentStmt extends Span {
  readonly kind: 'augment';
  readonly target: Target;
  readonly op: BinaryOp;
  readonly value: Expr;
}

export interface ExprStmt extends Span {
  readonly kind: 'expr';
  readonly value: Expr;
}

export interface ReturnStmt extends Span {
  readonly kind: 'return';
  readonly value: Expr | null;
}

/** `elif` and `else if` nest in `orelse`. */
export interface IfStmt extends Span {
  readonly kind: 'if';
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}

/** `for x in xs` and `for (const x of xs)`; `over: 'keys'` for TypeScript's `for (const k in o)`. */
export interface ForStmt extends Span {
  readonly kind: 'for';
  readonly target: Target;
  readonly iterable: Expr;
  readonly over: 'values' | 'keys';
  readonly body: readonly Stmt[];
  readonly orelse: readonly Stmt[];
}

/** `update` runs after each round, also after `continue`: a C-style `for` is a block of its initialiser and one of these. `testAfter` for do-while. */
export interface WhileStmt extends Span {
  readonly kind: 'while';
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly update: readonly Stmt[];
  readonly orelse: readonly Stmt[];
  readonly testAfter: boolean;
  /** Variables of which each round has its own, as `let i` in the head of a C-style `for`; absent: there are none. */
  readonly perRound?: readonly string[];
}

export interface JumpStmt extends Span {
  readonly kind: 'break' | 'continue';
  /** JavaScript: of a loop around the innermost one, until the labelled statement is lowered; absent: the innermost. */
  readonly label?: string;
}

export interface RaiseStmt extends Span {
  readonly kind: 'raise';
  readonly value: Expr | null;
}

export interface AssertStmt extends Span {
  readonly kind: 'assert';
  readonly test: Expr;
}

export interface TryStmt extends Span {
  readonly kind: 'try';
  readonly body: readonly Stmt[];
  readonly handlers: readonly Handler[];
  readonly orelse: readonly Stmt[];
  readonly finally: readonly Stmt[];
}

export interface Handler extends Span {
  /** The exception classes named; null for a bare `except` or a JavaScript `catch`. */
  readonly type: Expr | null;
  readonly name: string | null;
  readonly body: readonly Stmt[];
}

export interface WithStmt extends Span {
  readonly kind: 'with';
  readonly items: readonly { readonly context: Expr; readonly target: Target | null }[];
  readonly body: readonly Stmt[];
}

/** `switch` and `match`. A case without tests is the default; `guard` is `case x if guard`. Patterns that are not plain values become `opaque` tests; names that a pattern binds are assigned an `opaque` at the start of the body. */
export interface SwitchStmt extends Span {
  readonly kind: 'switch';
  readonly subject: Expr;
  readonly cases: readonly SwitchCase[];
}

export interface SwitchCase extends Span {
  /** TypeScript: any of them; of `default` none. */
  readonly tests: readonly Expr[];
  /** Python. */
  readonly pattern: Pattern | null;
  readonly guard: Expr | null;
  readonly body: readonly Stmt[];
  /** TypeScript: the body runs on into the next case's when it ends without a jump. */
  readonly fallsThrough: boolean;
}

export interface FunctionStmt extends Span {
  readonly kind: 'function';
  readonly name: string;
  /** Span of the name alone. */
  readonly nameSpan: Span;
  readonly function: FunctionExpr;
  readonly decorators: readonly Expr[];
}

export interface ClassStmt extends Span {
  readonly kind: 'class';
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expr[];
  /** Keyword arguments of the class header: `metaclass=ABCMeta`. */
  readonly keywords: readonly Argument[];
  /**
   * Methods are FunctionStmts (a TypeScript `constructor` keeps that name); fields are AssignStmts to a name, static or not.
   * TypeScript's `static`, `get` and `set` are decorators of these names; the setter of `x` is called `set x`.
   */
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
}

export interface DeleteStmt extends Span {
  readonly kind: 'delete';
  readonly targets: readonly Target[];
}

/** `global x`, `nonlocal y`. */
export interface ScopeStmt extends Span {
  readonly kind: 'global' | 'nonlocal';
  readonly names: readonly string[];
}

/** A bare block of TypeScript, which is a scope of its own. */
export interface BlockStmt extends Span {
  readonly kind: 'block';
  readonly body: readonly Stmt[];
}

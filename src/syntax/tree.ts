/**
 * The small syntax tree that both languages are lowered to.
 *
 * What differs between Python and TypeScript in spelling is settled here (an options object stays a dict literal, `new X()` is
 * a call, `import x from` and `from x import` are one statement); what differs in meaning (division, truthiness) is left to
 * the analysis' table for the module's language.
 */

/** Half-open range of UTF-16 offsets into the module's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Language = 'python' | 'typescript';

export interface Module {
  /** Python for .py, .pyi and notebooks; typescript for .ts, .tsx, .js, .jsx, .mjs, .cjs. */
  readonly language: Language;
  readonly body: readonly Stmt[];
  /** Comments in source order; the text without its marker (`#`, `//`). */
  readonly comments: readonly Comment[];
  /** Places the parser could not make sense of; everything around them is still lowered. */
  readonly problems: readonly SyntaxProblem[];
}

export interface Comment extends Span {
  readonly text: string;
}

export interface SyntaxProblem extends Span {
  /** A sentence without a full stop: "missing )", "not understood here". */
  readonly message: string;
}

// --- statements ---------------------------------------------------------------------------------------------------------

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
}

export interface JumpStmt extends Span {
  readonly kind: 'break' | 'continue';
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
  readonly tests: readonly Expr[];
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

// --- targets of assignments ---------------------------------------------------------------------------------------------

export type Target =
  | (Span & { readonly kind: 'name'; readonly name: string })
  | (Span & {
      readonly kind: 'attribute';
      readonly object: Expr;
      readonly name: string;
      readonly nameSpan: Span;
    })
  | (Span & { readonly kind: 'index'; readonly object: Expr; readonly indices: readonly Index[] })
  /** `a, *rest`, `[a, , b]` (null: a hole). */
  | (Span & { readonly kind: 'sequence'; readonly items: readonly (Target | null)[] })
  /** `{ units, size: n = 3, ...rest }` */
  | (Span & { readonly kind: 'object'; readonly properties: readonly ObjectTarget[] })
  | (Span & { readonly kind: 'rest'; readonly target: Target })
  | (Span & { readonly kind: 'default'; readonly target: Target; readonly value: Expr });

export interface ObjectTarget extends Span {
  /** null for `...rest`. */
  readonly key: string | null;
  readonly target: Target;
}

// --- expressions --------------------------------------------------------------------------------------------------------

export type Expr =
  | NumberExpr
  | StringExpr
  | TemplateExpr
  | BooleanExpr
  | NoneExpr
  | EllipsisExpr
  | NameExpr
  | AttributeExpr
  | IndexExpr
  | CallExpr
  | UnaryExpr
  | BinaryExpr
  | CompareExpr
  | LogicalExpr
  | ConditionalExpr
  | FunctionExpr
  | ListExpr
  | DictExpr
  | ComprehensionExpr
  | SpreadExpr
  | WalrusExpr
  | YieldExpr
  | AwaitExpr
  | OpaqueExpr;

/** `float`: written as a float (`10.0`, `1e3`), which Python keeps apart from an int. In TypeScript true where the value is no integer. */
export interface NumberExpr extends Span {
  readonly kind: 'number';
  readonly value: number;
  readonly float: boolean;
}

export interface StringExpr extends Span {
  readonly kind: 'string';
  readonly value: string;
}

/** f-strings and template literals; text pieces are StringExprs. */
export interface TemplateExpr extends Span {
  readonly kind: 'template';
  readonly parts: readonly Expr[];
}

export interface BooleanExpr extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** `None`, `null`, `undefined`. */
export interface NoneExpr extends Span {
  readonly kind: 'none';
}

export interface EllipsisExpr extends Span {
  readonly kind: 'ellipsis';
}

/** `self` and `this` are names; TypeScript's `this` is spelled 'this', `super` 'super'. */
export interface NameExpr extends Span {
  readonly kind: 'name';
  readonly name: string;
}

export interface AttributeExpr extends Span {
  readonly kind: 'attribute';
  readonly object: Expr;
  readonly name: string;
  readonly nameSpan: Span;
  /** `a?.b` */
  readonly optional: boolean;
}

/** `x[1, :, ::2]` has three indices; `x[(1, 2)]` one. */
export interface IndexExpr extends Span {
  readonly kind: 'index';
  readonly object: Expr;
  readonly indices: readonly Index[];
}

export type Index =
  | Expr
  /** `x[lower:upper:step]`, named as in Python's `ast`. */
  | (Span & {
      readonly kind: 'slice';
      readonly lower: Expr | null;
      readonly upper: Expr | null;
      readonly step: Expr | null;
    });

/** `new X(a)` is a call with `constructs: true`. */
export interface CallExpr extends Span {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly arguments: readonly Argument[];
  readonly constructs: boolean;
  /** The span of the parentheses with all between them. */
  readonly argumentsSpan: Span;
}

/** `name` for keyword arguments; `spread` for `*args`, `...args` ('list') and `**config` ('dict'). The span covers `name=value`. */
export interface Argument extends Span {
  readonly name: string | null;
  readonly spread: 'list' | 'dict' | null;
  readonly value: Expr;
}

export interface UnaryExpr extends Span {
  readonly kind: 'unary';
  readonly op: '-' | '+' | '~' | 'not' | 'typeof' | 'void';
  readonly operand: Expr;
}

export type BinaryOp = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '<<' | '>>' | '&' | '|' | '^';

export interface BinaryExpr extends Span {
  readonly kind: 'binary';
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
}

/** `===` is `==`, `!==` is `!=`. `instanceof` is 'is-instance', `in` is 'in'. */
export type CompareOp =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'is'
  | 'is-not'
  | 'in'
  | 'not-in'
  | 'is-instance';

/** `a < b < c` has two ops and three operands. */
export interface CompareExpr extends Span {
  readonly kind: 'compare';
  readonly operands: readonly Expr[];
  readonly ops: readonly CompareOp[];
}

/** `??` gives the left side unless it is none. */
export interface LogicalExpr extends Span {
  readonly kind: 'logical';
  readonly op: 'and' | 'or' | '??';
  readonly left: Expr;
  readonly right: Expr;
}

export interface ConditionalExpr extends Span {
  readonly kind: 'conditional';
  readonly test: Expr;
  readonly body: Expr;
  readonly orelse: Expr;
}

/**
 * Lambdas, arrow functions, and the function of a FunctionStmt. An expression body is one ReturnStmt. A class or a namespace where
 * an expression stands is the call of an arrow function that defines and returns it.
 */
export interface FunctionExpr extends Span {
  readonly kind: 'function';
  readonly parameters: readonly Parameter[];
  readonly body: readonly Stmt[];
  readonly returns: Expr | null;
  readonly async: boolean;
  readonly generator: boolean;
  /** False for arrow functions, whose `this` is the one around them. */
  readonly bindsThis: boolean;
}

export interface Parameter extends Span {
  readonly target: Target;
  readonly default: Expr | null;
  readonly annotation: Expr | null;
  /** 'list' for `*args` and `...args`, 'dict' for `**kwargs`. */
  readonly spread: 'list' | 'dict' | null;
  /** Python: after `*` or `*args`. */
  readonly keywordOnly: boolean;
}

/** Items may be SpreadExprs. JavaScript arrays are lists, as are `Set` displays (`set`). */
export interface ListExpr extends Span {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: readonly Expr[];
}

/** Object literals have string keys. An entry without key is a spread. */
export interface DictExpr extends Span {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}

export interface DictEntry extends Span {
  readonly key: Expr | null;
  readonly value: Expr;
}

export interface ComprehensionExpr extends Span {
  readonly kind: 'comprehension';
  readonly collects: 'list' | 'set' | 'dict' | 'generator';
  /** The key of a dict comprehension. */
  readonly key: Expr | null;
  readonly element: Expr;
  readonly clauses: readonly ComprehensionClause[];
}

export type ComprehensionClause =
  | (Span & { readonly kind: 'for'; readonly target: Target; readonly iterable: Expr })
  | (Span & { readonly kind: 'if'; readonly test: Expr });

/** `*xs` and `...xs` inside lists and tuples. */
export interface SpreadExpr extends Span {
  readonly kind: 'spread';
  readonly value: Expr;
}

/** `(n := expr)` and JavaScript's assignment expressions. `i++` is the new value less one; `(a, b)` is the last item of a list. */
export interface WalrusExpr extends Span {
  readonly kind: 'walrus';
  readonly target: Target;
  readonly value: Expr;
}

export interface YieldExpr extends Span {
  readonly kind: 'yield';
  readonly value: Expr | null;
  readonly delegates: boolean;
}

export interface AwaitExpr extends Span {
  readonly kind: 'await';
  readonly value: Expr;
}

/** What is not modelled (JSX, regular expressions, syntax errors): `parts` are the expressions inside it, still analysed. */
export interface OpaqueExpr extends Span {
  readonly kind: 'opaque';
  /** Why, as a noun phrase: "a syntax error", "JSX". */
  readonly reason: string;
  readonly parts: readonly Expr[];
}

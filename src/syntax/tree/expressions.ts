/** Expressions of the small syntax tree. */

import type { Span } from './span.ts';
import type { Stmt } from './statements.ts';
import type { Target } from './targets.ts';

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
  /** Python's `2j`. */
  readonly isImaginary?: true;
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
  /** `{x:.2f}` of an f-string: the first part is written by a format. */
  readonly isFormatted?: true;
  readonly parts: readonly Expr[];
}

/**
 * The small syntax tree that both languages are lowered to.
 *
 * What differs between Python and TypeScript in spelling is settled here (an options object stays a dict literal, `new X()` is
 * a call, `import x from` and `from x import` are one statement); what differs in meaning (division, truthiness) is left to
 * the analysis' table for the module's language.
 */

import type { Span } from './tree/span.ts';
import type { Stmt } from './tree/statements.ts';

export type * from './tree/expressions.ts';
export type * from './tree/patterns.ts';
export type * from './tree/span.ts';
export type * from './tree/statements.ts';
export type * from './tree/targets.ts';

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

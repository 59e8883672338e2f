/** What a `case` of Python's `match` is matched with. */
import type { Expr } from './expressions.ts';
import type { Span } from './span.ts';

export type Pattern =
  | AnyPattern
  | CapturePattern
  | ValuePattern
  | OrPattern
  | AsPattern
  | SequencePattern
  | RestPattern
  | MappingPattern
  | ClassPattern;

/** `_`; `isOpaque`: the parser made nothing of it. */
export interface AnyPattern extends Span {
  readonly kind: 'any-pattern';
  readonly isOpaque: boolean;
}

export interface CapturePattern extends Span {
  readonly kind: 'capture-pattern';
  readonly name: string;
}

/** A literal, or a name with a dot. */
export interface ValuePattern extends Span {
  readonly kind: 'value-pattern';
  readonly value: Expr;
}

export interface OrPattern extends Span {
  readonly kind: 'or-pattern';
  readonly patterns: readonly Pattern[];
}

export interface AsPattern extends Span {
  readonly kind: 'as-pattern';
  readonly pattern: Pattern;
  readonly name: string;
}

export interface SequencePattern extends Span {
  readonly kind: 'sequence-pattern';
  readonly items: readonly Pattern[];
}

/** `*rest` in a sequence; null: `*_`. */
export interface RestPattern extends Span {
  readonly kind: 'rest-pattern';
  readonly name: string | null;
}

export interface MappingPattern extends Span {
  readonly kind: 'mapping-pattern';
  readonly entries: readonly { readonly key: Expr; readonly pattern: Pattern }[];
  /** `**rest` */
  readonly rest: string | null;
}

export interface ClassPattern extends Span {
  readonly kind: 'class-pattern';
  readonly class: Expr;
  readonly items: readonly Pattern[];
  readonly attributes: readonly { readonly name: string; readonly pattern: Pattern }[];
}

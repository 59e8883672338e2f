/** What assignments, loops and parameters bind. */
import type { Expr, Index } from './expressions.ts';
import type { Span } from './span.ts';

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

/** What words about two operands are made of. */
import type { Mismatch, Shape } from '../shapes/index.ts';

/** Two sizes that differ: which axis of which operand. */
export type Differing = Extract<Mismatch, { readonly kind: 'dims' }>;

export type Pair = readonly [Shape, Shape];

/** What one library raises of two operands that do not fit; undefined where its words are not known. */
export interface OperandWords {
  /** `a @ b`, of which the sizes differ that are summed over. */
  readonly product: (pair: Pair, differing: Differing) => string | undefined;
  /** `a + b`, element by element. */
  readonly sum: (pair: Pair, differing: Differing) => string | undefined;
}

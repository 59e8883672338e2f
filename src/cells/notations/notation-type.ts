/** What people write otherwise in recurrent cells. */

export interface Notation {
  /** `W x` or `x W`. */
  readonly vectors: 'column' | 'row';
  /** `W x + U h`, or one product with both: `W [h, x]`. */
  readonly products: 'apart' | 'joined';
  /** `σ(...)` or `sigmoid(...)`. */
  readonly logistic: 'sign' | 'name';
  /** What the framework calls the candidate, `c̃_t` (of a GRU `h̃_t`), or `g_t` (of a GRU `n_t`). */
  readonly candidate: 'own' | 'tilde' | 'letter';
}

export const plainNotation: Notation = {
  vectors: 'column',
  products: 'apart',
  logistic: 'sign',
  candidate: 'own',
};

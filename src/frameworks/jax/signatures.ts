/** Parameters that functions of `jax.numpy` and methods of arrays share. */

export const SUMMED = 'a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None';
export const TAKEN =
  'a, indices, axis=None, out=None, mode=None, unique_indices=False, indices_are_sorted=False, fill_value=None';

/** Equinox. Sources: docs.kidger.site/equinox, and its list of releases. */
import { jax } from './jax.ts';
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';

export const equinox = {
  title: 'Equinox',
  about:
    'Modules whose fields are their parameters; layers and cells take one example, batches are made with `jax.vmap`.',
  packages: ['equinox'],
  minors: [[0, 13]],
  tensors: { ...CONVERTING, refusesObjects: true },
  manner: PARAMETERS_ONLY,
  wording: {
    ...jax.wording,
    units: 'hidden_size',
    sizes: { Linear: 'out_features', Embedding: 'embedding_size' },
    perSlice: '`jax.vmap`',
    results: { 'lstm-cell': { code: 'h, c = ...', words: 'its hidden and its cell state', output: 0 } },
  },
} satisfies Profile;

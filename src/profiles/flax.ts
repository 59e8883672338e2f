/** Flax. Sources: flax.readthedocs.io, and its list of releases. */
import { jax } from './jax.ts';
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import type { Results } from './wording.ts';

const carryAndOutput: Results = { code: 'carry, y = ...', words: 'its carry and its output', output: 1 };

export const flax = {
  title: 'Flax',
  about: 'NNX and Linen. Functions that both take from `jax.nn` are listed under each.',
  packages: ['flax'],
  minors: [[0, 12]],
  tensors: { ...CONVERTING, refusesObjects: true },
  manner: PARAMETERS_ONLY,
  wording: {
    ...jax.wording,
    units: 'features',
    sizes: {
      'flax.nnx.Linear': 'out_features',
      'flax.nnx.LSTMCell': 'hidden_features',
      'flax.nnx.OptimizedLSTMCell': 'hidden_features',
      'flax.nnx.GRUCell': 'hidden_features',
      'flax.nnx.SimpleCell': 'hidden_features',
    },
    statePair: '(c, h)',
    results: { 'lstm-cell': carryAndOutput, 'other-cell': carryAndOutput },
  },
} satisfies Profile;

/** JAX and what is built on it. Sources: docs.jax.dev, flax.readthedocs.io, dm-haiku.readthedocs.io, docs.kidger.site/equinox. */
import { outputAnd, PLAIN, type Results, type Wording } from './wording.ts';

export const jax: Wording = {
  ...PLAIN,
  title: 'JAX',
  addAxis: '`[..., None]`',
  moveAxis: '`jnp.moveaxis`',
  keepAxis: '`keepdims=True`',
};

const carryAndOutput: Results = { code: 'carry, y = ...', words: 'its carry and its output', output: 1 };

/** Linen and NNX. */
export const flax: Wording = {
  ...jax,
  title: 'Flax',
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
};

const outputAndState = outputAnd('out, state = ...', 'its state');

export const haiku: Wording = {
  ...jax,
  title: 'Haiku',
  units: 'hidden_size',
  sizes: { Linear: 'output_size', Embed: 'embed_dim' },
  statePair: 'hk.LSTMState(hidden=h, cell=c)',
  results: { lstm: outputAndState, other: outputAndState },
};

export const equinox: Wording = {
  ...jax,
  title: 'Equinox',
  units: 'hidden_size',
  sizes: { Linear: 'out_features', Embedding: 'embedding_size' },
  perSlice: '`jax.vmap`',
  results: { 'lstm-cell': { code: 'h, c = ...', words: 'its hidden and its cell state', output: 0 } },
};

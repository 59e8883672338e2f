/** Haiku. Sources: dm-haiku.readthedocs.io, and its list of releases. */
import { jax } from './jax.ts';
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { outputAnd } from './wording.ts';

const outputAndState = outputAnd('out, state = ...', 'its state');

export const haiku = {
  title: 'Haiku',
  about: 'Modules inside of `hk.transform`, with their parameters under the names that `init` gives them.',
  packages: ['dm-haiku'],
  minors: [[0, 0]],
  tensors: { ...CONVERTING, refusesObjects: true },
  manner: PARAMETERS_ONLY,
  wording: {
    ...jax.wording,
    units: 'hidden_size',
    sizes: { Linear: 'output_size', Embed: 'embed_dim' },
    statePair: 'hk.LSTMState(hidden=h, cell=c)',
    results: { lstm: outputAndState, other: outputAndState },
  },
} satisfies Profile;

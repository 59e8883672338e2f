/** Sonnet. Sources: sonnet.readthedocs.io, and its list of releases. */
import { PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { TENSORS } from './tensorflow.ts';
import { outputAnd } from './wording.ts';

const outputAndState = outputAnd('output, state = ...', 'its state');

export const sonnet = {
  title: 'Sonnet',
  about:
    'Modules, recurrent cores with what unrolls and stacks them, and layers; they compute with the tensors of TensorFlow.',
  packages: ['dm-sonnet'],
  minors: [
    [1, 36],
    [2, 0],
  ],
  tensors: CONVERTING,
  manner: PARAMETERS_ONLY,
  wording: {
    ...TENSORS,
    units: 'hidden_size',
    sizes: { Linear: 'output_size', Embed: 'embed_dim' },
    statePair: 'snt.LSTMState(hidden=h, cell=c)',
    results: { lstm: outputAndState, other: outputAndState },
  },
} satisfies Profile;

/** brain.js. Sources: github.com/BrainJS/brain.js, and its list of releases. */
import { LAYERS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { PLAIN } from './wording.ts';

export const brainjs = {
  title: 'brain.js',
  about:
    'The matrices of its recurrent networks under their names in `net.model`, sizes from the options or the training data, and what `train` refuses of the data.',
  packages: ['brain.js'],
  minors: [
    [1, 6],
    [2, 0],
  ],
  tensors: CONVERTING,
  manner: LAYERS,
  wording: { ...PLAIN, language: 'javascript', units: 'hiddenLayers' },
} satisfies Profile;

/** NumPy. Sources: numpy.org/doc/stable, and its list of releases. */
import { NO_LAYERS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { PLAIN } from './wording.ts';

export const numpy = {
  title: 'NumPy',
  about: 'Functions and methods of arrays; of scikit-learn what splits and scales data.',
  packages: ['numpy'],
  minors: [
    [1, 26],
    [2, 4],
  ],
  tensorClass: 'numpy.ndarray',
  // Its scalars, which count as arrays without axes here, are none.
  isOfItsClass: 'with-axes',
  tensors: { ...CONVERTING, holdsObjects: true, yields: true, widensBounded: true },
  manner: NO_LAYERS,
  wording: {
    ...PLAIN,
    addAxis: '`[..., None]`',
    moveAxis: '`np.moveaxis`',
    keepAxis: '`keepdims=True`',
  },
} satisfies Profile;

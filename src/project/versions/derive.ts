/**
 * What one framework's version says of another's: TensorFlow brings its Keras.
 * Source: the `keras` requirement in TensorFlow's setup.py of each release, and `tf.keras.__version__` before 2.6.
 */
import { newestRelease, type Pinned, type Release } from './known.ts';

/** tf.keras of TensorFlow 1.x and 2.0 to 2.5, by 'major.minor'. */
const EARLY_KERAS: Readonly<Record<string, Release>> = {
  '1.13': [2, 2, 4],
  '1.14': [2, 2, 4],
  '1.15': [2, 2, 4],
  '2.0': [2, 2, 4],
  '2.1': [2, 2, 4],
  '2.2': [2, 3, 0],
  '2.3': [2, 4, 0],
  '2.4': [2, 4, 0],
  '2.5': [2, 5, 0],
};

/** Frameworks whose version follows from another's, and how. undefined: it says nothing. */
export const DERIVED: Partial<
  Record<Pinned, { readonly from: Pinned; readonly release: (of: Release) => Release | undefined }>
> = {
  keras: { from: 'tensorflow', release: kerasOfTensorFlow },
  tf_keras: {
    from: 'tensorflow',
    release: ([major, minor]) => (major === 2 && minor >= 14 ? [2, minor, 0] : undefined),
  },
};

function kerasOfTensorFlow([major, minor]: Release): Release | undefined {
  if (major === 0 || (major === 1 && minor < 13)) return [2, 1, 6];
  const early = EARLY_KERAS[`${major}.${minor}`];
  if (early) return early;
  if (major === 2 && minor < 16) return [2, minor, 0];
  return newestRelease('keras');
}

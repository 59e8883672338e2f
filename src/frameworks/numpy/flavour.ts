/** How NumPy treats the arguments of its functions. */
import { type Flavour, PLAIN_FLAVOUR } from '../array/flavour.ts';
import type { Edition } from '../parts.ts';

/** Since 1.24 rows of different lengths are no array. */
export const NUMPY_EDITIONS: readonly Edition[] = [
  { major: 0, minor: 0 },
  { major: 1, minor: 24 },
];

export const NUMPY: Flavour = {
  ...PLAIN_FLAVOUR,
  framework: 'numpy',
  module: 'np',
  wholeSizes: true,
  lenientSqueeze: false,
  skipsEmpty: false,
  clampsPositions: false,
  checksArraysOfPositions: true,
  takesRagged: host => {
    const { major, minor } = host.version('numpy');
    return major < 1 || (major === 1 && minor < 24);
  },
  einsum: { sumEllipsis: false, stretchOnes: true },
};

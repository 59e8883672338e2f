/** How NumPy treats the arguments of its functions. */
import { type Flavour, PLAIN_FLAVOUR } from '../array/flavour.ts';
import type { Edition, Host } from '../parts.ts';

/** Since 1.24 rows of different lengths are no array, and since 2.4 None is no shape. */
export const NUMPY_EDITIONS: readonly Edition[] = [
  { major: 0, minor: 0 },
  { major: 1, minor: 24 },
  { major: 2, minor: 4 },
];

/** Whether None is the shape of an array without axes. */
export function takesNoShape(host: Pick<Host, 'version'>): boolean {
  const { major, minor } = host.version('numpy');
  return major < 2 || (major === 2 && minor < 4);
}

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

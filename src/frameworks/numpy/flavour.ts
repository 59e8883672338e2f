/** How NumPy treats the arguments of its functions. */
import type { Flavour } from '../array/operation.ts';

export const NUMPY: Flavour = {
  framework: 'numpy',
  module: 'np',
  takesLists: true,
  lenientSqueeze: false,
  skipsEmpty: false,
  integers: 'advanced',
  sequences: 'list',
  repeatsLists: false,
  comparesLists: true,
  refusesBackwardSlices: false,
  refusesBackwardRanges: false,
  negativeInfers: true,
  emptyAxes: 'none',
  joinsRows: true,
  flattensJoins: true,
  takesRagged: host => {
    const { major, minor } = host.version('numpy');
    return major < 1 || (major === 1 && minor < 24);
  },
  einsum: { sumEllipsis: false, stretchOnes: true },
  aliases: {},
};

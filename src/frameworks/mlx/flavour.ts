/** How MLX treats the arguments of its functions: as NumPy, but lists are refused, and positions outside of an array are not looked at. */
import type { Flavour } from '../array/flavour.ts';
import type { ArrayFunction, FunctionTable } from '../array/operation.ts';
import { each } from '../array/renaming.ts';
import { NUMPY } from '../numpy/flavour.ts';

export const MLX: Flavour = {
  ...NUMPY,
  framework: 'mlx',
  module: 'mx',
  takesLists: false,
  clampsPositions: true,
  checksArraysOfPositions: false,
  comparesLists: false,
  negativeInfers: false,
  takesRagged: () => false,
  einsum: { sumEllipsis: true, stretchOnes: true },
};

export const within = (module: string): Flavour => ({ ...MLX, module });

/** Names apart by spaces, with one meaning. All functions of `mlx.core` take the stream that they run on. */
export const streamed = (names: string, text: string, run: ArrayFunction['run']): FunctionTable =>
  each(names, text.includes('*') ? `${text}, stream=None` : `${text}, *, stream=None`, run);

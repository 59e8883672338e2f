/** Looks for a number in matrices: cells are painted, and the editor's own search finds texts only. */
import { readNumber } from '../../../src/cells/index.ts';
import type { Grid } from '../../grids/grid.ts';
import type { GridCell } from '../../grids/slice.ts';

/** Whether a value is the number that somebody has typed, as exactly as it was typed: `0.4` is 0.38 too, `0.40` is not. undefined: it is no number. */
export function likeTyped(text: string): ((value: number) => boolean) | undefined {
  const plain = text.trim().toLowerCase().replace('−', '-');
  if (plain === 'nan') return Number.isNaN;
  const infinite = /^([+-]?)(∞|inf|infinity)$/.exec(plain);
  if (infinite) return value => value === (infinite[1] === '-' ? -Infinity : Infinity);
  const number = readNumber(plain);
  if (number === undefined) return undefined;
  const [, decimals = '', exponent = '0'] = /^[^.,e]*(?:[.,](\d*))?(?:e(.*))?$/.exec(plain) ?? [];
  const half = 0.5 * 10 ** (Number(exponent) - decimals.length);
  // Halves that were rounded, and what arithmetic in binary leaves of a half.
  const most = half * (1 + 1e-9);
  return value => Math.abs(value - number) <= most;
}

/** The next cell behind `from` that is `wanted`, or the one before it: by rows, through all matrices, and round to `from` itself at last. */
export function nextCell(
  grids: readonly Grid[],
  from: GridCell | undefined,
  wanted: (value: number) => boolean,
  isBack: boolean,
): GridCell | undefined {
  const own = grids.findIndex(({ id }) => id === from?.grid);
  const ordered = isBack ? [...grids].reverse() : grids;
  const start = own < 0 ? 0 : isBack ? grids.length - 1 - own : own;
  for (let count = 0; count <= grids.length; count++) {
    const grid = ordered[(start + count) % grids.length];
    if (!grid) continue;
    const isOwn = own >= 0 && from !== undefined && count === 0;
    const place = isOwn ? from.row * grid.columns + from.column : undefined;
    const found = cellIn(grid, wanted, isBack, place);
    if (found) return found;
  }
  return undefined;
}

/** Behind the place `after` in its rows; undefined: from its first cell on, or from its last. */
function cellIn(
  grid: Grid,
  wanted: (value: number) => boolean,
  isBack: boolean,
  after: number | undefined,
): GridCell | undefined {
  const { id, rows, columns, value } = grid;
  const count = rows * columns;
  const step = isBack ? -1 : 1;
  const first = after === undefined ? (isBack ? count - 1 : 0) : after + step;
  for (let place = first; place >= 0 && place < count; place += step) {
    const [row, column] = [Math.floor(place / columns), place % columns];
    const each = value(row, column);
    if (each !== undefined && wanted(each)) return { grid: id, row, column };
  }
  return undefined;
}

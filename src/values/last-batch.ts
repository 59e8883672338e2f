/** The rows that are left for the last batch of an epoch, where it is smaller than the others: a size that says so of itself. */
import { type Dim, type Origin, size } from '../shapes/index.ts';

const WHAT = 'rows are left for the last batch';

export const lastBatch = (rows: number, site: Origin): Dim =>
  size(rows, { ...site, what: `${rows} ${WHAT}` });

export const isLastBatch = (dim: Dim | undefined): boolean =>
  dim?.origins.some(({ what }) => what.endsWith(WHAT)) === true;

/** Batches of the data: how many rows the first has, what is left for the last, and the rows that one of them sees. */
import { compare, constantOf, type Dim, modulo, type Origin, size } from '../../../shapes/index.ts';
import {
  type Argument,
  asDim,
  bounded,
  boundsIn,
  type Call,
  itemsOf,
  lastBatch,
  list,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { withRows } from './targets.ts';

const DEFAULT_BATCH = 32;

/** How many rows the first step sees; undefined where that is not known. */
export function firstBatch(rows: Dim | undefined, given: Argument | undefined): Dim | undefined {
  const wanted = given && given.value.kind !== 'none' ? asDim(given.value) : size(DEFAULT_BATCH);
  const [a, b] = [rows && constantOf(rows), wanted && constantOf(wanted)];
  return a === undefined || b === undefined ? undefined : size(Math.min(a, b));
}

/** The rows of each batch, where all have as many. */
export function evenBatch(rows: Dim | undefined, given: Argument | undefined): Dim | undefined {
  const batch = firstBatch(rows, given);
  return rows && batch && constantOf(modulo(rows, batch)) === 0 ? batch : undefined;
}

/**
 * A single row that is not a whole batch: the graph is made for a batch of any size, and a stateful layer stretches the row to its own. `predict` of
 * Keras 3 makes a graph for the row.
 */
export function isPartOfOne(rows: Dim | undefined, given: Argument | undefined): boolean {
  const wanted = given && given.value.kind !== 'none' ? asDim(given.value) : size(DEFAULT_BATCH);
  return rows !== undefined && constantOf(rows) === 1 && (!wanted || constantOf(wanted) !== 1);
}

/** The last batch of an epoch, where it is smaller than the others. One of a single row is stretched to the states of the batch before. */
export function leftOver(rows: Dim | undefined, batch: Dim, site: Origin): Dim | undefined {
  const rest = rows && constantOf(modulo(rows, batch));
  return rest !== undefined && rest > 1 ? lastBatch(rest, site) : undefined;
}

/** How many rows of the data `validation_split` leaves for training, and takes away; undefined: not known. All of them without it. */
export function splitRows(
  rows: Dim | undefined,
  given: Argument | undefined,
): { readonly kept: Dim; readonly held: Dim | undefined } | undefined {
  if (!given || !rows) return rows && { kept: rows, held: undefined };
  const [all, share] = [constantOf(rows), shareIn(given.value)];
  if (all === undefined || share === undefined || share < 0 || share >= 1) return undefined;
  const kept = Math.floor(all * (1 - share));
  return { kept: size(kept), held: share > 0 && kept < all ? size(all - kept) : undefined };
}

function shareIn(value: Value): number | undefined {
  if (value.kind !== 'number') return undefined;
  return value.float ?? (value.dim && constantOf(value.dim));
}

/** The first rows, as many as a batch has. */
export function cut(call: Call, value: Value, batch: Dim): Value {
  if (value.kind === 'list') return list((itemsOf(value) ?? []).map(item => cut(call, item, batch)));
  if (value.kind !== 'tensor') return value;
  const shape = shapeOf(value);
  if (shape?.[0] && compare(shape[0], batch) === 'equal') return value;
  const bounds = boundsIn(value);
  const rows = tensor(call.host, {
    ...value,
    shape: shape && withRows(shape, batch),
    content: undefined,
    source: { ...value.source, parents: [value] },
  });
  return bounds ? bounded(rows, bounds.from, bounds.below) : rows;
}

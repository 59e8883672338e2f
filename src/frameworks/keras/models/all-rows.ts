/** How many rows all batches of a data set have together, which is how many rows `predict` gives. */
import { add, type Dim, multiply, sameDim, size } from '../../../shapes/index.ts';
import { asInt, type Call, counter, int, itemsOf, type Value } from '../../parts.ts';
import { batchAt, countOfBatches } from '../core/batches.ts';
import { elementsOf } from '../core/datasets.ts';
import { rowsOf } from './targets.ts';

/** `inputs`: what the model is given of one batch; undefined: it is not known how many there are. */
export function rowsOfAll(call: Call, data: Value, inputs: Value): Dim | undefined {
  const batches = elementsOf(data)?.batches;
  const rows = rowsOf(inputs);
  if (batches) return rows && sameDim(batches.each, rows) ? batches.rows : undefined;
  const count = asInt(countOfBatches(call.host, data, call.site));
  if (count === undefined || count < 1) return undefined;
  const rowsAt = (index: Value): Dim | undefined => {
    const batch = batchAt(call.host, data, index, call.site);
    return batch && rowsOf(inputsOf(batch));
  };
  const last = rowsAt(int(count - 1));
  if (count === 1 || !last) return last;
  // Any one of those before it.
  const others = rowsAt(counter(call.host.nextId(), size(0), size(count - 1)));
  return others && add(multiply(others, size(count - 1)), last);
}

/** A batch is a tuple of inputs and targets, or the inputs alone. */
export const inputsOf = (batch: Value): Value =>
  (batch.kind === 'list' && batch.flavour === 'tuple' ? itemsOf(batch)?.[0] : undefined) ?? batch;

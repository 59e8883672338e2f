/** Some rows of a table: the first, the last, any. */
import { constantOf, minimum, size, unknownDim } from '../../shapes/index.ts';
import { asDim, asNumber, type Call } from '../parts.ts';
import { optionsIn } from './options.ts';
import type { Rows } from './table.ts';

/** `head(n)` and `tail(n)`: 5 where n is left out; there may be fewer. A number below 0 leaves so many out. */
export function parted<T extends Rows>(call: Call, rows: T): T {
  const options = optionsIn(call, 'n');
  const given = options?.value('n');
  const wanted = given?.kind === 'none' ? size(5) : given && asDim(given);
  const isUsual = wanted !== undefined && (constantOf(wanted) ?? 1) >= 0;
  return {
    ...rows,
    rows: isUsual ? minimum(wanted, rows.rows) : unknownDim(),
    labels: call.host.nextId(),
  };
}

/** `sample(n)`, `sample(frac=1)` */
export function sampledRows<T extends Rows>(call: Call, rows: T): T {
  const options = optionsIn(call, 'n frac');
  const [n, frac] = [options?.value('n'), options?.value('frac')];
  const isWhole = frac && asNumber(frac) === 1;
  const some = n && n.kind !== 'none' ? asDim(n) : undefined;
  return { ...rows, rows: isWhole ? rows.rows : (some ?? unknownDim()), labels: call.host.nextId() };
}

/** Makes DataFrames and Series of what is known of them. */
import { instance } from '../array/opaque.ts';
import { type Call, type NativeClass, type NativeValue, slot, type Value } from '../parts.ts';
import { newFrame, newSeries } from './creation.ts';
import { frameBehaviour } from './frame.ts';
import { seriesBehaviour } from './series.ts';
import { joinTables, keepRows, keepTable, type Made, type Rows, type Table } from './table.ts';

const tableClass = (name: string, construct: (call: Call) => Value): NativeClass => ({
  kind: 'native-class',
  name,
  qualified: `pandas.${name}`,
  framework: 'numpy',
  ancestors: [],
  construct,
  extend: { initialise: () => undefined },
});

export const FRAME = tableClass('DataFrame', call => newFrame(call));
export const SERIES = tableClass('Series', call => newSeries(call));

export function makeFrame({ host, site }: Made, table: Table): NativeValue {
  const held = slot<Table>(table, joinTables);
  const frame = instance(host, FRAME, site, frameBehaviour(held));
  keepTable(frame, held);
  return frame;
}

/** Of a table's rows too, whose columns are left behind. */
export function makeSeries(
  { host, site }: Made,
  { rows: length, labels, isPlain, dtype }: Rows,
): NativeValue {
  const rows: Rows = { rows: length, labels, isPlain, dtype };
  const series = instance(host, SERIES, site, seriesBehaviour(rows));
  keepRows(series, rows);
  return series;
}

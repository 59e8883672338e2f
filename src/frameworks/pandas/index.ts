/** pandas: tables that stand before models, as far as their rows and columns go. https://pandas.pydata.org/docs/reference/ */
import { type Call, moduleOf, nativeFunction, type Value } from '../parts.ts';
import { concatenated, converted, dummies, ranged, readingText, readTable } from './creation.ts';
import { FRAME, makeFrame, SERIES } from './make.ts';
import { LOST, tableOf } from './table.ts';
import { TIMESTAMP } from './timestamp.ts';

const define = (name: string, invoke: (call: Call) => Value): Readonly<Record<string, Value>> => ({
  [name]: nativeFunction(`pd.${name}`, invoke),
});

/** `pd.merge(a, b)`: rows and columns by what the cells hold. */
const merged = (call: Call): Value =>
  makeFrame(call, { ...LOST, isPlain: call.args.slice(0, 2).every(({ value }) => tableOf(value)?.isPlain) });

export const pandas = moduleOf('pandas', {
  DataFrame: () => FRAME,
  Series: () => SERIES,
  Timestamp: TIMESTAMP,
  ...define('read_csv', readingText(',')),
  ...define('read_table', readingText('\t')),
  ...define('read_fwf', readTable),
  ...define('read_parquet', readTable),
  ...define('read_feather', readTable),
  ...define('read_excel', readTable),
  ...define('concat', concatenated),
  ...define('merge', merged),
  ...define('get_dummies', dummies),
  ...define('to_datetime', converted),
  ...define('to_numeric', converted),
  ...define('date_range', ranged),
});

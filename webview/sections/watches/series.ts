/** The values of a watch expression over the time steps that are computed. */
import { readExpression, type Trace, valueInStep } from '../../../src/cells/index.ts';

export interface Series {
  /** The values of one row, by time step. */
  readonly values: readonly number[];
  /** [rows, columns] of the expression. */
  readonly shape: readonly [number, number];
}

/** Known values are kept as long as their trace. */
const known = new WeakMap<Trace, Map<string, Known>>();

interface Known {
  readonly values: number[];
  readonly shape: readonly [number, number];
}

/** Only of steps that are computed already; undefined where the expression has no meaning for this cell. */
export function seriesOf(trace: Trace, text: string, row: number): Series | undefined {
  const ofTrace = known.get(trace) ?? new Map<string, Known>();
  known.set(trace, ofTrace);
  const read = readExpression(text, trace);
  const first = read.ok ? valueInStep(read.value, trace, 0) : read;
  if (!read.ok || !first.ok) return undefined;
  const key = `${row} ${text}`;
  const series: Known = ofTrace.get(key) ?? { values: [], shape: [first.value.rows, first.value.columns] };
  ofTrace.set(key, series);
  while (series.values.length < trace.computed()) {
    const value = valueInStep(read.value, trace, series.values.length);
    series.values.push(value.ok ? inRow(value.value, row) : Number.NaN);
  }
  return series;
}

function inRow(
  {
    rows,
    columns,
    data,
  }: { readonly rows: number; readonly columns: number; readonly data: ArrayLike<number> },
  row: number,
): number {
  return data[Math.min(row, rows - 1) * columns] ?? Number.NaN;
}

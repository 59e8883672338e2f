/** What a Series can do. https://pandas.pydata.org/docs/reference/series.html */
import { type Dim, size } from '../../shapes/index.ts';
import {
  asBool,
  type Behaviour,
  type Call,
  integer,
  listOf,
  NONE,
  nativeFunction,
  optionsOf,
  SOME_BOOL,
  SOME_FLOAT,
  SOME_STRING,
  tuple,
  type Value,
} from '../parts.ts';
import { valuesOf } from './arrays.ts';
import { makeFrame, makeSeries } from './make.ts';
import { ASKING, ASKING_ROWS, KEEPING_ROWS } from './names.ts';
import { optionsIn } from './options.ts';
import { parted, sampledRows } from './rows.ts';
import { rowIndexerOf, selectedRows } from './select.ts';
import {
  alignedRows,
  cellOf,
  isScalar,
  type Made,
  ofColumns,
  type Rows,
  rowsOf,
  someOf,
  summarised,
} from './table.ts';
import { windowed } from './windowed.ts';

type Method = (call: Call, rows: Rows) => Value;

/** One number of all of them. */
const SUMMING: readonly string[] = [
  ...[
    'all',
    'any',
    'count',
    'max',
    'min',
    'nunique',
    'prod',
    'quantile',
    'sum',
    'item',
    'autocorr',
    'corr',
    'cov',
    'idxmax',
    'idxmin',
    'argmax',
    'argmin',
  ],
];

const AVERAGING: readonly string[] = ['kurt', 'mean', 'median', 'sem', 'skew', 'std', 'var'];

const isInPlace = (call: Call): boolean =>
  call.open ||
  call.args.some(
    ({ name, value }) => name === 'inplace' && !(value.kind === 'bool' && value.value === false),
  );

const METHODS: Readonly<Record<string, Method>> = {
  dropna: (call, rows) => makeSeries(call, someOf(call, rows)),
  drop_duplicates: (call, rows) => makeSeries(call, someOf(call, rows)),
  sort_values: (call, rows) => makeSeries(call, { ...rows, labels: call.host.nextId() }),
  sort_index: (call, rows) => makeSeries(call, { ...rows, labels: call.host.nextId() }),
  head: (call, rows) => makeSeries(call, parted(call, rows)),
  tail: (call, rows) => makeSeries(call, parted(call, rows)),
  sample: (call, rows) => makeSeries(call, sampledRows(call, rows)),
  reset_index: (call, rows) =>
    isDropping(call) ? makeSeries(call, { ...rows, labels: 0 }) : lost(call, 'a column with its labels'),
  to_frame: (call, rows) => makeFrame(call, { ...rows, columns: { names: undefined, width: size(1) } }),
  map: mapped,
  apply: mapped,
  to_numpy: (call, rows) => valuesOf(call, rows),
  ...Object.fromEntries(
    ['tolist', 'to_list'].map(name => [
      name,
      (call: Call, rows: Rows) => listOf({ element: cellOf(call, rows), length: rows.rows }),
    ]),
  ),
  unique: (call, rows) => valuesOf(call, someOf(call, rows)),
};

export const isDropping = (call: Call): boolean =>
  asBool(optionsIn(call, 'level drop inplace')?.value('drop') ?? NONE) === true;

const lost = ({ host, site }: Made, what: string): Value => host.unknown(what, site);

/** `series.map(f)`: cells are what the function makes of them, and a table where it makes a Series of each. */
function mapped(call: Call, rows: Rows): Value {
  const [f] = call.args;
  if (!f || call.open) return lost(call, 'what a function makes of a column');
  if (f.value.kind === 'dict') return makeSeries(call, { ...rows, isPlain: false, dtype: undefined });
  const cell = cellOf(call, rows);
  const made = call.host.call(f.value, [{ name: undefined, value: cell, at: f.at }], call.site);
  const cells = optionsOf(made);
  if (cells.some(each => each.kind === 'unknown' || rowsOf(each)))
    return lost(call, 'what a function makes of a column');
  return makeSeries(call, { ...rows, isPlain: cells.every(isScalar), dtype: undefined });
}

/** Two columns are joined by their labels. */
export function operatedRows(call: Call, rows: Rows): Rows {
  const others = call.args.flatMap(({ value }) => rowsOf(value) ?? []);
  const isPlain = call.args.every(({ value }) => value.kind !== 'list');
  // `a & b` of two conditions is one.
  const areConditions = [rows, ...others].every(({ dtype }) => dtype === 'bool');
  const isAlone = others.length === 0 || (others.length === 1 && call.args.length === 2);
  return {
    ...(isAlone && others.every(other => other === rows) ? rows : alignedRows([rows, ...others])),
    isPlain: rows.isPlain && isPlain,
    dtype: areConditions ? 'bool' : undefined,
  };
}

export function seriesBehaviour(rows: Rows): Behaviour {
  const method = (name: string, invoke: Method): Value =>
    nativeFunction(`Series.${name}`, call => (isInPlace(call) ? NONE : invoke(call, rows)));
  return {
    attribute: (host, name, site) => {
      const made = { host, site };
      if (name === 'iloc' || name === 'loc') return rowIndexerOf(host, site, name, rows);
      if (Object.hasOwn(METHODS, name) && METHODS[name]) return method(name, METHODS[name]);
      if (KEEPING_ROWS.includes(name))
        return method(name, call => makeSeries(call, operatedRows(call, rows)));
      if (ASKING.includes(name) || ASKING_ROWS.includes(name))
        return method(name, call => makeSeries(call, { ...rows, isPlain: true, dtype: 'bool' }));
      if (AVERAGING.includes(name)) return method(name, () => SOME_FLOAT);
      if (SUMMING.includes(name)) return method(name, call => lost(call, 'a number of a column'));
      if (name === 'rolling' || name === 'ewm' || name === 'expanding')
        return method(name, call =>
          windowed(call, inner => makeSeries(inner, { ...rows, isPlain: true, dtype: 'float' })),
        );
      return plainAttribute(made, name, rows, [rows.rows]);
    },
    lacks: name => (name === 'reshape' ? LACKS_RESHAPE('Series') : false),
    index: call => selectedRows(call, rows),
    iterate: (host, site) => ({ element: cellOf({ host, site }, rows), length: rows.rows }),
    operate: call => {
      const columns = summarised(call.args.map(({ value }) => value));
      const made = columns ? { ...operatedRows(call, rows), rows: rows.rows } : operatedRows(call, rows);
      return ofColumns(makeSeries(call, made), columns);
    },
    compare: call => makeSeries(call, { ...operatedRows(call, rows), isPlain: true, dtype: 'bool' }),
    table: () => ({ shape: [rows.rows], columns: undefined }),
    array: () => (rows.isPlain ? { shape: [rows.rows], dtype: rows.dtype } : undefined),
  };
}

/** Since pandas 1.0. */
export const LACKS_RESHAPE = (type: string) => ({
  says: `'${type}' object has no attribute 'reshape'`,
  instead: 'Take its array: `.values.reshape(...)` or `.to_numpy().reshape(...)`.',
});

/** What tables of both kinds say of themselves. */
export function plainAttribute(
  made: Made,
  name: string,
  rows: Rows,
  shape: readonly Dim[],
): Value | undefined {
  switch (name) {
    case 'values':
      return valuesOf(made, rows);
    case 'shape':
      return tuple(shape.map(integer));
    // Parts of dates, of a column by way of `dt`.
    case 'dt':
    case 'year':
    case 'quarter':
    case 'month':
    case 'day':
    case 'dayofweek':
    case 'day_of_week':
    case 'weekday':
    case 'dayofyear':
    case 'day_of_year':
    case 'hour':
    case 'minute':
    case 'second':
      return shape.length === 1 ? makeSeries(made, { ...rows, isPlain: true, dtype: undefined }) : undefined;
    case '__len__':
      return nativeFunction('__len__', () => integer(rows.rows));
    case 'index':
      return makeSeries(made, { ...rows, isPlain: true, dtype: undefined });
    case 'ndim':
      return integer(size(shape.length));
    case 'empty':
      return SOME_BOOL;
    case 'name':
      return SOME_STRING;
    default:
      return undefined;
  }
}

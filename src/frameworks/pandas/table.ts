/**
 * Tables as far as shapes go: how many rows there are and which columns. A DataFrame is changed in place, so that what it holds is a slot; changes of
 * single cells leave a Series as long as it is.
 */
import { compare, type Dim, type Origin, type Shape, unknownDim } from '../../shapes/index.ts';
import {
  beside,
  type Dtype,
  type Host,
  integer,
  type NativeValue,
  type Slot,
  SOME_STRING,
  type Value,
} from '../parts.ts';

/** What a column is called. */
export type Key = string | number;

export interface Columns {
  /** In order, each once; undefined: not known. */
  readonly names: readonly Key[] | undefined;
  readonly width: Dim;
  /** Some may have the same name: then that name gives a table, not a column. */
  readonly mayRepeat?: boolean;
  /** Of a table that is not plain, which columns may hold arrays; undefined: any. */
  readonly odd?: readonly Key[];
}

export interface Rows {
  readonly rows: Dim;
  /** Tables of one number have their rows under the same labels, so that they fit side by side; 0: those are counted from 0. undefined: not known. */
  readonly labels: number | undefined;
  /** Each cell is a number or a text for sure; else it may be an array, and what is made of the cells has more axes. */
  readonly isPlain: boolean;
  readonly dtype: Dtype | undefined;
}

export interface Table extends Rows {
  readonly columns: Columns;
}

const TABLES = beside<NativeValue, Slot<Table>>();
const COLUMNS = beside<NativeValue, Rows>();

export const keepTable = (frame: NativeValue, table: Slot<Table>): void => TABLES.set(frame, table);
export const keepRows = (series: NativeValue, rows: Rows): void => COLUMNS.set(series, rows);

/** Of a DataFrame. */
export const tableOf = (value: Value | undefined): Table | undefined =>
  value?.kind === 'native' ? TABLES.get(value)?.value : undefined;

/** Of a Series. */
export const rowsOf = (value: Value | undefined): Rows | undefined =>
  value?.kind === 'native' ? COLUMNS.get(value) : undefined;

const SUMMARIES = beside<NativeValue, Columns>();

/** A number for each of these columns stands in a Series under the column's name: what `df.mean()` gives. */
export function ofColumns(series: NativeValue, columns: Columns | undefined): NativeValue {
  if (columns) SUMMARIES.set(series, columns);
  return series;
}

/** The columns that all Series among these have a number for. */
export function summarised(values: readonly Value[]): Columns | undefined {
  const all = values.flatMap(value =>
    rowsOf(value) && value.kind === 'native' ? [SUMMARIES.get(value)] : [],
  );
  const [first, ...others] = all;
  return first && others.every(other => other && areSame(first, other)) ? first : undefined;
}

/** Of a table that is nowhere changed the columns are one and the same. */
export const areSame = (a: Columns, b: Columns): boolean =>
  a === b ||
  (a.names !== undefined &&
    a.names.length === b.names?.length &&
    a.names.every((name, i) => name === b.names?.[i]));

/** A cell that is no array. */
export const isScalar = ({ kind }: Value): boolean =>
  kind === 'number' || kind === 'string' || kind === 'bool';

/** Whether the cells of these columns are numbers or texts for sure. */
export const isPlainIn = ({ isPlain, columns: { odd } }: Table, names: readonly Key[] | undefined): boolean =>
  isPlain || (odd !== undefined && names?.every(name => !odd.includes(name)) === true);

export const shapeOfTable = ({ rows, columns }: Table): Shape => [rows, columns.width];

export const equalOrUnknown = (a: Dim, b: Dim): Dim => (compare(a, b) === 'equal' ? a : unknownDim());

export function joinColumns(a: Columns, b: Columns): Columns {
  const isSame =
    a.names?.length === b.names?.length && a.names?.every((name, i) => name === b.names?.[i]) === true;
  return {
    names: isSame ? a.names : undefined,
    width: equalOrUnknown(a.width, b.width),
    mayRepeat: a.mayRepeat === true || b.mayRepeat === true,
    odd: a.odd && b.odd && [...new Set([...a.odd, ...b.odd])],
  };
}

export function joinRows(a: Rows, b: Rows): Rows {
  return {
    rows: equalOrUnknown(a.rows, b.rows),
    labels: a.labels === b.labels ? a.labels : undefined,
    isPlain: a.isPlain && b.isPlain,
    dtype: a.dtype === b.dtype ? a.dtype : undefined,
  };
}

export function joinTables(a: Table, b: Table): Table {
  return a === b ? a : { ...joinRows(a, b), columns: joinColumns(withOdd(a), withOdd(b)) };
}

const withOdd = ({ isPlain, columns }: Table): Columns => (isPlain ? { ...columns, odd: [] } : columns);

/** The rows of several that stand side by side, which pandas finds by their labels. */
export function alignedRows(all: readonly Rows[]): Rows {
  const [first, ...others] = all;
  if (!first) return LOST;
  const isAligned = others.every(
    ({ labels, rows }) =>
      labels !== undefined && labels === first.labels && compare(rows, first.rows) === 'equal',
  );
  const isPlain = all.every(each => each.isPlain);
  const dtype = others.every(each => each.dtype === first.dtype) ? first.dtype : undefined;
  return isAligned ? { ...first, isPlain, dtype } : { rows: unknownDim(), labels: undefined, isPlain, dtype };
}

export const SOME_COLUMNS: Columns = { names: undefined, width: unknownDim() };

/** Nothing is certain of it any more but that it is a table. */
export const LOST: Table = {
  rows: unknownDim(),
  labels: undefined,
  columns: SOME_COLUMNS,
  isPlain: false,
  dtype: undefined,
};

/** One cell: a number or a text. Always the same value, so that any number of them is of one kind. */
const CELL: Value = { kind: 'union', options: [integer(unknownDim()), SOME_STRING] };

export const cellOf = ({ host, site }: Made, { isPlain }: Rows): Value =>
  isPlain ? CELL : host.unknown('a cell of a table', site);

/** Where something is made of a table. */
export interface Made {
  readonly host: Host;
  readonly site: Origin;
}

/** Some of the rows, of which nothing says how many. */
export const someOf = <T extends Rows>({ host, site }: Made, rows: T): T => ({
  ...rows,
  rows: host.freshSymbol('rows', site),
  labels: host.nextId(),
});

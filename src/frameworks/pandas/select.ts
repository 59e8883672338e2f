/** Subscripts of tables: columns by name, rows by a condition, both by position or label. https://pandas.pydata.org/docs/user_guide/indexing.html */
import { constantOf, type Dim, size, unknownDim } from '../../shapes/index.ts';
import { instance } from '../array/opaque.ts';
import {
  type Argument,
  asInt,
  asString,
  type Behaviour,
  type Call,
  type Host,
  heldIn,
  type NativeClass,
  optionsOf,
  type Slot,
  type Value,
} from '../parts.ts';
import { takenFrom } from './arrays.ts';
import { keyOfColumn, named, picked, withColumn } from './columns.ts';
import { makeFrame, makeSeries } from './make.ts';
import {
  type Columns,
  cellOf,
  isPlainIn,
  isScalar,
  type Made,
  type Rows,
  rowsOf,
  shapeOfTable,
  someOf,
  type Table,
  tableOf,
} from './table.ts';

const lost = ({ host, site }: Made, what = 'some cells of a table'): Value => host.unknown(what, site);

/** A condition of each row: a comparison gives some truth value, whether of a number or of a column. */
const isMask = (value: Value): boolean =>
  value.kind === 'bool' ||
  (value.kind === 'tensor' && value.dtype === 'bool') ||
  rowsOf(value)?.dtype === 'bool';

/** `df['close']`, `df[['open', 'close']]`, `df[df.close > 0]`, `df[:100]` */
export function selected(call: Call, table: Table): Value {
  const [, index, other] = call.args;
  if (!index || other) return lost(call);
  const { value } = index;
  if (value.kind === 'slice') return byPosition(call, table, [index]);
  if (isMask(value)) return makeFrame(call, someOf(call, table));
  const columns = picked(value);
  if (columns) return makeFrame(call, { ...table, columns, isPlain: isPlainIn(table, columns.names) });
  if (value.kind === 'string') return column(call, table, value);
  // A number may be the name of a column; where there are no names, whatever is in the brackets may be anything.
  return asInt(value) !== undefined && table.columns.names ? column(call, table, value) : lost(call);
}

/** One of several columns of the same name is a table, as is one of columns on two levels: where the names are known there are none of these. */
export function column(made: Made, table: Table, name: Value): Value {
  const key = keyOfColumn(name);
  const isMissing = key !== undefined && table.columns.names?.includes(key) === false;
  if (isMissing || table.columns.mayRepeat) return lost(made, 'a column of a table');
  return makeSeries(made, { ...table, isPlain: isPlainIn(table, key === undefined ? undefined : [key]) });
}

/** Rows and columns by number. The two are taken each by itself, and by arrays of numbers not pairwise as NumPy has it. */
function byPosition(call: Call, table: Table, indices: readonly Argument[]): Value {
  const [rows, columns] = indices;
  const isPairwise = [rows, columns].every(each => each && !isRange(each.value));
  if (rows && isMask(rows.value) && !columns) return makeFrame(call, someOf(call, table));
  if (isPairwise && !indices.every(each => asInt(each.value) !== undefined)) return lost(call);
  if (indices.some(each => rowsOf(each.value) || isMask(each.value))) return lost(call);
  const shape = takenFrom(call, shapeOfTable(table), indices);
  const labels = isWhole(rows?.value) ? table.labels : call.host.nextId();
  const kept: Rows = { ...table, labels };
  const [first, second] = shape ?? [];
  if (first && second)
    return makeFrame(call, {
      ...kept,
      rows: first,
      columns: columnsAt(table.columns, columns?.value, second),
    });
  if (first) return makeSeries(call, { ...kept, rows: first });
  return shape ? cellOf(call, table) : lost(call, 'one cell of a table');
}

const isRange = (value: Value): boolean => value.kind === 'slice';

const isWhole = (value: Value | undefined): boolean =>
  value?.kind === 'slice' && [value.start, value.stop, value.step].every(part => part.kind === 'none');

function columnsAt(columns: Columns, index: Value | undefined, width: Dim): Columns {
  if (!index) return columns;
  const { names } = columns;
  const bounds = index.kind === 'slice' ? [index.start, index.stop] : undefined;
  const [from, to] =
    bounds?.map(bound => (bound.kind === 'none' ? undefined : (asInt(bound) ?? Number.NaN))) ?? [];
  const taken =
    names && index.kind === 'slice' && index.step.kind === 'none' && !Number.isNaN(from) && !Number.isNaN(to)
      ? names.slice(from, to)
      : undefined;
  return taken && constantOf(width) === taken.length
    ? named(taken)
    : { ...columns, names: undefined, odd: undefined, width };
}

/** Rows by label or condition, columns by name: `df.loc[df.close > 0, ['open', 'close']]` */
function byLabel(call: Call, table: Table, indices: readonly Argument[]): Value {
  const [rows, columns] = indices;
  if (!rows) return lost(call);
  const isSome = rows.value.kind === 'slice' || isMask(rows.value);
  if (!isSome) return lost(call);
  const kept = isWhole(rows.value) ? table : (betweenLabels(call, table, rows.value) ?? someOf(call, table));
  if (!columns || isWhole(columns.value)) return makeFrame(call, kept);
  const several = picked(columns.value);
  if (several)
    return makeFrame(call, { ...kept, columns: several, isPlain: isPlainIn(table, several.names) });
  return columns.value.kind === 'string' ? column(call, kept, columns.value) : lost(call);
}

/** `df.loc[2:5]` takes the label 5 too, of rows whose labels are counted from 0. */
function betweenLabels<T extends Rows>(call: Call, table: T, labels: Value): T | undefined {
  const all = constantOf(table.rows);
  if (table.labels !== 0 || all === undefined || labels.kind !== 'slice' || labels.step.kind !== 'none')
    return undefined;
  const first = labels.start.kind === 'none' ? 0 : asInt(labels.start);
  const last = labels.stop.kind === 'none' ? all - 1 : asInt(labels.stop);
  if (first === undefined || last === undefined || first < 0 || last < 0) return undefined;
  const count = Math.max(0, Math.min(last + 1, all) - first);
  return { ...table, rows: size(count), labels: first === 0 ? 0 : call.host.nextId() };
}

const indexer = (name: string): NativeClass => ({
  kind: 'native-class',
  name,
  qualified: `pandas.${name}`,
  framework: 'numpy',
  ancestors: [],
  construct: call => lost(call),
});

const [ILOC, LOC] = [indexer('iloc'), indexer('loc')];

/** `df.iloc` or `df.loc`; what is assigned there may add rows or columns. */
export function indexerOf(host: Host, site: Made['site'], name: 'iloc' | 'loc', table: Slot<Table>): Value {
  const take = name === 'iloc' ? byPosition : byLabel;
  const behaviour: Behaviour = {
    index: call => take(call, table.value, call.args.slice(1)),
    setIndex: call => {
      if (name === 'loc') host.write(table, afterLabels(table.value, call.args.slice(1)));
    },
  };
  return instance(host, name === 'iloc' ? ILOC : LOC, site, behaviour);
}

/** Labels that are not there are added. */
function afterLabels(table: Table, [rows, columns]: readonly Argument[]): Table {
  const isSome = rows !== undefined && (rows.value.kind === 'slice' || isMask(rows.value));
  const kept = isSome ? table : { ...table, rows: unknownDim(), labels: undefined };
  if (!columns || columns.value.kind === 'slice') return kept;
  return { ...kept, columns: withColumn(table.columns, asString(columns.value)) };
}

/** `series[:100]`, `series[series > 0]`; by position `series.iloc[-1]` */
export function selectedRows(call: Call, rows: Rows, isByPosition = false): Value {
  const [, index, other] = call.args;
  if (!index || other) return lost(call);
  if (isMask(index.value)) return makeSeries(call, someOf(call, rows));
  // A label that occurs twice gives both rows; those that are counted from 0 do not.
  if (index.value.kind === 'number' && index.value.dim && (isByPosition || rows.labels === 0))
    return cellOf(call, rows);
  if (index.value.kind !== 'slice') return lost(call, 'one cell of a column');
  const [length] = takenFrom(call, [rows.rows], [index]) ?? [];
  const labels = isWhole(index.value) ? rows.labels : call.host.nextId();
  return length ? makeSeries(call, { ...rows, labels, rows: length }) : lost(call);
}

export function rowIndexerOf(host: Host, site: Made['site'], name: 'iloc' | 'loc', rows: Rows): Value {
  const behaviour: Behaviour = {
    index: call =>
      name === 'loc' && !isMask(call.args[1]?.value ?? call.args[0]?.value ?? { kind: 'none' })
        ? lost(call)
        : selectedRows(call, rows, name === 'iloc'),
  };
  return instance(host, name === 'iloc' ? ILOC : LOC, site, behaviour);
}

/** Whether the cells of a column are plain that this is assigned to. */
export function isPlainCell(value: Value): boolean {
  if (isScalar(value)) return true;
  const rows = rowsOf(value) ?? tableOf(value);
  if (rows) return rows.isPlain;
  if (value.kind === 'tensor') return value.shape?.length === 1;
  if (value.kind !== 'list') return false;
  return heldIn(value.items.value)
    .flatMap(optionsOf)
    .every(({ kind }) => kind === 'number' || kind === 'string');
}

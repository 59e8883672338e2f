/** Methods of a DataFrame that give another table, or change it with `inplace=True`: some rows, other columns, the same in another order. */
import { unknownDim } from '../../shapes/index.ts';
import { asInt, asString, type Call, type Host, type Value } from '../parts.ts';
import { keyOfColumn, named, namesIn, renamedBy, withColumn, without } from './columns.ts';
import { ASKING, KEEPING_ROWS } from './names.ts';
import { optionsIn } from './options.ts';
import { parted, sampledRows } from './rows.ts';
import { isPlainCell } from './select.ts';
import { isDropping } from './series.ts';
import { isPlainIn, type Key, LOST, rowsOf, SOME_COLUMNS, someOf, type Table, tableOf } from './table.ts';

/** The table that a method gives; undefined: it gives something else, or nobody knows what. */
export type Change = (call: Call, table: Table) => Table | undefined;

export const isAlong = (value: Value, axis: 0 | 1): boolean =>
  asInt(value) === axis || asString(value) === (axis === 1 ? 'columns' : 'index');

/** `drop('a', axis=1)`, `drop(columns=['a'])`; else rows go. */
function dropped(call: Call, table: Table): Table | undefined {
  const options = optionsIn(call, 'labels axis index columns level inplace errors');
  if (!options) return undefined;
  const isIgnoring = options.given('errors') || options.given('level');
  const isColumns = isAlong(options.value('axis'), 1);
  const columns = options.given('columns')
    ? options.value('columns')
    : isColumns
      ? options.value('labels')
      : undefined;
  const isRows = options.given('index') || (options.given('labels') && !isColumns);
  const kept: Table =
    columns === undefined
      ? table
      : isIgnoring
        ? { ...table, columns: SOME_COLUMNS }
        : left(table, namesIn(columns));
  return isRows ? { ...kept, rows: unknownDim(), labels: call.host.nextId() } : kept;
}

/** Without these columns. */
export function left(table: Table, names: readonly Key[] | undefined): Table {
  const columns = without(table.columns, names);
  return { ...table, columns, isPlain: isPlainIn({ ...table, columns }, columns.names) };
}

/** One column holds other cells from here on. */
export function assigned(table: Table, key: Key | undefined, isPlain: boolean): Table {
  const columns = withColumn(table.columns, key);
  const before = table.isPlain ? [] : table.columns.odd?.filter(name => name !== key);
  if (key === undefined || !before)
    return { ...table, columns: { ...columns, odd: undefined }, isPlain: table.isPlain && isPlain };
  const odd = isPlain ? before : [...before, key];
  return { ...table, columns: { ...columns, odd }, isPlain: odd.length === 0 };
}

/** `insert(loc, column, value)`: a new column before that at `loc`; where that is not known, which is which is not either. */
export function inserted(call: Call, table: Table): Table {
  const options = optionsIn(call, 'loc column value');
  const key = options && keyOfColumn(options.value('column'));
  const { names } = table.columns;
  // With `allow_duplicates=True` there may be two of a name.
  if (!options || key === undefined || !names || names.includes(key))
    return { ...table, columns: SOME_COLUMNS, isPlain: false, dtype: undefined };
  const changed = assigned(table, key, isPlainCell(options.value('value')));
  const at = asInt(options.value('loc'));
  const order = at !== undefined && at >= 0 ? [...names.slice(0, at), key, ...names.slice(at)] : undefined;
  return { ...changed, columns: { ...changed.columns, names: order }, dtype: undefined };
}

function withoutGaps(call: Call, table: Table): Table | undefined {
  const axis = optionsIn(call, 'axis')?.value('axis');
  if (!axis || (axis.kind !== 'none' && !isAlong(axis, 0))) return { ...table, columns: SOME_COLUMNS };
  return someOf(call, table);
}

/** Its labels become a column, or go. */
function withLabels(call: Call, table: Table): Table {
  return { ...table, labels: 0, columns: isDropping(call) ? table.columns : SOME_COLUMNS };
}

function labelled(call: Call, table: Table): Table {
  const options = optionsIn(call, 'keys drop append inplace');
  const keys = options?.value('keys');
  const names = keys && namesIn(keys);
  const isKept = !options || options.given('drop') || !names?.every(name => typeof name === 'string');
  return {
    ...table,
    labels: call.host.nextId(),
    columns: isKept ? SOME_COLUMNS : without(table.columns, names),
  };
}

const relabelled = (call: Call, table: Table): Table => {
  const options = optionsIn(call, 'mapper');
  const columns = options?.value('columns');
  return {
    ...table,
    columns: columns && columns.kind !== 'none' ? renamedBy(table.columns, columns) : table.columns,
  };
};

/** `filter(['close'])` takes those of the listed columns that there are. */
function filtered(call: Call, table: Table): Table {
  const items = optionsIn(call, 'items')?.value('items');
  const names = items && namesIn(items);
  const areThere = names?.every(name => table.columns.names?.includes(name));
  return { ...table, columns: names && areThere ? named(names) : SOME_COLUMNS };
}

/** How each column goes with each other; columns of texts are refused or left out. */
const pairs: Change = (call, { columns, dtype }) => ({
  ...LOST_PLAIN,
  rows: dtype ? columns.width : unknownDim(),
  labels: call.host.nextId(),
  columns: dtype ? columns : SOME_COLUMNS,
});

const shuffled: Change = (call, table) => ({ ...table, labels: call.host.nextId() });
const someRows: Change = someOf;

export const CHANGES: Readonly<Record<string, Change>> = {
  ...Object.fromEntries([...KEEPING_ROWS, 'map', 'applymap', 'transform'].map(name => [name, kept])),
  ...Object.fromEntries(
    ASKING.map(name => [
      name,
      (_call: Call, table: Table) => ({ ...table, isPlain: true, dtype: 'bool' as const }),
    ]),
  ),
  ...Object.fromEntries(
    ['drop_duplicates', 'query', 'nlargest', 'nsmallest', 'truncate'].map(name => [name, someRows]),
  ),
  ...Object.fromEntries(['sort_values', 'sort_index'].map(name => [name, shuffled])),
  drop: dropped,
  dropna: withoutGaps,
  reset_index: withLabels,
  set_index: labelled,
  rename: relabelled,
  head: parted,
  tail: parted,
  sample: sampledRows,
  filter: filtered,
  corr: pairs,
  cov: pairs,
  select_dtypes: (_call, table) => ({ ...table, columns: SOME_COLUMNS }),
  assign: (call, table) =>
    call.args.reduce((all, { name, value }) => assigned(all, name, isPlainCell(value)), table),
  add_prefix: renamedAll,
  add_suffix: renamedAll,
  merge: () => LOST_PLAIN,
  join: (_call, table) => ({ ...LOST_PLAIN, isPlain: table.isPlain }),
};

/** A table of plain cells, of which nothing else is known. */
const LOST_PLAIN: Table = { ...LOST, isPlain: true };

/** Cells change, rows and columns stay, but where another table is joined by its labels. */
function kept(call: Call, table: Table): Table {
  const isJoined = call.args.some(({ value }) => rowsOf(value) ?? tableOf(value));
  return isJoined ? { ...LOST, isPlain: table.isPlain } : { ...table, dtype: undefined };
}

export const turned = (host: Host, { rows, columns, ...table }: Table): Table => ({
  ...table,
  rows: columns.width,
  columns: { names: undefined, width: rows, mayRepeat: true },
  labels: host.nextId(),
});

/** `add_prefix('a_')` */
function renamedAll(_call: Call, table: Table): Table {
  return { ...table, columns: { ...table.columns, names: undefined, odd: undefined } };
}

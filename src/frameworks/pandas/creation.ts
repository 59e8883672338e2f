/** Where tables come from: arrays and dictionaries of columns, files, other tables. */
import { add, constantOf, type Dim, size, unknownDim } from '../../shapes/index.ts';
import { literalDtype, literalShape, textShape } from '../array/operand.ts';
import {
  asBool,
  asDim,
  asInt,
  type Call,
  heldIn,
  itemsOf,
  lengthOf,
  optionsOf,
  type Value,
} from '../parts.ts';
import { besideEachOther, named, namesIn } from './columns.ts';
import { makeFrame, makeSeries } from './make.ts';
import { optionsIn } from './options.ts';
import { isPlainCell } from './select.ts';
import {
  alignedRows,
  type Columns,
  equalOrUnknown,
  isScalar,
  joinColumns,
  type Key,
  LOST,
  type Rows,
  rowsOf,
  SOME_COLUMNS,
  type Table,
  tableOf,
} from './table.ts';
import { readText } from './text-files.ts';

const lost = ({ host, site }: Call): Value => host.unknown('a table', site);
const isLeftOut = (value: Value): boolean => value.kind === 'none';

/** `pd.DataFrame(data, index, columns)` */
export function newFrame(call: Call): Value {
  const options = optionsIn(call, 'data index columns dtype copy');
  if (!options) return makeFrame(call, LOST);
  const [data, index, wanted] = ['data', 'index', 'columns'].map(name => options.value(name));
  if (!data || !index || !wanted) return makeFrame(call, LOST);
  const labels = isLeftOut(index) ? 0 : call.host.nextId();
  const table = data.kind === 'dict' ? ofColumns(data) : (tableOf(data) ?? ofArray(data));
  if (!table) return makeFrame(call, LOST);
  if (isLeftOut(data) && !isLeftOut(index)) {
    const rows = rowCount(index) ?? unknownDim();
    const columns = isLeftOut(wanted) ? named([]) : columnsOf(wanted, named([]));
    return makeFrame(call, { ...LOST, rows, labels, isPlain: true, columns });
  }
  // Labels that are given choose among those that the data has.
  const isChosen = !isLeftOut(index) && (isOfSeries(data) || tableOf(data) !== undefined);
  const rows = isChosen ? unknownDim() : table.rows;
  return makeFrame(call, {
    ...table,
    rows,
    labels: tableOf(data) && isLeftOut(index) ? table.labels : labels,
    columns: isLeftOut(wanted) ? table.columns : columnsOf(wanted, table.columns),
  });
}

/** Arrays and lists have no labels, and are as long as the index that is given with them. */
const isOfSeries = (data: Value): boolean =>
  data.kind === 'dict' &&
  (data.entries.value.rest !== undefined ||
    [...data.entries.value.known.values()].some(value => value.kind === 'unknown' || rowsOf(value)));

function columnsOf(wanted: Value, otherwise: Columns): Columns {
  const names = wanted.kind === 'list' ? namesIn(wanted) : undefined;
  if (names) return named(names);
  return { ...otherwise, names: undefined, odd: undefined };
}

/** Rows and columns of an array or of nested lists; a vector is one column. */
function ofArray(data: Value): Table | undefined {
  if (isLeftOut(data)) return { ...LOST, rows: size(0), columns: named([]), isPlain: true };
  const records = ofRecords(data);
  if (records) return records;
  const series = rowsOf(data);
  const shape = series ? [series.rows] : (literalShape(data) ?? textShape(data));
  const [rows, width] = shape ?? [];
  if (!shape || !rows || shape.length > 2) return undefined;
  const isPlain = series?.isPlain ?? true;
  const dtype = series ? series.dtype : literalDtype(data);
  const count = width ?? size(1);
  return { rows, labels: 0, isPlain, dtype, columns: { names: counted(count), width: count } };
}

/** The names of columns that nobody has named: 0, 1, 2 ... */
function counted(width: Dim): readonly Key[] | undefined {
  const count = constantOf(width);
  return count !== undefined && count <= MOST_NAMES ? Array.from({ length: count }, (_, i) => i) : undefined;
}

const MOST_NAMES = 256;

/** `[{'a': 1, 'b': 2}, ...]`: a row each. */
function ofRecords(data: Value): Table | undefined {
  const items = data.kind === 'list' ? data.items.value : undefined;
  const all = items && heldIn(items);
  const keys = all?.map(each => (each.kind === 'dict' ? keysOf(each) : undefined));
  const [first] = keys ?? [];
  if (!items || !all || !first || !keys?.every(each => each?.join() === first.join())) return undefined;
  const cells = all.flatMap(each => (each.kind === 'dict' ? [...each.entries.value.known.values()] : []));
  return {
    rows: lengthOf(items) ?? unknownDim(),
    labels: 0,
    isPlain: cells.flatMap(optionsOf).every(isScalar),
    dtype: undefined,
    columns: named(first),
  };
}

function keysOf({ entries }: Extract<Value, { kind: 'dict' }>): readonly (string | number)[] | undefined {
  const { known, rest, possible } = entries.value;
  return rest || (possible && possible.size > 0) ? undefined : [...known.keys()];
}

/** `{'a': [...], 'b': array}`: as many rows as the columns have; one number or text stands in each. */
function ofColumns(data: Extract<Value, { kind: 'dict' }>): Table | undefined {
  const { known: entries, rest, possible } = data.entries.value;
  if (rest || (possible && possible.size > 0)) return undefined;
  const columns = [...entries.values()];
  const long = columns.filter(value => !isScalar(value));
  const lengths = long.flatMap(value => rowCount(value) ?? []);
  const isPlain = columns.every(isPlainCell);
  const kinds = columns.map(value => rowsOf(value)?.dtype ?? literalDtype(value));
  const dtype = kinds.every(kind => kind === 'float' || kind === 'int') ? 'float' : undefined;
  const series = columns.flatMap(value => rowsOf(value) ?? []);
  const [first] = lengths;
  const known =
    first && lengths.length === long.length ? lengths.reduce((a, b) => equalOrUnknown(a, b)) : unknownDim();
  const rows = series.length > 0 ? equalOrUnknown(alignedRows(series).rows, known) : known;
  return { rows, labels: 0, isPlain, dtype, columns: named([...entries.keys()]) };
}

function rowCount(value: Value): Dim | undefined {
  const rows = rowsOf(value)?.rows ?? literalShape(value)?.[0] ?? textShape(value)?.[0];
  if (rows) return rows;
  const items = value.kind === 'list' ? value.items.value : undefined;
  return items && lengthOf(items);
}

/** `pd.Series(data, index)` */
export function newSeries(call: Call): Value {
  const options = optionsIn(call, 'data index dtype name');
  const data = options?.value('data');
  const rows = data && rowCount(data);
  if (!options || !data || !rows || options.given('index')) return lost(call);
  return makeSeries(call, {
    rows,
    labels: rowsOf(data)?.labels ?? 0,
    isPlain: isPlainCell(data),
    dtype: rowsOf(data)?.dtype ?? literalDtype(data),
  });
}

/** `pd.read_csv(file)`: rows and columns are the file's. */
export const readTable = (call: Call): Value => tableRead(call, undefined);

/** As `readTable`, of files of text: what is known of a file of the workspace. */
export const readingText =
  (separator: string) =>
  (call: Call): Value =>
    tableRead(call, separator);

function tableRead(call: Call, separator: string | undefined): Value {
  const options = optionsIn(call, 'filepath sep');
  // Headers on several lines, and files that are read bit by bit, give something else.
  if (!options || ['chunksize', 'iterator', 'squeeze'].some(options.given)) return lost(call);
  if (options.value('header').kind === 'list' || options.value('sheet_name').kind === 'list')
    return lost(call);
  const { host, site } = call;
  const isLabelled = options.given('index_col');
  const text = separator === undefined ? undefined : readText(call, options, separator);
  const columns = columnsRead(options.value('usecols'), options.value('names'));
  const width = host.freshSymbol('columns', site);
  return makeFrame(call, {
    rows: host.freshSymbol('rows', site),
    labels: isLabelled ? host.nextId() : 0,
    isPlain: !options.given('converters'),
    dtype: undefined,
    columns: columns && !isLabelled ? columns : { names: undefined, width },
    ...text,
  });
}

function columnsRead(chosen: Value, names: Value): Columns | undefined {
  if (!isLeftOut(chosen)) {
    const items = itemsOf(chosen);
    return items ? { names: undefined, width: size(items.length) } : undefined;
  }
  const all = isLeftOut(names) || names.kind !== 'list' ? undefined : namesIn(names);
  return all && named(all);
}

/** `pd.concat([a, b])` below each other, `pd.concat([a, b], axis=1)` side by side. */
export function concatenated(call: Call): Value {
  const options = optionsIn(call, 'objs axis join ignore_index keys');
  const given = options && call.host.items(options.value('objs'));
  const parts = given?.filter(part => part.kind !== 'none');
  if (!options || !parts || parts.length === 0 || options.given('keys')) return lost(call);
  const tables = parts.map(part => tableOf(part) ?? rowsOf(part));
  if (!tables.every(table => table !== undefined)) return lost(call);
  const axis = options.value('axis');
  const isBeside = asInt(axis) === 1 || (axis.kind === 'string' && axis.value === 'columns');
  if (!isBeside && axis.kind !== 'none' && asInt(axis) !== 0) return lost(call);
  const isJoined = options.given('join');
  const isRenumbered = asBool(options.value('ignore_index')) === true;
  if (isBeside) {
    const columns = besideEachOther(tables.map(columnsIn));
    const rows = alignedRows(tables);
    return makeFrame(call, { ...(isJoined ? { ...rows, rows: unknownDim() } : rows), columns });
  }
  const rows: Rows = {
    rows: tables.map(table => table.rows).reduce(add),
    labels: isRenumbered ? 0 : call.host.nextId(),
    isPlain: tables.every(table => table.isPlain),
    dtype: undefined,
  };
  if (tables.every(table => !('columns' in table))) return makeSeries(call, rows);
  const columns = tables.map(columnsIn).reduce(joinColumns);
  const isSame = columns.names !== undefined;
  // Columns that one of them lacks are added.
  return makeFrame(call, { ...rows, columns: isSame ? columns : SOME_COLUMNS });
}

const columnsIn = (table: Table | Rows): Columns =>
  'columns' in table ? table.columns : { names: undefined, width: size(1) };

/** `pd.get_dummies(df)`: as many rows, and columns by what the cells hold. */
export function dummies(call: Call): Value {
  const [data] = call.args;
  const rows = data && (tableOf(data.value) ?? rowsOf(data.value));
  return rows
    ? makeFrame(call, { ...rows, columns: SOME_COLUMNS, isPlain: true, dtype: undefined })
    : lost(call);
}

/** `pd.to_datetime(df['day'])`: another kind of cells. */
export function converted(call: Call): Value {
  const [data] = call.args;
  const rows = data && rowsOf(data.value);
  return rows ? makeSeries(call, { ...rows, isPlain: true, dtype: undefined }) : lost(call);
}

/** `pd.date_range(start, periods=n)`, also `pd.RangeIndex`. */
export function ranged(call: Call): Value {
  const options = optionsIn(call, 'start end periods freq');
  const rows = options && asDim(options.value('periods'));
  return rows
    ? makeSeries(call, { rows, labels: call.host.nextId(), isPlain: true, dtype: undefined })
    : lost(call);
}

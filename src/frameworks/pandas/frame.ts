/** What a DataFrame can do. https://pandas.pydata.org/docs/reference/frame.html */
import { constantOf, unknownDim } from '../../shapes/index.ts';
import {
  asBool,
  type Behaviour,
  type Call,
  type Host,
  list,
  listOf,
  NONE,
  nativeFunction,
  type Slot,
  SOME_STRING,
  string,
  type Value,
} from '../parts.ts';
import { valuesOf } from './arrays.ts';
import { assigned, CHANGES, type Change, inserted, isAlong, left, turned } from './changes.ts';
import { keyOfColumn, namesIn, picked, renamed } from './columns.ts';
import { dummies } from './creation.ts';
import { grouped } from './groups.ts';
import { makeFrame, makeSeries } from './make.ts';
import { FRAME_NAMES } from './names.ts';
import { optionsIn } from './options.ts';
import { column, indexerOf, isPlainCell, selected } from './select.ts';
import { LACKS_RESHAPE, plainAttribute } from './series.ts';
import {
  alignedRows,
  areSame,
  LOST,
  type Made,
  ofColumns,
  type Rows,
  rowsOf,
  SOME_COLUMNS,
  shapeOfTable,
  summarised,
  type Table,
  tableOf,
} from './table.ts';
import { windowed } from './windowed.ts';

/** One number for each column, or for each row along axis 1. */
const SUMMING: readonly string[] = [
  ...['count', 'kurt', 'max', 'mean', 'median', 'min', 'nunique', 'prod', 'sem', 'skew', 'std', 'sum', 'var'],
  ...['idxmax', 'idxmin', 'all', 'any'],
];

function summed(call: Call, table: Table): Value {
  const options = optionsIn(call, 'axis');
  const axis = options?.value('axis');
  const plain: Rows = { rows: table.columns.width, labels: undefined, isPlain: true, dtype: undefined };
  if (!axis || options?.given('level')) return lost(call);
  // Columns of texts may be left out.
  if (axis.kind === 'none' || isAlong(axis, 0))
    return ofColumns(
      makeSeries(call, { ...plain, rows: table.dtype ? plain.rows : unknownDim() }),
      table.columns,
    );
  return isAlong(axis, 1)
    ? makeSeries(call, { ...plain, rows: table.rows, labels: table.labels })
    : lost(call);
}

const lost = ({ host, site }: Made): Value => host.unknown('what becomes of a table', site);

/** With `inplace=True` the table itself changes and nothing comes back. */
function changing(name: string, change: Change, held: Slot<Table>): Value {
  return nativeFunction(`DataFrame.${name}`, call => {
    const made = change(call, held.value);
    const inPlace = call.args.find(argument => argument.name === 'inplace')?.value;
    const isInPlace = inPlace ? asBool(inPlace) : call.open ? undefined : false;
    if (isInPlace === false) return made ? makeFrame(call, made) : lost(call);
    call.host.write(held, made && isInPlace ? made : LOST);
    return isInPlace ? NONE : lost(call);
  });
}

/** Two tables are joined by their labels and names. */
function operated(call: Call, table: Table): Value {
  const frames = call.args.flatMap(({ value }) => tableOf(value) ?? []);
  const isOne = frames.length < 2;
  const isBySeries = call.args.some(({ value }) => rowsOf(value));
  const summary = summarised(call.args.map(({ value }) => value));
  const isByColumn = summary !== undefined && areSame(summary, table.columns);
  const columns = isOne && (!isBySeries || isByColumn) ? table.columns : SOME_COLUMNS;
  const rows = isOne ? table : alignedRows(frames);
  return makeFrame(call, { ...table, ...rows, columns, dtype: undefined });
}

const compared = (call: Call, table: Table): Value =>
  makeFrame(call, { ...table, isPlain: true, dtype: 'bool' });

/** `df['a'] = ...`: a column more, unless it is there; of a list of names, all that are not there. */
function assign(call: Call, value: Value, held: Slot<Table>): void {
  const [, index] = call.args;
  if (!index) return;
  const table = held.value;
  const isMatrix = value.kind === 'tensor' && value.shape?.length === 2;
  const isPlainValue = isMatrix || isPlainCell(value);
  const key = keyOfColumn(index.value);
  const dtype = rowsOf(value)?.dtype === table.dtype ? table.dtype : undefined;
  // The first column of an empty table says how many rows there are.
  const rows = constantOf(table.rows) === 0 ? { rows: unknownDim(), labels: undefined } : {};
  if (key !== undefined || index.value.kind === 'string')
    call.host.write(held, { ...assigned(table, key, isPlainValue), ...rows, dtype });
  else if (picked(index.value)) {
    const names = namesIn(index.value);
    const several = names?.reduce<Table>((all, name) => assigned(all, name, isPlainValue), table);
    const changed = several ?? { ...table, columns: SOME_COLUMNS, isPlain: table.isPlain && isPlainValue };
    call.host.write(held, { ...changed, ...rows, dtype: undefined });
  } else {
    const columns = { ...table.columns, odd: undefined };
    call.host.write(held, { ...table, ...rows, columns, isPlain: false, dtype: undefined });
  }
}

function namesOf(host: Host, site: Made['site'], { columns: { names, width } }: Table): Value {
  if (names)
    return list(names.map(name => (typeof name === 'string' ? string(name) : host.unknown('a name', site))));
  return listOf({ element: SOME_STRING, length: width });
}

function own(name: string, held: Slot<Table>): Value | undefined {
  const method = (invoke: (call: Call) => Value): Value => nativeFunction(`DataFrame.${name}`, invoke);
  if (Object.hasOwn(CHANGES, name) && CHANGES[name]) return changing(name, CHANGES[name], held);
  if (SUMMING.includes(name)) return method(call => summed(call, held.value));
  switch (name) {
    case 'to_numpy':
      return method(call => valuesOf(call, held.value));
    case 'rolling':
    case 'ewm':
    case 'expanding':
      return method(call =>
        windowed(call, inner => makeFrame(inner, { ...held.value, isPlain: true, dtype: 'float' })),
      );
    case 'duplicated':
      return method(call => makeSeries(call, { ...held.value, isPlain: true, dtype: 'bool' }));
    case 'groupby':
      return method(call => grouped(call, held.value));
    case 'get':
      return method(call => gotten(call, held.value));
    case 'pop':
      return method(call => {
        const [key] = call.args;
        const taken = key ? column(call, held.value, key.value) : lost(call);
        call.host.write(held, left(held.value, key && namesIn(key.value)));
        return taken;
      });
    case 'insert':
      return method(call => {
        call.host.write(held, inserted(call, held.value));
        return NONE;
      });
    case 'get_dummies':
      return method(dummies);
    default:
      return undefined;
  }
}

/** `df.get(['close'])` is `df[['close']]`, and a default where there is no such column. */
function gotten(call: Call, table: Table): Value {
  const [key] = call.args;
  const names = key && namesIn(key.value);
  const isThere = names?.every(name => table.columns.names?.includes(name)) === true;
  return key && isThere ? selected({ ...call, args: [{ ...key, value: NONE }, key] }, table) : lost(call);
}

/** What neither changes a table nor is followed. */
const HARMLESS: readonly string[] = [
  ...['describe', 'info', 'plot', 'hist', 'boxplot', 'to_csv', 'to_dict', 'to_json', 'to_excel', 'to_pickle'],
  ...['iterrows', 'itertuples', 'items', 'dtypes', 'memory_usage', 'value_counts', 'to_string', 'equals'],
  ...['apply', 'agg', 'aggregate', 'pivot', 'pivot_table', 'melt', 'stack', 'unstack', 'resample', 'keys'],
  ...['at', 'iat', 'xs', 'style', 'to_records', 'T', 'transpose', 'size', 'axes', 'isetitem', 'attrs'],
];

export function frameBehaviour(held: Slot<Table>): Behaviour {
  return {
    attribute: (host, name, site) => {
      if (name === 'iloc' || name === 'loc') return indexerOf(host, site, name, held);
      if (name === 'columns') return namesOf(host, site, held.value);
      const made = { host, site };
      const known = own(name, held) ?? plainAttribute(made, name, held.value, shapeOfTable(held.value));
      if (known) return known;
      if (name === 'T') return makeFrame(made, turned(host, held.value));
      if (FRAME_NAMES.includes(name) || name.startsWith('__')) {
        // What is not followed may change it.
        if (!HARMLESS.includes(name) && !name.startsWith('__')) host.write(held, LOST);
        return undefined;
      }
      return held.value.columns.names?.includes(name) ? column(made, held.value, string(name)) : undefined;
    },
    setAttribute: (host, name, value) => {
      if (name === 'columns')
        host.write(held, { ...held.value, columns: renamed(held.value.columns, value) });
      else if (name === 'index') host.write(held, { ...held.value, labels: host.nextId() });
      else if (held.value.columns.names?.includes(name))
        host.write(held, { ...assigned(held.value, name, isPlainCell(value)), dtype: undefined });
    },
    lacks: name =>
      name === 'reshape' && !held.value.columns.names?.includes(name) && held.value !== LOST
        ? LACKS_RESHAPE('DataFrame')
        : false,
    index: call => selected(call, held.value),
    setIndex: (call, value) => assign(call, value, held),
    deleteIndex: (host, index) => {
      host.write(held, left(held.value, index && namesIn(index)));
    },
    escape: host => host.write(held, LOST),
    iterate: (_host, _site) =>
      held.value.columns.names?.every(name => typeof name === 'string')
        ? { known: held.value.columns.names.map(name => string(String(name))) }
        : { element: SOME_STRING, length: held.value.columns.width },
    operate: call => operated(call, held.value),
    compare: call => compared(call, held.value),
    table: () => ({ shape: shapeOfTable(held.value), columns: held.value.columns.names }),
    array: () =>
      held.value.isPlain ? { shape: shapeOfTable(held.value), dtype: held.value.dtype } : undefined,
  };
}

/** `df.groupby('id')`: rows in groups. https://pandas.pydata.org/docs/reference/groupby.html */
import { instance } from '../array/opaque.ts';
import {
  type Behaviour,
  type Call,
  type Items,
  type NativeClass,
  nativeFunction,
  string,
  tuple,
  type Value,
} from '../parts.ts';
import { picked } from './columns.ts';
import { makeFrame, makeSeries } from './make.ts';
import { optionsIn } from './options.ts';
import { column } from './select.ts';
import {
  cellOf,
  isPlainIn,
  type Made,
  type Rows,
  rowsOf,
  SOME_COLUMNS,
  someOf,
  type Table,
} from './table.ts';

/** What is computed within each group and gives a row for each, under the labels that it had. */
const KEEPING: readonly string[] = [
  'bfill',
  'cummax',
  'cummin',
  'cumprod',
  'cumsum',
  'diff',
  'ffill',
  'pct_change',
  'rank',
  'shift',
  'transform',
];

/** What gives one row for each group. */
const AGGREGATING = 'count first last max mean median min nunique prod sem std sum var'.split(' ');

/** As many numbers as there are rows, of a table too. */
const COUNTING: readonly string[] = ['cumcount', 'ngroup'];

const GROUPS: NativeClass = {
  kind: 'native-class',
  name: 'GroupBy',
  qualified: 'pandas.GroupBy',
  framework: 'numpy',
  ancestors: [],
  construct: call => call.host.unknown('groups of a table', call.site),
};

/** What stands in the groups: a table, or one column of it. */
interface Grouped {
  readonly rows: Rows;
  /** As many rows of it. */
  readonly make: (made: Made, rows: Rows) => Value;
  /** What a computation within the groups gives; the columns that they go by are not in it. */
  readonly kept: (call: Call) => Value;
  /** What gives one row for each group. */
  readonly aggregated: (made: Made, rows: Rows) => Value;
  readonly index?: Behaviour['index'];
  /** One column of it by its name: `groups.flow`. */
  readonly named?: (made: Made, name: string) => Value | undefined;
}

export function grouped(call: Call, table: Table): Value {
  const options = optionsIn(call, 'by axis level as_index sort group_keys observed dropna');
  if (!options || options.given('axis')) return call.host.unknown('groups of a table', call.site);
  const by = options.given('by') ? options.value('by') : undefined;
  const isIndexed = !options.given('as_index');
  return groupsOf(call, by, {
    ...ofTable(table, isIndexed),
    kept: inner => makeFrame(inner, { ...table, columns: SOME_COLUMNS, dtype: undefined }),
    // The columns that they go by become labels, unless they are no columns of the table's.
    aggregated: ofTable(table, isIndexed && rowsOf(by) !== undefined).aggregated,
    index: inner => chosen(inner, by, table, isIndexed),
    named: (made, name) =>
      table.columns.names?.includes(name) ? ofColumn(made, by, table, name) : undefined,
  });
}

/** `isIndexed`: what they go by becomes labels, and no columns. */
const ofTable = (table: Table, isIndexed: boolean): Grouped => ({
  rows: { rows: table.rows, labels: table.labels, isPlain: table.isPlain, dtype: table.dtype },
  make: (made, rows) => makeFrame(made, { ...table, ...rows }),
  kept: inner => makeFrame(inner, { ...table, dtype: undefined }),
  aggregated: (made, rows) =>
    makeFrame(made, { ...table, ...rows, columns: table.dtype && isIndexed ? table.columns : SOME_COLUMNS }),
});

/** `groups['a']`, `groups[['a', 'b']]` */
function chosen(call: Call, by: Value | undefined, table: Table, isIndexed: boolean): Value {
  const [, index] = call.args;
  const columns = index && picked(index.value);
  if (columns)
    return groupsOf(
      call,
      by,
      ofTable({ ...table, columns, isPlain: isPlainIn(table, columns.names) }, isIndexed),
    );
  const name = index?.value.kind === 'string' ? index.value.value : undefined;
  const one = name === undefined ? undefined : ofColumn(call, by, table, name);
  return one ?? call.host.unknown('groups of a table', call.site);
}

function ofColumn(made: Made, by: Value | undefined, table: Table, name: string): Value | undefined {
  const rows = rowsOf(column(made, table, string(name)));
  return (
    rows &&
    groupsOf(made, by, {
      rows,
      make: makeSeries,
      kept: inner => makeSeries(inner, { ...rows, dtype: undefined }),
      aggregated: (inner, groups) => makeSeries(inner, { ...groups, dtype: undefined }),
    })
  );
}

function groupsOf(made: Made, by: Value | undefined, all: Grouped): Value {
  const { rows, make, kept, aggregated, index, named } = all;
  const key = (at: Made): Value =>
    by?.kind === 'string'
      ? cellOf(at, { ...rows, isPlain: true })
      : at.host.unknown('the name of a group', at.site);
  return instance(made.host, GROUPS, made.site, {
    attribute: (host, name, site) => {
      const method = (invoke: (call: Call) => Value): Value => nativeFunction(`GroupBy.${name}`, invoke);
      // `shift([1, 2])` gives several columns.
      if (KEEPING.includes(name))
        return method(call =>
          call.args.some(({ value }) => value.kind === 'list')
            ? call.host.unknown('what becomes of groups', call.site)
            : kept(call),
        );
      if (AGGREGATING.includes(name)) return method(call => aggregated(call, someOf(call, rows)));
      if (COUNTING.includes(name))
        return method(call => makeSeries(call, { ...rows, isPlain: true, dtype: 'int' }));
      if (name === 'get_group') return method(call => make(call, someOf(call, rows)));
      return named?.({ host, site }, name);
    },
    index: index ?? (call => call.host.unknown('groups of a table', call.site)),
    iterate: (host, site): Items => {
      const at = { host, site };
      return { element: tuple([key(at), make(at, someOf(at, rows))]), length: undefined };
    },
  });
}

/** Which columns a table has after some were taken, added, dropped or renamed. */
import { add, constantOf, size, subtract, unknownDim } from '../../shapes/index.ts';
import { asInt, asString, itemsOf, type Value } from '../parts.ts';
import { type Columns, type Key, SOME_COLUMNS } from './table.ts';

export const named = (names: readonly Key[]): Columns =>
  new Set(names).size === names.length
    ? { names, width: size(names.length) }
    : { names: undefined, width: size(names.length), mayRepeat: true };

/** A column's name; undefined: not known. */
export const keyOfColumn = (value: Value): Key | undefined => asString(value) ?? asInt(value);

/** Names that are listed: `['open', 'close']`, or one of them alone. undefined: not known which. */
export function namesIn(value: Value): readonly Key[] | undefined {
  const one = keyOfColumn(value);
  if (one !== undefined) return [one];
  const names = itemsOf(value)?.map(keyOfColumn);
  return names?.every(name => name !== undefined) ? names : undefined;
}

/** The columns of `df[['open', 'close']]` and `df[[0, 1]]`; undefined: the list may hold something else than names. */
export function picked(list: Value): Columns | undefined {
  if (list.kind !== 'list') return undefined;
  const items = list.items.value;
  const isName = (value: Value): boolean => value.kind === 'string';
  if (!('known' in items))
    return isName(items.element) ? { names: undefined, width: items.length ?? unknownDim() } : undefined;
  const names = namesIn(list);
  // Truth values choose rows.
  if (names && items.known.every(({ kind }) => kind === 'string' || kind === 'number')) return named(names);
  return items.known.length > 0 && items.known.every(isName)
    ? { names: undefined, width: size(items.known.length) }
    : undefined;
}

/** Without these, which are there: pandas refuses to drop what is not. */
export function without(columns: Columns, dropped: readonly Key[] | undefined): Columns {
  if (!dropped) return SOME_COLUMNS;
  if (columns.names) {
    const left = columns.names.filter(name => !dropped.includes(name));
    return { ...named(left), odd: columns.odd?.filter(name => left.includes(name)) };
  }
  return { ...columns, width: subtract(columns.width, size(new Set(dropped).size)) };
}

/** With one more, unless it is there. */
export function withColumn(columns: Columns, name: Key | undefined): Columns {
  if (name === undefined || !columns.names) return SOME_COLUMNS;
  return columns.names.includes(name) ? columns : { ...named([...columns.names, name]), odd: columns.odd };
}

/** Side by side. */
export function besideEachOther(all: readonly Columns[]): Columns {
  const names = all.every(each => each.names) ? all.flatMap(each => each.names ?? []) : undefined;
  const width = all.map(each => each.width).reduce(add, size(0));
  return names ? named(names) : { names: undefined, width, mayRepeat: true };
}

/** `df.columns = ['a', 'b']` */
export function renamed(columns: Columns, value: Value): Columns {
  const names = namesIn(value);
  return names && constantOf(columns.width) === names.length
    ? named(names)
    : { ...columns, names: undefined, odd: undefined };
}

/** Of `rename(columns={'a': 'b'})`. */
export function renamedBy(columns: Columns, value: Value): Columns {
  const lost = { ...columns, names: undefined, odd: undefined };
  if (!columns.names || value.kind !== 'dict' || value.entries.value.rest) return lost;
  const { known } = value.entries.value;
  const names = columns.names.map(name => {
    const other = known.get(name);
    return other ? keyOfColumn(other) : name;
  });
  return names.every(name => name !== undefined) ? { ...named(names), width: columns.width } : lost;
}

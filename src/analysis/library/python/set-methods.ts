/** Methods of Python's sets. */
import {
  type Call,
  elementOf,
  type Host,
  type Items,
  type ListValue,
  listOf,
  NONE,
  SOME_BOOL,
  type Value,
} from '../../../values/index.ts';
import { combinedSets, distinct } from '../sets.ts';
import type { MethodTable } from '../table.ts';

const itemsIn = ({ host, site }: Call, other: Value): Items => distinct(host.iterate(other, site));

/** The set with each of the others in turn. */
const combined = (op: string, self: ListValue, call: Call, others: readonly Value[]): Items =>
  others.reduce<Items>((all, other) => combinedSets(op, all, itemsIn(call, other)) ?? all, self.items.value);

/** `a.union(b, c)` */
const made =
  (op: string) =>
  (self: ListValue, _host: Host, others: readonly Value[], call: Call): Value =>
    listOf(combined(op, self, call, others), 'set');

/** `a.update(b, c)` */
const changed =
  (op: string) =>
  (self: ListValue, host: Host, others: readonly Value[], call: Call): Value => {
    host.write(self.items, combined(op, self, call, others));
    return NONE;
  };

/** One item more, or one less. */
const changedByOne =
  (op: string) =>
  (self: ListValue, host: Host, [value]: readonly Value[]): Value => {
    const items = value && combinedSets(op, self.items.value, { known: [value] });
    if (items) host.write(self.items, items);
    return NONE;
  };

export const SET_METHODS: MethodTable<ListValue> = {
  add: changedByOne('|'),
  discard: changedByOne('-'),
  remove: changedByOne('-'),
  update: changed('|'),
  difference_update: changed('-'),
  intersection_update: changed('&'),
  symmetric_difference_update: changed('^'),
  union: made('|'),
  difference: made('-'),
  intersection: made('&'),
  symmetric_difference: made('^'),
  copy: self => listOf(self.items.value, 'set'),
  clear: (self, host) => {
    host.write(self.items, { known: [] });
    return NONE;
  },
  // Which one it takes is not known.
  pop: (self, host, _args, call) => {
    const items = self.items.value;
    const element = elementOf(items) ?? host.unknown('an item of a set', call.site);
    host.write(
      self.items,
      'known' in items && items.known.length < 2 ? { known: [] } : { element, length: undefined },
    );
    return element;
  },
  issubset: () => SOME_BOOL,
  issuperset: () => SOME_BOOL,
  isdisjoint: () => SOME_BOOL,
};

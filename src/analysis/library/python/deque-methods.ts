/** What a `collections.deque` can do beside what lists can. */
import { size } from '../../../shapes/index.ts';
import {
  anyOf,
  asInt,
  type Items,
  integer,
  type ListValue,
  NONE,
  type Value,
} from '../../../values/index.ts';
import { extend, prepend, take } from '../sequences.ts';
import { type MethodTable, method } from '../table.ts';

/** Of a list that may be one: not of one that is written down as a list. */
export function dequeMember(self: ListValue, name: string): Value | undefined {
  if (self.isDisplay) return undefined;
  return name === 'maxlen' && self.most ? integer(self.most) : method(DEQUE_METHODS, self, name);
}

const DEQUE_METHODS: MethodTable<ListValue> = {
  appendleft: (self, host, [value]) => {
    if (value) prepend(host, self, [value]);
    return NONE;
  },
  extendleft: (self, host, [other]) => {
    const values = other && host.items(other);
    if (values) prepend(host, self, [...values].reverse());
    else if (other) extend(host, self, other);
    return NONE;
  },
  popleft: (self, host) => take(host, self, 0),
  rotate: (self, host, [by], call) => {
    host.write(self.items, rotated(self.items.value, by ? asInt(by) : call.open ? undefined : 1));
    return NONE;
  },
};

/** As `deque.rotate(by)` leaves them: to the right. */
function rotated(items: Items, by: number | undefined): Items {
  if (!('known' in items) || items.known.length === 0) return items;
  const { known } = items;
  const element = anyOf(known);
  if (by === undefined) return element ? { element, length: size(known.length) } : items;
  const first = known.length - (((by % known.length) + known.length) % known.length);
  return { known: [...known.slice(first), ...known.slice(0, first)] };
}

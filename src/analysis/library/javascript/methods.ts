/** Methods and properties of JavaScript's arrays and sets. */
import { size } from '../../../shapes/index.ts';
import {
  anyOf,
  asInt,
  asString,
  bool,
  type Call,
  type Dtype,
  dict,
  elementOf,
  type Host,
  heldIn,
  type Items,
  int,
  type ListValue,
  list,
  listOf,
  NONE,
  nativeFunction,
  nextItem,
  SOME_BOOL,
  SOME_STRING,
  string,
  truth,
  tuple,
  type Value,
} from '../../../values/index.ts';
import { floatOf, textOfInt } from '../../numbers.ts';
import { isIterator, leave, withoutFirst } from '../iterators.ts';
import {
  append,
  concatenated,
  copyOf,
  folded,
  lengthValue,
  mapped,
  prepend,
  reversed,
  take,
} from '../sequences.ts';
import { lost, type MethodTable, method } from '../table.ts';
import { distinct, positionOf } from './equality.ts';

/** Calls a callback with an item, its position and the array; of items that are not known one by one it may be any. */
function callback(host: Host, fn: Value | undefined, self: ListValue, at: Place, call: Call): Value {
  if (!fn) return lost(call);
  const isKnown = 'known' in self.items.value;
  const position = isKnown ? int(at.index) : host.unknown('a position', call.site);
  const args = [at.item, position, self].map(value => ({ name: undefined, value, at: call.site }));
  return host.call(fn, args, call.site);
}

interface Place {
  readonly item: Value;
  readonly index: number;
}

function flat(items: Items): Items {
  if (!('known' in items)) return items;
  return {
    known: items.known.flatMap(item =>
      item.kind === 'list' && 'known' in item.items.value ? item.items.value.known : [item],
    ),
  };
}

const ARRAY_METHODS: MethodTable<ListValue> = {
  push: (self, host, values) => {
    append(host, self, values);
    return arrayLength(host, self);
  },
  unshift: (self, host, values) => {
    prepend(host, self, values);
    return arrayLength(host, self);
  },
  pop: (self, host) => take(host, self, -1),
  shift: (self, host) => take(host, self, 0),
  map: (self, host, [fn], call) => listOf(eachOf(self, host, fn, call)),
  forEach: (self, host, [fn], call) => {
    eachOf(self, host, fn, call);
    return NONE;
  },
  flatMap: (self, host, [fn], call) => listOf(flat(eachOf(self, host, fn, call))),
  flat: self => listOf(flat(self.items.value)),
  filter: (self, host, [fn], call) => {
    const items = self.items.value;
    const kept = eachOf(self, host, fn, call);
    const truths = 'known' in kept ? kept.known.map(truth) : [undefined];
    if ('known' in items && !truths.includes(undefined)) return list(items.known.filter((_, i) => truths[i]));
    const element = elementOf(items);
    return element ? listOf({ element, length: undefined }) : list([]);
  },
  reduce: (self, _host, [fn, start], call) => {
    const items = self.items.value;
    if (!('known' in items) || !fn) return lost(call);
    const skipped = start ? 0 : 1;
    const values = start ? [start, ...items.known] : items.known;
    return folded(call, fn, values, place => [int(place + skipped), self]) ?? lost(call);
  },
  reduceRight: (self, _host, [fn, start], call) => {
    const items = self.items.value;
    if (!('known' in items) || !fn) return lost(call);
    const backwards = [...items.known].reverse();
    const last = items.known.length - (start ? 1 : 2);
    const values = start ? [start, ...backwards] : backwards;
    return folded(call, fn, values, place => [int(last - place), self]) ?? lost(call);
  },
  concat: (self, _host, others) =>
    listOf(
      others.reduce<Items>(
        (all, other) => concatenated(all, other.kind === 'list' ? other.items.value : { known: [other] }),
        self.items.value,
      ),
    ),
  slice: (self, _host, [start, stop]) => {
    const items = self.items.value;
    if (!('known' in items)) return listOf({ element: items.element, length: undefined });
    const from = start ? asInt(start) : 0;
    const to = stop ? asInt(stop) : items.known.length;
    if (from !== undefined && to !== undefined) return list(items.known.slice(from, to));
    const element = anyOf(items.known);
    return element ? listOf({ element, length: undefined }) : list([]);
  },
  fill: (self, host, [value]) => {
    const items = self.items.value;
    if (value)
      host.write(
        self.items,
        'known' in items ? { known: items.known.map(() => value) } : { element: value, length: items.length },
      );
    return self;
  },
  reverse: (self, host) => {
    host.write(self.items, reversed(self.items.value));
    return self;
  },
  sort: (self, host, [fn], call) => {
    host.write(self.items, sorted(self.items.value, host, fn, call));
    return self;
  },
  splice: (self, host, [start, count, ...added], call) => {
    const items = self.items.value;
    const from = start && asInt(start);
    const many = count ? asInt(count) : Number.MAX_SAFE_INTEGER;
    if ('known' in items && from !== undefined && many !== undefined) {
      const left = [...items.known];
      const removed = left.splice(from, many, ...added);
      host.write(self.items, { known: left });
      return list(removed);
    }
    const element = anyOf([...heldIn(items), ...added]) ?? lost(call);
    host.write(self.items, { element, length: undefined });
    return listOf({ element, length: undefined });
  },
  keys: (self, host, _args, call) =>
    listOf(mapped(host, self.items.value, (_, i) => ('known' in self.items.value ? int(i) : lost(call)))),
  values: self => copyOf(self),
  entries: (self, host, _args, call) =>
    listOf(
      mapped(host, self.items.value, (item, i) =>
        tuple(['known' in self.items.value ? int(i) : lost(call), item]),
      ),
    ),
  at: (self, _host, [position], call) => {
    const items = self.items.value;
    const index = position && asInt(position);
    if (!('known' in items)) return items.element;
    return (index === undefined ? anyOf(items.known) : items.known.at(index)) ?? lost(call);
  },
  find: (self, host, [fn], call) => {
    const items = self.items.value;
    const index = firstTrue(eachOf(self, host, fn, call));
    if (!('known' in items) || index === undefined) return elementOf(items) ?? lost(call);
    return items.known[index] ?? NONE;
  },
  findIndex: (self, host, [fn], call) => position(firstTrue(eachOf(self, host, fn, call)), call),
  indexOf: (self, _host, [wanted], call) => {
    const items = self.items.value;
    return position('known' in items && wanted ? positionOf(items.known, wanted) : undefined, call);
  },
  lastIndexOf: (self, _host, [wanted], call) => {
    const items = self.items.value;
    if (!('known' in items) || !wanted) return position(undefined, call);
    const fromEnd = positionOf([...items.known].reverse(), wanted);
    return position(fromEnd === undefined || fromEnd < 0 ? fromEnd : items.known.length - 1 - fromEnd, call);
  },
  findLast: (self, host, [fn], call) => {
    const items = self.items.value;
    const results = eachOf(self, host, fn, call);
    const index = firstTrue('known' in results ? { known: [...results.known].reverse() } : results);
    if (!('known' in items) || index === undefined) return elementOf(items) ?? lost(call);
    return index < 0 ? NONE : (items.known.at(-1 - index) ?? NONE);
  },
  toReversed: self => listOf(reversed(self.items.value)),
  toSorted: (self, host, [fn], call) => listOf(sorted(self.items.value, host, fn, call)),
  toSpliced: (self, host, args, call) => {
    const copy = copyOf(self);
    const { splice } = ARRAY_METHODS;
    splice?.(copy, host, args, call);
    return copy;
  },
  with: (self, _host, [place, value], call) => {
    const items = self.items.value;
    const index = place && asInt(place);
    if (!('known' in items) || index === undefined || !value) return lost(call);
    const at = index < 0 ? index + items.known.length : index;
    return list(items.known.map((item, i) => (i === at ? value : item)));
  },
  includes: (self, _host, [wanted]) => {
    const items = self.items.value;
    const found = 'known' in items && wanted ? positionOf(items.known, wanted) : undefined;
    return found === undefined ? SOME_BOOL : bool(found >= 0);
  },
  some: (self, host, [fn], call) => {
    const found = firstTrue(eachOf(self, host, fn, call));
    return found === undefined ? SOME_BOOL : bool(found >= 0);
  },
  every: (self, host, [fn], call) => {
    const results = eachOf(self, host, fn, call);
    const truths = 'known' in results ? results.known.map(truth) : [undefined];
    return bool(truths.includes(false) ? false : truths.includes(undefined) ? undefined : true);
  },
  join: (self, _host, [by]) => {
    const items = self.items.value;
    const texts = 'known' in items ? items.known.map(item => asString(item) ?? textOfInt(item)) : [undefined];
    const separator = by ? asString(by) : ',';
    return separator === undefined || texts.includes(undefined) ? SOME_STRING : string(texts.join(separator));
  },
};

const SET_METHODS: MethodTable<ListValue> = {
  add: (self, host, [value]) => {
    const items = self.items.value;
    if (!value) return self;
    const known = 'known' in items ? distinct([...items.known, value]) : undefined;
    host.write(
      self.items,
      known ?? { element: anyOf([...heldIn(items), value]) ?? value, length: undefined },
    );
    return self;
  },
  has: (self, _host, [wanted]) => {
    const items = self.items.value;
    const found = 'known' in items && wanted ? positionOf(items.known, wanted) : undefined;
    return found === undefined ? SOME_BOOL : bool(found >= 0);
  },
  delete: (self, host, [wanted]) => {
    const items = self.items.value;
    const place = 'known' in items && wanted ? positionOf(items.known, wanted) : undefined;
    if ('known' in items && place !== undefined && place >= 0)
      host.write(self.items, { known: items.known.toSpliced(place, 1) });
    const element = place === undefined ? anyOf(heldIn(items)) : undefined;
    if (element) host.write(self.items, { element, length: undefined });
    return place === undefined ? SOME_BOOL : bool(place >= 0);
  },
  clear: (self, host) => {
    host.write(self.items, { known: [] });
    return NONE;
  },
  forEach: (self, host, [fn], call) => {
    eachOf(self, host, fn, call);
    return NONE;
  },
  values: self => copyOf(self, 'list'),
  keys: self => copyOf(self, 'list'),
};

/** `{ value, done }` of a generator. */
function nextResult({ host }: Call, generator: ListValue): Value {
  const items = generator.items.value;
  leave(host, generator, withoutFirst(items));
  const isKnown = 'known' in items;
  const value = isKnown ? items.known[0] : nextItem(items.element, host.nextId);
  return dict([
    ['value', value ?? NONE],
    ['done', isKnown ? bool(value === undefined) : SOME_BOOL],
  ]);
}

/** What an array or a `Set` has under this name. */
export function listMember(host: Host, self: ListValue, name: string): Value | undefined {
  if (self.flavour !== 'set') {
    if (name === 'next' && isIterator(self)) return nativeFunction('next', call => nextResult(call, self));
    if (name === 'length') return arrayLength(host, self);
    const found = method(ARRAY_METHODS, self, name === 'subarray' ? 'slice' : name);
    return self.dtype && found ? ofSameType(found, self.dtype) : found;
  }
  return name === 'size' ? arrayLength(host, self) : method(SET_METHODS, self, name);
}

/** Methods of typed arrays give typed arrays. */
function ofSameType(found: Value, dtype: Dtype): Value {
  if (found.kind !== 'bound' || found.function.kind !== 'native-function') return found;
  const { invoke } = found.function;
  const typed = (call: Call): Value => {
    const result = invoke(call);
    return result.kind === 'list' ? { ...result, dtype } : result;
  };
  return { ...found, function: { ...found.function, invoke: typed } };
}

/** What a callback gives for each item. */
function eachOf(self: ListValue, host: Host, fn: Value | undefined, call: Call): Items {
  return mapped(host, self.items.value, (item, index) => callback(host, fn, self, { item, index }, call));
}

/** Where the first true value is, -1 where there is none; undefined: not known. */
function firstTrue(results: Items): number | undefined {
  if (!('known' in results)) return undefined;
  for (const [i, value] of results.known.entries()) {
    const known = truth(value);
    if (known !== false) return known === undefined ? undefined : i;
  }
  return -1;
}

const position = (index: number | undefined, call: Call): Value =>
  index === undefined ? call.host.unknown('a position in an array', call.site) : int(index);

/** In the order of the comparator, or of the texts; where that is not known, any item may stand anywhere. */
function sorted(items: Items, host: Host, fn: Value | undefined, call: Call): Items {
  if (!('known' in items) || items.known.length < 2) return items;
  const { known } = items;
  const texts = known.map(item => asString(item) ?? textOfInt(item));
  if (!fn && !texts.includes(undefined)) {
    const order = known.map((_, i) => i).sort((a, b) => ((texts[a] ?? '') < (texts[b] ?? '') ? -1 : 1));
    return { known: order.flatMap(i => known[i] ?? []) };
  }
  let isCertain = fn !== undefined && known.length <= MOST_COMPARED;
  const below = (a: Value, b: Value): number => {
    if (!fn || !isCertain) return 0;
    const args = [a, b].map(value => ({ name: undefined, value, at: call.site }));
    const result = floatOf(host.call(fn, args, call.site));
    isCertain = result !== undefined;
    return result ?? 0;
  };
  const ordered = [...known].sort(below);
  const element = anyOf(known);
  return isCertain || !element ? { known: ordered } : { element, length: size(known.length) };
}

/** Longer arrays are not sorted by calls of the comparator. */
const MOST_COMPARED = 64;

export function arrayLength(host: Host, self: ListValue): Value {
  return lengthValue(host, self, 'the length of an array');
}

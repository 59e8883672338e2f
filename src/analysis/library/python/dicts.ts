/** What `dict(...)` and `collections.OrderedDict(...)` make: of another dict, of pairs, of keywords. */

import { unknownDim } from '../../../shapes/index.ts';
import {
  type Call,
  dict,
  integer,
  itemsOf,
  joinValues,
  keyOf,
  type Value,
  withoutPlaces,
} from '../../../values/index.ts';
import { lost } from '../table.ts';

type Entry = readonly [string | number, Value];

export function dictOf(call: Call, value: Value | undefined): Value {
  const named = call.args.flatMap((a): Entry[] => (a.name === undefined ? [] : [[a.name, a.value]]));
  if (!value) return dict(named, call.open ? lost(call) : undefined);
  if (value.kind === 'dict') {
    const { known, rest, keys } = value.entries.value;
    return dict([...known, ...named], rest, keys);
  }
  // What has `keys` is asked for them: tables, files of arrays.
  if (value.kind === 'native' && !value.layer) return dict(named, lost(call));
  const [key, any] = inPairs(value) ?? [];
  if (key && any) return dict(named, withoutPlaces(any), withoutPlaces(key));
  const items = call.host.items(value);
  const odd = items?.find(isNoPair);
  if (odd) return refuseItems(call);
  const pairs = items?.map(itemsOf);
  if (!pairs?.every(pair => pair?.length === 2)) return dict(named, lost(call));
  const entries = pairs.flatMap(entryOf);
  const others = pairs.flatMap(([key, value] = []) =>
    key && value && keyOf(key) === undefined ? [value] : [],
  );
  return dict([...entries, ...named], others[0] && others.reduce(joinValues));
}

/** What each of any number of pairs holds. */
function inPairs(value: Value): readonly Value[] | undefined {
  const items = value.kind === 'list' ? value.items.value : undefined;
  const pair = items && !('known' in items) ? itemsOf(items.element) : undefined;
  return pair?.length === 2 ? pair : undefined;
}

/** A number, a text of another length than two, or a tuple of another number of items. */
function isNoPair(value: Value): boolean {
  if (value.kind === 'string') return value.value !== undefined && [...value.value].length !== 2;
  if (value.kind === 'number' || (value.kind === 'native' && value.layer)) return true;
  const count = value.kind === 'list' && value.flavour === 'tuple' ? itemsOf(value)?.length : undefined;
  return count !== undefined && count !== 2;
}

function refuseItems({ host, args: [items], site }: Call): Value {
  const at = items?.at ?? site;
  host.refuse({
    kind: 'argument',
    framework: 'python',
    operation: 'dict',
    aspect: 'type',
    parameter: 'iterable',
    at,
    allowed: 'pairs of a key and a value',
    given: host.textOf(at),
    known: [],
  });
  return host.because({ missing: 'a dictionary, which is refused here', at: site });
}

function entryOf([first, second]: readonly Value[] = []): readonly Entry[] {
  const key = first && keyOf(first);
  return key !== undefined && second ? [[key, second]] : [];
}

/** `defaultdict(factory)`: what a key that nobody has set gives, as far as it is a number. */
export function defaultDictOf(call: Call, factory: Value | undefined): Value {
  return dict([], isCounting(factory) ? integer(unknownDim()) : lost(call));
}

/** `int`, `lambda: 0`, `lambda: len(d)` */
function isCounting(factory: Value | undefined): boolean {
  if (factory?.kind === 'native-function') return factory.name === 'int';
  const [only] = factory?.kind === 'function' ? factory.function.body : [];
  const given = only?.kind === 'return' ? only.value : undefined;
  if (given?.kind === 'number') return Number.isInteger(given.value);
  return given?.kind === 'call' && given.callee.kind === 'name' && given.callee.name === 'len';
}

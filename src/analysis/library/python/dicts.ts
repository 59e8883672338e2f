import {
  beside,
  type Call,
  type DictEntries,
  type DictValue,
  dict,
  type Host,
  itemsOf,
  joinValues,
  keyOf,
  type Value,
  withEntry,
  withoutPlaces,
} from '../../../values/index.ts';
import { lost } from '../table.ts';
import { dictBehind } from './dict-behind.ts';

type Entry = readonly [string | number, Value];

export function dictOf(call: Call, value: Value | undefined): Value {
  const named = call.args.flatMap((a): Entry[] => (a.name === undefined ? [] : [[a.name, a.value]]));
  if (!value) return dict(named, call.open ? lost(call) : undefined);
  const other = dictBehind(value)?.entries.value;
  if (other) return dict([...other.known, ...named], other.rest, other.keys);
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

/** What `update` is given beside other dictionaries; undefined where it is not known to be pairs. */
export function dictOfPairs(call: Call, value: Value | undefined): DictValue | undefined {
  const made = value && dictOf({ ...call, args: call.args.filter(a => a.name === undefined) }, value);
  return made?.kind === 'dict' && !made.entries.value.rest ? made : undefined;
}

/** `dict.fromkeys(keys, value)` */
export function dictOfKeys(call: Call, keys: Value | undefined, value: Value): Value {
  const names = keys && call.host.items(keys)?.map(keyOf);
  return names?.every(name => name !== undefined)
    ? dict(names.map(name => [name, value] as const))
    : dict([], value);
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

/** What makes the value of a key that nobody has set. */
const FACTORIES = beside<DictValue, Value>();

const MAKERS = new Set<Value['kind']>(['function', 'native-function', 'native-class', 'class', 'bound']);

/** `defaultdict(factory, first)`: a key that nobody has set gives what the factory makes; of numbers, one that is not known. */
export function defaultDictOf(call: Call, factory: Value | undefined, first: Value | undefined): Value {
  const made = first || !factory ? dictOf(call, first) : dict([]);
  if (made.kind !== 'dict' || call.open || !factory || !MAKERS.has(factory.kind)) return dict([], lost(call));
  FACTORIES.set(made, factory);
  return made;
}

/** What a `defaultdict` puts under a key that it does not hold; undefined where it is another dictionary. */
export function filledIn(host: Host, self: DictValue, key: Value, site: Call['site']): Value | undefined {
  const factory = FACTORIES.get(self);
  const { entries } = self;
  if (!factory || entries.value.rest) return undefined;
  const name = keyOf(key);
  if (name !== undefined && entries.value.known.has(name)) return undefined;
  const value = host.call(factory, [], site);
  const known = (): DictEntries => ({
    ...entries.value,
    known: new Map(entries.value.known).set(name ?? '', value),
  });
  host.write(entries, name === undefined ? withEntry(entries.value, key, value) : known());
  return name === undefined ? undefined : value;
}

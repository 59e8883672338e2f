/** What `dict(...)` and `collections.OrderedDict(...)` make: of another dict, of pairs, of keywords. */
import { type Call, dict, itemsOf, joinValues, keyOf, type Value } from '../../../values/index.ts';
import { lost } from '../table.ts';

type Entry = readonly [string | number, Value];

export function dictOf(call: Call, value: Value | undefined): Value {
  const named = call.args.flatMap((a): Entry[] => (a.name === undefined ? [] : [[a.name, a.value]]));
  if (!value) return dict(named, call.open ? lost(call) : undefined);
  if (value.kind === 'dict') return dict([...value.entries.value.known, ...named], value.entries.value.rest);
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

/** What `dict(...)` and `collections.OrderedDict(...)` make: of another dict, of pairs, of keywords. */
import { type Call, dict, itemsOf, keyOf, type Value } from '../../../values/index.ts';
import { lost } from '../table.ts';

type Entry = readonly [string | number, Value];

export function dictOf(call: Call, value: Value | undefined): Value {
  const named = call.args.flatMap((a): Entry[] => (a.name === undefined ? [] : [[a.name, a.value]]));
  if (!value) return dict(named, call.open ? lost(call) : undefined);
  if (value.kind === 'dict') return dict([...value.entries.value.known, ...named], value.entries.value.rest);
  const pairs = call.host.items(value)?.map(entryOf);
  const entries = pairs?.flatMap(pair => (pair ? [pair] : []));
  if (entries && entries.length === pairs?.length) return dict([...entries, ...named]);
  return dict(named, lost(call));
}

function entryOf(pair: Value): Entry | undefined {
  const [first, second] = itemsOf(pair) ?? [];
  const key = first && keyOf(first);
  return key !== undefined && second ? [key, second] : undefined;
}

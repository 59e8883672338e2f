/** `collections.namedtuple`: https://docs.python.org/3/library/collections.html#collections.namedtuple */
import {
  asString,
  type Call,
  type Host,
  itemsOf,
  type ListValue,
  namedTuple,
  namesOfItems,
  nativeFunction,
  type Value,
} from '../../../values/index.ts';
import { keyword, lost } from '../table.ts';

/** What makes tuples with these names: 'h c', 'h, c' or a list of strings. */
export function namedTuples(host: Host, given: Value | undefined, call: Call): Value {
  const names = given && namesIn(host, given);
  if (!names) return lost(call);
  const defaults = itemsOf(keyword(call, 'defaults') ?? { kind: 'none' }) ?? [];
  const made = (values: readonly (Value | undefined)[], at: Call): ListValue =>
    namedTuple(
      names,
      names.map((_, i) => values[i] ?? defaults[i - names.length + defaults.length] ?? lost(at)),
    );
  return nativeFunction('namedtuple', use => {
    const places = use.args.filter(a => a.name === undefined);
    return made(
      names.map((name, i) => use.args.find(a => a.name === name)?.value ?? places[i]?.value),
      use,
    );
  });
}

function namesIn(host: Host, given: Value): readonly string[] | undefined {
  const names = asString(given)?.split(/[\s,]+/) ?? host.items(given)?.map(asString);
  return names?.every(name => name !== undefined) ? names.filter(name => name !== '') : undefined;
}

/** `state.h`, `state._replace(h=...)`, `state._asdict()`. */
export function namedItem(self: ListValue, name: string): Value | undefined {
  const names = namesOfItems(self);
  const items = itemsOf(self);
  if (!names || !items) return undefined;
  if (name === '_replace')
    return nativeFunction(name, ({ args }) =>
      namedTuple(
        names,
        items.map((item, i) => args.find(a => a.name === names[i])?.value ?? item),
      ),
    );
  return items[names.indexOf(name)];
}

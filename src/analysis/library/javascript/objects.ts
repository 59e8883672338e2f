/** What `Object` tells of object literals. */
import {
  attributesLike,
  type DictValue,
  type Host,
  joinValues,
  list,
  listOf,
  type ObjectValue,
  SOME_STRING,
  string,
  tuple,
  type Value,
} from '../../../values/index.ts';

export function objectKeys(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  return rest
    ? listOf({ element: SOME_STRING, length: undefined })
    : list([...known.keys()].map(k => string(String(k))));
}

export function objectValues(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  return rest
    ? listOf({ element: [...known.values()].reduce(joinValues, rest), length: undefined })
    : list([...known.values()]);
}

export function objectEntries(self: DictValue): Value {
  const { known, rest } = self.entries.value;
  if (rest) return listOf({ element: tuple([SOME_STRING, rest]), length: undefined });
  return list([...known].map(([key, value]) => tuple([string(String(key)), value])));
}

export function assigned(target: DictValue, others: readonly Value[], host: Host): Value {
  const known = new Map(target.entries.value.known);
  let { rest } = target.entries.value;
  for (const other of others) {
    if (other.kind !== 'dict') rest = host.unknown('an entry assigned from something unknown');
    else {
      for (const [key, value] of other.entries.value.known) known.set(key, value);
      rest = rest ?? other.entries.value.rest;
    }
  }
  host.write(target.entries, { known, rest });
  return target;
}

/** An object of the program's own is given properties: those of objects that are known. */
export function assignedTo(target: ObjectValue, others: readonly Value[], host: Host): Value {
  const attributes = attributesLike(target.attributes.value);
  for (const other of others) {
    if (other.kind !== 'dict') continue;
    for (const [key, value] of other.entries.value.known) attributes.set(String(key), value);
  }
  host.write(target.attributes, attributes);
  return target;
}

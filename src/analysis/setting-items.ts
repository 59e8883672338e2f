/** `x[i] = value`: what lists, dictionaries, arrays and objects of the program's own hold from then on. */
import { tensorBehaviour } from '../frameworks/index.ts';
import { constantOf } from '../shapes/index.ts';
import {
  asInt,
  type Call,
  type DictValue,
  joinValues,
  keyOf,
  type ListValue,
  noteEntries,
  type Value,
  withEntry,
  withoutPlaces,
} from '../values/index.ts';
import { callMethod } from './calls.ts';
import { indexOf } from './indexing.ts';
import type { Machine } from './machine.ts';
import { noteWhole } from './uses.ts';

/** `x[i] = value` */
export function setIndex(m: Machine, call: Call, value: Value): void {
  const object = call.args[0]?.value;
  const index = indexOf(call);
  if (!object || !index) return;
  noteWhole(m, value);
  if (object.kind === 'dict') setEntry(m, object, index, value);
  else if (object.kind === 'list') setItem(m, object, index, value);
  else if (object.kind === 'tensor') tensorBehaviour(object.framework)?.setIndex?.(call, value);
  else if (object.kind === 'native') object.behaviour.setIndex?.(call, value);
  else if (object.kind === 'object') {
    if (callMethod(m, object, '__setitem__', [index, value], call.site)) return;
    object.base.value?.behaviour.setIndex?.(call, value);
  }
}

function setEntry(m: Machine, object: DictValue, index: Value, value: Value): void {
  writeEntry(m, object, index, value);
  noteEntries(m.host, object);
}

function writeEntry(m: Machine, object: DictValue, index: Value, value: Value): void {
  const key = keyOf(index);
  const { known, possible } = object.entries.value;
  if (key !== undefined) {
    const others = possible?.has(key) ? new Set([...possible].filter(other => other !== key)) : possible;
    m.heap.write(object.entries, {
      ...object.entries.value,
      known: new Map(known).set(key, value),
      possible: others,
    });
  } else m.heap.write(object.entries, withEntry(object.entries.value, withoutPlaces(index), value));
}

/** The places that a slice without steps means; undefined where an end is not known. */
export function placesOf(length: number, { start, stop, step }: Extract<Value, { kind: 'slice' }>) {
  const place = (end: Value, otherwise: number): number | undefined => {
    const at = end.kind === 'none' ? otherwise : asInt(end);
    return at === undefined ? undefined : Math.min(length, Math.max(0, at < 0 ? at + length : at));
  };
  const [from, to] = [place(start, 0), place(stop, length)];
  if (step.kind !== 'none' || from === undefined || to === undefined) return undefined;
  return { start: from, end: Math.max(from, to) };
}

/** A slice may be replaced by more or fewer items. */
function setItem(m: Machine, object: ListValue, index: Value, value: Value): void {
  const position = asInt(index);
  const isSlice = index.kind === 'slice';
  const items = object.items.value;
  const replaced = isSlice && 'known' in items ? placesOf(items.known.length, index) : undefined;
  const values = replaced && m.host.items(value);
  if ('known' in items && replaced && values)
    m.heap.write(object.items, {
      known: items.known.toSpliced(replaced.start, replaced.end - replaced.start, ...values),
    });
  else if ('known' in items && isSlice)
    m.heap.write(object.items, { element: items.known.reduce(joinValues, value), length: undefined });
  else if ('known' in items && position !== undefined) {
    const place = position < 0 ? position + items.known.length : position;
    m.heap.write(object.items, { known: items.known.map((item, i) => (i === place ? value : item)) });
  } else if ('known' in items)
    m.heap.write(object.items, { known: items.known.map(item => joinValues(item, value)) });
  else
    m.heap.write(object.items, {
      element: joinValues(items.element, value),
      length: items.length && constantOf(items.length) !== undefined ? items.length : undefined,
    });
}

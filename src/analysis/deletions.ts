/** `del`: what dictionaries, lists and namespaces lose, and names. Attributes of objects that are deleted are taken not to be used afterwards. */
import type { Target } from '../syntax/tree.ts';
import {
  asInt,
  type DictValue,
  itemsOf,
  keyOf,
  type ListValue,
  noteEntries,
  type Value,
  withoutEntry,
} from '../values/index.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { indexOperand } from './indexing.ts';
import { take } from './library/sequences.ts';
import type { Machine } from './machine.ts';
import { unbind } from './scope.ts';
import { placesOf } from './setting-items.ts';

export function executeDelete(m: Machine, frame: Frame, target: Target): void {
  if (target.kind === 'name' && frame.language.explicitSelf) unbind(m, frame, target.name);
  if (target.kind === 'attribute') {
    const owner = evaluate(m, frame, target.object);
    if (owner.kind === 'native') owner.behaviour.deleteAttribute?.(m.host, target.name);
    // JavaScript's objects are dictionaries.
    if (owner.kind === 'dict') removeEntry(m, owner, target.name);
  }
  if (target.kind !== 'index') return;
  const object = evaluate(m, frame, target.object);
  const [index] = target.indices;
  const native = object.kind === 'object' ? object.base.value : object;
  if (index?.kind === 'slice' && target.indices.length === 1 && object.kind === 'list') {
    removeSlice(m, object, indexOperand(m, frame, index));
    return;
  }
  if (!index || index.kind === 'slice' || target.indices.length !== 1) {
    forget(m, object);
    if (native?.kind === 'native') native.behaviour.deleteIndex?.(m.host, undefined);
    return;
  }
  const at = evaluate(m, frame, index);
  if (native?.kind === 'native') native.behaviour.deleteIndex?.(m.host, at);
  const key = keyOf(at);
  if (key === undefined) forget(m, object);
  else if (object.kind === 'dict') removeEntry(m, object, key);
  else if (object.kind === 'list') take(m.host, object, asInt(at));
}

function removeEntry(m: Machine, object: DictValue, key: string | number): void {
  m.heap.write(object.entries, withoutEntry(object.entries.value, key));
  noteEntries(m.host, object);
}

/** `del items[1:3]` */
function removeSlice(m: Machine, object: ListValue, index: Value): void {
  const items = itemsOf(object);
  const gone = items && index.kind === 'slice' ? placesOf(items.length, index) : undefined;
  if (items && gone)
    m.heap.write(object.items, { known: items.toSpliced(gone.start, gone.end - gone.start) });
  else forget(m, object);
}

/** Something went, which is not known. */
function forget(m: Machine, object: Value): void {
  if (object.kind === 'list')
    m.heap.write(object.items, {
      element: m.host.unknown('what is left of a list', m.statement),
      length: undefined,
    });
  if (object.kind === 'dict')
    m.heap.write(object.entries, {
      known: new Map(),
      rest: m.host.unknown('what is left of a dictionary', m.statement),
    });
}

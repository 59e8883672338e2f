/** Setting attributes of objects, instances of frameworks' classes and plain JavaScript objects. */

import { tensorBehaviour } from '../frameworks/index.ts';
import { size } from '../shapes/index.ts';
import {
  anyOf,
  asInt,
  type ListValue,
  type ModuleValue,
  NONE,
  type Scope,
  string,
  type Value,
  withAttribute,
} from '../values/index.ts';
import { classMember, nativeBase } from './classes.ts';
import { asAttribute } from './given-none.ts';
import { dictBehind } from './library/python/dict-behind.ts';
import { setItem } from './library/python/dict-objects.ts';
import type { Machine } from './machine.ts';
import { declare, newScope } from './scope.ts';
import { runSetter } from './setters.ts';
import { noteWhole } from './uses.ts';

export function setAttribute(m: Machine, object: Value, name: string, value: Value): void {
  noteWhole(m, value);
  switch (object.kind) {
    case 'object': {
      if (runSetter(m, object, name, value)) return;
      const kept =
        nativeBase(object.class)?.extend?.keeps?.(m.host, value, m.statement) ?? asAttribute(value);
      m.heap.write(object.attributes, withAttribute(object.attributes.value, name, kept));
      object.base.value?.behaviour.setAttribute?.(m.host, name, value);
      // Attributes that are entries as well: `__setattr__ = dict.__setitem__`, `self.__dict__ = self`.
      const entries = name === '__dict__' ? undefined : dictBehind(object);
      if (!entries) return;
      const isEntry =
        classMember(m, object.class, '__setattr__') !== undefined || object.attributes.value.has('__dict__');
      if (isEntry) setItem(m.host, entries, string(name), value);
      return;
    }
    case 'tensor':
      tensorBehaviour(object.framework)?.setAttribute?.(m.host, object, name, value);
      return;
    case 'native':
      object.behaviour.setAttribute?.(m.host, name, value);
      return;
    case 'class':
      m.heap.write(object.members, new Map(object.members.value).set(name, value));
      return;
    case 'module':
      declare(m, m.run.scopes.get(object) ?? patchesOf(m, object), name, value);
      return;
    case 'native-class':
      m.run.patchClass(object.qualified);
      return;
    case 'dict': {
      const { known, rest } = object.entries.value;
      m.heap.write(object.entries, { known: new Map(known).set(name, value), rest });
      return;
    }
    case 'list':
      if (name === 'length') setLength(m, object, asInt(value));
      return;
    default:
  }
}

/** `items.length = n` of JavaScript's arrays: what is behind is cut off, what is missing is undefined. */
function setLength(m: Machine, { items: place }: ListValue, length: number | undefined): void {
  const items = place.value;
  const element = 'known' in items ? anyOf(items.known) : items.element;
  if ('known' in items && length !== undefined && length <= items.known.length + MOST_ADDED)
    m.heap.write(place, { known: Array.from({ length }, (_, i) => items.known[i] ?? NONE) });
  else if (element) m.heap.write(place, { element, length: length === undefined ? undefined : size(length) });
}

const MOST_ADDED = 64;

function patchesOf(m: Machine, { name }: ModuleValue): Scope {
  return m.run.patch(name, () => newScope('module', '', undefined));
}

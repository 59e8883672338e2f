/**
 * What code that is not known may put into containers: `outputs = []`, then a hook that appends to it, or a call that fills it; into a model
 * without layers.
 *
 * A list that holds tensors already may hold more of their like afterwards: how many there are decides what joining them gives. Other containers
 * that hold something keep it: sizes and layers are settings that most calls only read, and they are worth more than the doubt.
 */

import { tensorBehaviour } from '../frameworks/index.ts';
import type { Origin } from '../shapes/index.ts';
import { oncePerText } from '../syntax/shift.ts';
import {
  attributesLike,
  type FunctionValue,
  joinValues,
  type ObjectValue,
  type Value,
} from '../values/index.ts';
import { type Machine, tick } from './machine.ts';
import { usesOf } from './members.ts';
import { namesIn } from './mentions.ts';
import { everyMethodOf, isEmpty, isPlaceholder } from './placeholders.ts';
import { rulesOfFile } from './rules.ts';
import { letWrite } from './saved.ts';
import { lookup } from './scope.ts';
import { noteWhole } from './uses.ts';

/** Containers of objects of functions are looked into so far. */
const DEEPEST = 4;

/** Lists and dictionaries within reach of some values that are empty may hold anything from here on, and lists of tensors more of them. */
export function letFill(m: Machine, values: readonly Value[], site: Origin): void {
  const seen = new Set<Value>();
  const reach = (value: Value, depth: number): void => {
    if (depth > DEEPEST || seen.has(value)) return;
    seen.add(value);
    tick(m);
    for (const inner of fillOrOpen(m, value, site)) reach(inner, depth + 1);
  };
  for (const value of values) reach(value, 0);
}

const isTensor = (value: Value): boolean => value.kind === 'tensor';

/** What is reached through a value; a container is opened on the way. */
function fillOrOpen(m: Machine, value: Value, site: Origin): Iterable<Value> {
  letWrite(m, value);
  switch (value.kind) {
    case 'list': {
      const items = value.items.value;
      if (!('known' in items) || value.flavour === 'tuple') return 'known' in items ? items.known : [];
      if (items.known.some(isTensor)) {
        m.heap.write(value.items, { element: items.known.reduce(joinValues), length: undefined });
        return items.known;
      }
      if (items.known.length > 0) return items.known;
      m.heap.write(value.items, { element: filled(m, site), length: undefined });
      return [];
    }
    case 'dict': {
      const { known, rest } = value.entries.value;
      if (known.size === 0 && !rest) m.heap.write(value.entries, { known, rest: filled(m, site) });
      return known.values();
    }
    case 'tensor':
      noteWhole(m, value);
      tensorBehaviour(value.framework)?.escape?.(m.host, value);
      return [];
    case 'native':
      value.behaviour.escape?.(m.host);
      return [];
    case 'object':
      value.base.value?.behaviour.escape?.(m.host);
      letMethodsSet(m, value, site);
      return value.attributes.value.values();
    case 'bound':
      return [value.self, value.function];
    case 'function':
      return capturedBy(value);
    case 'union':
      return value.options;
    default:
      return [];
  }
}

/** Code that has an object may call its methods, as a trainer calls those of its callbacks: what they set, where nothing was yet, may be anything. */
function letMethodsSet(m: Machine, self: ObjectValue, site: Origin): void {
  const { initialiser } = rulesOfFile(m, self.class.file);
  const open = [...self.attributes.value].filter(([, value]) => isPlaceholder(value) || isContainer(value));
  if (open.length === 0) return;
  const methods = everyMethodOf(self.class).filter(({ name }) => name !== initialiser);
  const uses = methods.map(method => usesOf(method.function));
  const set = open.filter(([name]) => uses.some(({ assigned }) => assigned.has(name)));
  if (set.length === 0) return;
  const attributes = attributesLike(self.attributes.value);
  for (const [name] of set)
    attributes.set(name, m.host.unknown(`what methods of \`${self.class.name}\` set`, site));
  m.heap.write(self.attributes, attributes);
}

const isContainer = (value: Value): boolean => value.kind !== 'native' && isEmpty(value);

function filled(m: Machine, site: Origin): Value {
  return m.host.unknown(`what \`${m.host.textOf(site)}\` puts in`, site);
}

const namesOf = oncePerText(code => namesIn(code.body));

/** The values of names that a function mentions. */
function capturedBy({ function: code, scope }: FunctionValue): readonly Value[] {
  return [...namesOf(code)].flatMap(name => lookup(scope, name) ?? []);
}

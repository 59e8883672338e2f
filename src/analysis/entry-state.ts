/**
 * What an object holds when one of its methods is called that nothing calls: what its initialiser has left, unless another method has been called
 * since. A place that was made to be filled by another method (None, nothing yet in a list, no size yet) is taken to have been filled.
 */
import { attributesLike, type FunctionValue, type ObjectValue, type Value } from '../values/index.ts';
import { nativeBase } from './classes.ts';
import { letFill } from './escapes.ts';
import type { Machine } from './machine.ts';
import { type Uses, usesOf } from './members.ts';
import { everyMethodOf, isEmpty, isPlaceholder } from './placeholders.ts';
import { rulesOfFile } from './rules.ts';

export function openState(
  m: Machine,
  self: ObjectValue,
  method: FunctionValue,
  methods: Iterable<FunctionValue>,
  /** The one that the framework calls: it may be the first of all. */
  entry: FunctionValue | undefined,
): void {
  const isEntry = method === entry;
  const { initialiser } = rulesOfFile(m, self.class.file);
  const others = [...methods].filter(one => one !== method && one.name !== initialiser);
  const uses = others.map(one => usesOf(one.function));
  const again = isEntry ? undefined : entry && usesOf(entry.function);
  const attributes = attributesLike(self.attributes.value);
  for (const [name, value] of attributes) {
    if (mayBeSet(value, name, uses, isEntry) || (isOfGraph(value) && again?.assigned.has(name)))
      attributes.set(name, m.host.unknown(`what other methods make of \`self.${name}\``, self.site));
    else if (isKept(value)) letFill(m, [value], self.site);
    else if (isEmpty(value) && uses.some(({ read, assigned }) => read.has(name) || assigned.has(name)))
      letFill(m, [value], self.site);
  }
  m.heap.write(self.attributes, attributes);
  for (const value of attributes.values()) openHeld(m, value, isEntry, new Set([self]));
}

/** How deep objects in objects are looked at. */
const DEEPEST = 4;

/** What an object holds has been made ready too, by the methods of its own class: `self.tokens.vocabulary_size`, None until a file was read. */
function openHeld(m: Machine, value: Value, isEntry: boolean, within: ReadonlySet<ObjectValue>): void {
  if (value.kind !== 'object' || within.has(value) || within.size >= DEEPEST) return;
  const { initialiser } = rulesOfFile(m, value.class.file);
  const entry = nativeBase(value.class)?.extend?.entry;
  const methods = everyMethodOf(value.class).filter(({ name }) => name !== initialiser && name !== entry);
  const uses = methods.map(method => usesOf(method.function));
  const opened = [...value.attributes.value].filter(([name, held]) => mayBeSet(held, name, uses, isEntry));
  if (opened.length > 0) {
    const attributes = attributesLike(value.attributes.value);
    for (const [name] of opened)
      attributes.set(
        name,
        m.host.unknown(`what \`${value.class.name}\` makes of its \`${name}\``, value.site),
      );
    m.heap.write(value.attributes, attributes);
  }
  for (const held of value.attributes.value.values()) openHeld(m, held, isEntry, new Set([...within, value]));
}

/** A place that methods fill. None may be set from outside as well, by who calls a method that the framework does not call. */
function mayBeSet(value: Value, name: string, uses: readonly Uses[], isEntry: boolean): boolean {
  const isLeft = !isEntry && value.kind === 'none' && !value.assumed;
  return isLeft || (isPlaceholder(value) && uses.some(({ assigned }) => assigned.has(name)));
}

/** A symbolic tensor, which is there while a model is put together: whenever it runs, its layers are called again and keep what they get then. */
const isOfGraph = (value: Value): boolean => value.kind === 'tensor' && value.graph;

/** A deque that drops its oldest items is there to be filled from call to call. */
const isKept = (value: Value): boolean => value.kind === 'list' && value.most !== undefined && isEmpty(value);

/**
 * What an object holds when one of its methods is called that nothing calls: what its initialiser has left, unless another method has been called
 * since. A place that was made to be filled by another method (None, nothing yet in a list, no size yet) is taken to have been filled.
 */
import { constantOf } from '../shapes/index.ts';
import type { ClassValue, FunctionValue, ObjectValue, Value } from '../values/index.ts';
import { asInt, itemsOf, shapeOf } from '../values/index.ts';
import { nativeBase, resolutionOrder } from './classes.ts';
import { letFill } from './escapes.ts';
import type { Machine } from './machine.ts';
import { type Uses, usesOf } from './members.ts';
import { rulesOfFile } from './rules.ts';

export function openState(
  m: Machine,
  self: ObjectValue,
  method: FunctionValue,
  methods: Iterable<FunctionValue>,
  /** Whether the framework calls it: it may be the first of all. */
  isEntry: boolean,
): void {
  const { initialiser } = rulesOfFile(m, self.class.file);
  const others = [...methods].filter(one => one !== method && one.name !== initialiser);
  const uses = others.map(one => usesOf(one.function));
  const attributes = new Map(self.attributes.value);
  for (const [name, value] of attributes) {
    if (mayBeSet(value, name, uses, isEntry))
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
    const attributes = new Map(value.attributes.value);
    for (const [name] of opened)
      attributes.set(
        name,
        m.host.unknown(`what \`${value.class.name}\` makes of its \`${name}\``, value.site),
      );
    m.heap.write(value.attributes, attributes);
  }
  for (const held of value.attributes.value.values()) openHeld(m, held, isEntry, new Set([...within, value]));
}

/** The methods of all its classes, overridden ones too, which `super()` calls. */
function everyMethodOf(cls: ClassValue): readonly FunctionValue[] {
  return resolutionOrder(cls).flatMap(each =>
    each.kind === 'class'
      ? [...each.members.value.values()].filter(member => member.kind === 'function')
      : [],
  );
}

/** A place that methods fill. None may be set from outside as well, by who calls a method that the framework does not call. */
function mayBeSet(value: Value, name: string, uses: readonly Uses[], isEntry: boolean): boolean {
  const isLeft = !isEntry && value.kind === 'none' && !value.assumed;
  return isLeft || (isPlaceholder(value) && uses.some(({ assigned }) => assigned.has(name)));
}

function isPlaceholder(value: Value): boolean {
  if (value.kind === 'none') return true;
  if (value.kind === 'tensor') return shapeOf(value)?.some(dim => constantOf(dim) === 0) === true;
  const number = asInt(value);
  return number !== undefined && number <= 0;
}

/** A deque that drops its oldest items is there to be filled from call to call. */
const isKept = (value: Value): boolean => value.kind === 'list' && value.most !== undefined && isEmpty(value);

/** A list, a dictionary or a model without layers. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'list') return itemsOf(value)?.length === 0;
  if (value.kind === 'dict') return value.entries.value.known.size === 0;
  return value.kind === 'native';
}

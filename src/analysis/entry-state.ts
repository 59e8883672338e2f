/**
 * What an object holds when one of its methods is called that nothing calls: what its initialiser has left, unless another method has been called
 * since. A place that was made to be filled by another method (None, nothing yet in a list, no size yet) is taken to have been filled.
 */
import { constantOf } from '../shapes/index.ts';
import type { FunctionValue, ObjectValue, Value } from '../values/index.ts';
import { asInt, itemsOf, shapeOf } from '../values/index.ts';
import { letFill } from './escapes.ts';
import type { Machine } from './machine.ts';
import { usesOf } from './members.ts';
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
    // None may be set from outside as well, by who calls such a method.
    const isLeft = !isEntry && value.kind === 'none' && !value.assumed;
    if (isLeft || (isPlaceholder(value) && uses.some(({ assigned }) => assigned.has(name))))
      attributes.set(name, m.host.unknown(`what other methods make of \`self.${name}\``, self.site));
    else if (isEmpty(value) && uses.some(({ read, assigned }) => read.has(name) || assigned.has(name)))
      letFill(m, [value], self.site);
  }
  m.heap.write(self.attributes, attributes);
}

function isPlaceholder(value: Value): boolean {
  if (value.kind === 'none') return true;
  if (value.kind === 'tensor') return shapeOf(value)?.some(dim => constantOf(dim) === 0) === true;
  const number = asInt(value);
  return number !== undefined && number <= 0;
}

/** A list, a dictionary or a model without layers. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'list') return itemsOf(value)?.length === 0;
  if (value.kind === 'dict') return value.entries.value.known.size === 0;
  return value.kind === 'native';
}

/** Attributes that were made to be filled: None, nothing yet in a list, no size yet. */
import { constantOf } from '../shapes/index.ts';
import type { ClassValue, FunctionValue, Value } from '../values/index.ts';
import { asInt, itemsOf, shapeOf } from '../values/index.ts';
import { resolutionOrder } from './classes.ts';

/** None, a tensor without elements, no number above 0. */
export function isPlaceholder(value: Value): boolean {
  if (value.kind === 'none') return true;
  if (value.kind === 'tensor') return shapeOf(value)?.some(dim => constantOf(dim) === 0) === true;
  const number = asInt(value);
  return number !== undefined && number <= 0;
}

/** A list, a dictionary or a model without layers. */
export function isEmpty(value: Value): boolean {
  if (value.kind === 'list') return itemsOf(value)?.length === 0;
  if (value.kind === 'dict') return value.entries.value.known.size === 0;
  return value.kind === 'native';
}

/** The methods of all its classes, overridden ones too, which `super()` calls. */
export function everyMethodOf(cls: ClassValue): readonly FunctionValue[] {
  return resolutionOrder(cls).flatMap(each =>
    each.kind === 'class'
      ? [...each.members.value.values()].filter(member => member.kind === 'function')
      : [],
  );
}

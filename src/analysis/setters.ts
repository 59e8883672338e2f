/** Properties that a program's own classes set by a method: `@size.setter` in Python, `set size(value)` in JavaScript. */
import type { ObjectValue, Value } from '../values/index.ts';
import { classMember } from './classes.ts';
import { callFunction } from './functions.ts';
import type { Machine } from './machine.ts';

/** What the member of a class is called that sets the property of this name. */
export const setterName = (name: string): string => `set ${name}`;

/** Whether a setter has taken the value. */
export function runSetter(m: Machine, object: ObjectValue, name: string, value: Value): boolean {
  const setter = classMember(m, object.class, setterName(name));
  if (setter?.kind !== 'function') return false;
  const site = m.statement;
  callFunction(m, setter, { args: [{ name: undefined, value, at: site }], open: false }, site, object);
  return true;
}

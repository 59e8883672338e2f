/** What a member of a class is when it is asked for: of an object, or of the class itself. */
import type { Origin } from '../shapes/index.ts';
import type { BoundMethod, NativeFunction, ObjectValue, Value } from '../values/index.ts';
import { callFunction } from './functions.ts';
import type { Machine } from './machine.ts';

export function bindToClass(self: Value, member: Value | undefined): Value | undefined {
  return member?.kind === 'function' && member.decoration === 'class'
    ? { kind: 'bound', self, function: member }
    : member;
}

export function bindMember(m: Machine, self: ObjectValue, member: Value, site: Origin): Value {
  if (member.kind === 'native-function' && (member.wraps || member.isMethod)) return methodOf(self, member);
  if (member.kind !== 'function') return member;
  const bound: BoundMethod = { kind: 'bound', self, function: member };
  switch (member.decoration) {
    case 'static':
      return member;
    case 'class':
      return { kind: 'bound', self: self.class, function: member };
    case 'property':
      return callFunction(m, member, { args: [], open: false }, site, self);
    default:
      return bound;
  }
}

/** A method that a decorator made of the user's: it gets its object first. */
export function methodOf(self: ObjectValue, method: NativeFunction): NativeFunction {
  return {
    ...method,
    invoke: call =>
      method.invoke({ ...call, args: [{ name: undefined, value: self, at: call.site }, ...call.args] }),
  };
}

/** Setting attributes of objects, instances of frameworks' classes and plain JavaScript objects. */
import type { Value } from '../values/index.ts';
import type { Machine } from './machine.ts';

export function setAttribute(m: Machine, object: Value, name: string, value: Value): void {
  switch (object.kind) {
    case 'object':
      m.heap.write(object.attributes, new Map(object.attributes.value).set(name, value));
      object.base.value?.behaviour.setAttribute?.(m.host, name, value);
      return;
    case 'native':
      object.behaviour.setAttribute?.(m.host, name, value);
      return;
    case 'class':
      m.heap.write(object.members, new Map(object.members.value).set(name, value));
      return;
    case 'dict': {
      const { known, rest } = object.entries.value;
      m.heap.write(object.entries, { known: new Map(known).set(name, value), rest });
      return;
    }
    default:
  }
}

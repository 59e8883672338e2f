/** Calls of what cannot be called. */
import type { Origin } from '../../shapes/index.ts';
import type { ClassValue, Value } from '../../values/index.ts';
import { classMember, isClosed, nativeBase } from '../classes.ts';
import type { Machine } from '../machine.ts';
import { isSure, plainType, refuse, withArticle } from './refusal.ts';

/** `x(...)` of what cannot be called; undefined where it may be. */
export function refuseCall(
  m: Machine,
  callee: Value,
  site: Origin,
  written: Origin | undefined,
): Value | undefined {
  const type = isSure(m) ? uncallable(m, callee) : undefined;
  if (!type) return undefined;
  return refuse(m, {
    aspect: 'call',
    name: m.host.textOf(written ?? site),
    operation: withArticle(type),
    framework: callee.kind === 'tensor' ? callee.framework : undefined,
    at: site,
    says: `'${type}' object is not callable`,
  });
}

function uncallable(m: Machine, value: Value): string | undefined {
  switch (value.kind) {
    case 'native':
      return value.behaviour.lacks?.('__call__') ? value.class.name : undefined;
    case 'tensor':
      return 'tensor';
    case 'object':
      return isUncallableClass(m, value.class) ? value.class.name : undefined;
    default:
      return plainType(value);
  }
}

const isUncallableClass = (m: Machine, cls: ClassValue): boolean =>
  isClosed(cls) && !nativeBase(cls) && classMember(m, cls, '__call__') === undefined;

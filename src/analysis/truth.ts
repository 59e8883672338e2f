/** Truth of values, and conditions whose truth is not known but has a name. */
import { constantOf, type Dim } from '../shapes/index.ts';
import { asFlag, truth, type Value } from '../values/index.ts';
import { callMethod } from './calls.ts';
import { classMember } from './classes.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';

/** undefined: may be either. */
export function truthOf(m: Machine, frame: Frame, value: Value): boolean | undefined {
  if (value.kind === 'list') {
    if (value.flavour === 'iterator') return true;
    if (!value.most && m.host.isFilling(value.items)) return undefined;
    const items = value.items.value;
    const length = 'known' in items ? items.known.length : items.length && constantOf(items.length);
    return length === undefined ? undefined : frame.language.truthOfLength(length);
  }
  if (value.kind === 'dict') {
    const { known, rest, possible } = value.entries.value;
    const isSure = known.size > (possible?.size ?? 0) || (known.size === 0 && !rest);
    return isSure ? frame.language.truthOfLength(known.size) : undefined;
  }
  if (value.kind === 'object' && frame.language.explicitSelf) {
    const own = ['__bool__', '__len__'].find(name => classMember(m, value.class, name)?.kind === 'function');
    const said = own === undefined ? undefined : callMethod(m, value, own, [], m.statement);
    if (said) return truth(said);
  }
  return isLacking(m, value) ? false : truth(value);
}

/** A property that an object of JavaScript lacks. What nothing calls may find it set by then. */
export const isLacking = (m: Machine, value: Value): boolean =>
  value.kind === 'unknown' && value.reason.isLacking === true && m.entry === undefined;

/** A condition as a flag symbol, where only its name is known. */
export function flagOf(value: Value): Dim | undefined {
  return value.kind === 'bool' || value.kind === 'unknown' ? asFlag(value) : undefined;
}

/** Variables: looking names up outwards and binding them where the language says. */
import { joinMaybe, lastSerial, noted, type Scope, slot, type Value, widenMaybe } from '../values/index.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';

export function newScope(kind: Scope['kind'], file: string, parent: Scope | undefined): Scope {
  return { kind, file, parent, variables: new Map(), born: lastSerial() };
}

export function lookup(scope: Scope, name: string): Value | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const value = variableIn(at, name);
    if (value) return value;
  }
  return undefined;
}

/** What a name is bound to in exactly this scope. */
export function variableIn(scope: Scope, name: string): Value | undefined {
  const place = scope.variables.get(name);
  if (!place) noted.miss(scope, name);
  return place?.value;
}

/** Binds a name in exactly this scope. */
export function declare(m: Machine, scope: Scope, name: string, value: Value): void {
  const place = scope.variables.get(name);
  if (place) {
    m.heap.write(place, value);
    return;
  }
  const fresh = slot<Value | undefined>(undefined, joinMaybe, widenMaybe);
  scope.variables.set(name, fresh);
  m.heap.write(fresh, value);
}

/** An assignment without declaration: Python's goes to the function's own scope, JavaScript's to the variable that is in sight. */
export function assignName(m: Machine, frame: Frame, name: string, value: Value): void {
  declare(
    m,
    frame.language.assignsOutwards ? holder(frame.scope, name) : pythonScope(frame, name),
    name,
    value,
  );
}

/** `del name` */
export function unbind(m: Machine, frame: Frame, name: string): void {
  const place = pythonScope(frame, name).variables.get(name);
  if (place) m.heap.write(place, undefined);
}

function holder(scope: Scope, name: string): Scope {
  let at = scope;
  for (;;) {
    if (at.variables.has(name) || !at.parent) return at;
    noted.miss(at, name);
    at = at.parent;
  }
}

function pythonScope(frame: Frame, name: string): Scope {
  const declared = frame.outer?.get(name);
  if (!declared) return frame.scope;
  let at = frame.scope.parent ?? frame.scope;
  if (declared === 'nonlocal') return holder(at, name);
  while (at.parent) at = at.parent;
  return at;
}

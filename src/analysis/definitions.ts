/** Function and class definitions. */
import type { ClassStmt, Expr, FunctionStmt } from '../syntax/tree.ts';
import { type ClassValue, joinAttributes, slot, type Value } from '../values/index.ts';
import { callValue } from './calls.ts';
import { memberAmong, resolutionOrder } from './classes.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { callFunction, makeFunction } from './functions.ts';
import { automatic, enumMember, sameMember } from './library/python/enums.ts';
import type { Machine } from './machine.ts';
import { declare, newScope } from './scope.ts';
import { setterName } from './setters.ts';
import { executeBlock } from './statements.ts';

export function defineFunction(m: Machine, frame: Frame, s: FunctionStmt): void {
  const made = makeFunction(m, frame, s.function, s.name, s.decorators);
  if (frame.scope.kind === 'module') m.run.define(made);
  const accessor = accessorOf(s);
  if (accessor === 'deleter') return;
  declare(m, frame.scope, accessor === 'setter' ? setterName(s.name) : s.name, decorated(m, frame, made, s));
}

/** `@size.setter` above `def size(self, value)`: the property keeps its name, and what sets it goes by another, as setters of JavaScript do. */
function accessorOf(s: FunctionStmt): 'setter' | 'deleter' | undefined {
  const kinds = s.decorators.map(e =>
    e.kind === 'attribute' &&
    (e.object.kind === 'name' || e.object.kind === 'attribute') &&
    e.object.name === s.name
      ? e.name
      : undefined,
  );
  return kinds.find(kind => kind === 'setter' || kind === 'deleter');
}

const applied = (m: Machine, frame: Frame, apply: Value, value: Value, decorator: Expr): Value =>
  callValue(
    m,
    apply,
    { args: [{ name: undefined, value, at: at(frame, decorator) }], open: false },
    at(frame, decorator),
  );

/** A decorator that is known is applied; any other is taken to keep the function what it is. */
function decorated(m: Machine, frame: Frame, made: Value, s: FunctionStmt): Value {
  let value = made;
  for (const decorator of [...s.decorators].reverse()) {
    const apply = evaluate(m, frame, decorator);
    if (!isApplied(apply)) continue;
    const result = applied(m, frame, apply, value, decorator);
    if (result.kind === 'function' || (apply.kind === 'native-function' && result.kind !== 'unknown'))
      value = result;
  }
  return value.kind === 'native-function' && made.kind === 'function' ? { ...value, wraps: made } : value;
}

const isApplied = (decorator: Value): boolean =>
  decorator.kind === 'function' ||
  decorator.kind === 'bound' ||
  (decorator.kind === 'native-function' && decorator.decorates === true);

/** Decorators that are known are applied: the program's own may keep the class in a register or put another in its place. */
function decoratedClass(m: Machine, frame: Frame, cls: ClassValue): Value {
  let value: Value = cls;
  for (const decorator of [...cls.statement.decorators].reverse()) {
    const apply = evaluate(m, frame, decorator);
    if (!isApplied(apply)) continue;
    const result = applied(m, frame, apply, value, decorator);
    if (result.kind === 'class' || result.kind === 'function') value = result;
  }
  return value;
}

export function defineClass(m: Machine, frame: Frame, s: ClassStmt): void {
  const bases = s.bases.map(base => evaluate(m, frame, base));
  const members = slot<ReadonlyMap<string, Value>>(new Map(), joinAttributes);
  const cls: ClassValue = {
    kind: 'class',
    id: m.host.nextId(),
    name: s.name,
    statement: s,
    file: frame.file,
    bases,
    members,
  };
  const body: Frame = {
    ...frame,
    scope: newScope('class', frame.file, frame.scope),
    qualifiedName: frame.qualifiedName ? `${frame.qualifiedName}.${s.name}` : s.name,
    owner: cls,
    yields: undefined,
    embrace: undefined,
    outer: undefined,
    exported: undefined,
  };
  m.run.openClass(s, body);
  if (frame.scope.kind === 'module') m.run.define(cls);
  declare(m, frame.scope, s.name, cls);
  if (frame.language.explicitSelf) executeBlock(m, body, s.body);
  else for (const member of s.body) if (member.kind === 'function') defineFunction(m, body, member);
  const own = new Map<string, Value>();
  const given = new Map<Value, Value>();
  for (const [name, place] of body.scope.variables) {
    if (!place.value) continue;
    // A name that is given another's value is another name for it.
    const value = given.get(place.value) ?? automatic(cls, own, name, place.value);
    given.set(place.value, value);
    own.set(name, sameMember(own, value) ?? enumMember(m.host, cls, name, value));
    const method = place.value.kind === 'native-function' ? place.value.wraps : place.value;
    if (method?.kind === 'function') m.heap.write(method.owner, cls);
  }
  m.heap.write(members, own);
  if (!frame.language.explicitSelf) initialiseStatics(m, body, cls);
  else runSubclassHook(m, frame, cls);
  const made = decoratedClass(m, frame, cls);
  if (made !== cls) declare(m, frame.scope, s.name, made);
}

/** `__init_subclass__` of a base: often a register of all that derives from it. */
function runSubclassHook(m: Machine, frame: Frame, cls: ClassValue): void {
  const hook = memberAmong(resolutionOrder(cls).slice(1), '__init_subclass__');
  if (hook?.kind !== 'function') return;
  const args = cls.statement.keywords.map(({ name, value }) => ({
    name: name ?? undefined,
    value: evaluate(m, frame, value),
    at: at(frame, value),
  }));
  callFunction(m, hook, { args, open: false }, at(frame, cls.statement), cls);
}

/** Fields and blocks of the class itself, in order, once its methods are there; `this` is the class. */
function initialiseStatics(m: Machine, frame: Frame, cls: ClassValue): void {
  for (const statement of cls.statement.body) {
    const inner: Frame = { ...frame, scope: newScope('block', cls.file, frame.scope) };
    declare(m, inner.scope, 'this', cls);
    if (statement.kind === 'block') executeBlock(m, inner, statement.body);
    if (statement.kind !== 'assign' || !statement.isStatic || !statement.value) continue;
    const [target] = statement.targets;
    if (target?.kind !== 'name') continue;
    const value = evaluate(m, inner, statement.value);
    m.heap.write(cls.members, new Map(cls.members.value).set(target.name, value));
  }
}

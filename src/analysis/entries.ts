/**
 * What a program defines but does not run: classes that nothing instantiates, models that nothing calls, functions that nothing calls. They are run
 * with symbols named after their parameters, so that a library file has shapes too.
 */
import type { Origin } from '../shapes/index.ts';
import type { ClassStmt, FunctionExpr } from '../syntax/tree.ts';
import {
  type Argument,
  type ClassValue,
  type FunctionValue,
  isOnlyCopied,
  type NativeClass,
  type ObjectValue,
  type Restore,
  tensor,
  type Value,
} from '../values/index.ts';
import { callOn } from './calls.ts';
import { classMember, construct, nativeBase, resolutionOrder } from './classes.ts';
import { openState } from './entry-state.ts';
import { callFunction } from './functions.ts';
import type { Machine } from './machine.ts';
import { usesOf } from './members.ts';
import { parameterSymbol } from './parameters.ts';
import { asStretch } from './stretches.ts';
import { noteWhole } from './uses.ts';

/**
 * Runs everything of a module that nothing has run. What its methods make of a model is not what the program makes of it: `restores` gets
 * what undoes it, for when all has been run.
 */
export function runEntries(m: Machine, values: Iterable<Value>, restores: Restore[]): void {
  const made = new Set(m.run.objects);
  for (const value of values) {
    if (value.kind === 'class') runClass(m, value);
    else if (value.kind === 'function' && !isSettled(m, value)) runFunction(m, value);
  }
  for (const self of [...m.run.objects]) runMethods(m, self, () => keep(self, made.has(self), restores));
}

function keep(self: ObjectValue, isMadeHere: boolean, restores: Restore[]): void {
  const restore = nativeBase(self.class)?.extend?.keepParts?.(self, isMadeHere);
  if (restore) restores.push(restore);
}

/**
 * Functions inside of others and those without names that nothing has called: callbacks, handlers, what a factory returns. They see what their surroundings
 * have left last, which need not be what is there when they are called: shapes are shown, and nothing is refused.
 */
export function runInner(m: Machine, path: string): void {
  const done = new Set<FunctionExpr>();
  const isLeft = (fn: FunctionValue): boolean =>
    fn.file === path && !done.has(fn.function) && !m.run.called.has(fn.function);
  for (let left = [...m.run.inner.values()].filter(isLeft); left.length > 0; ) {
    for (const fn of left) {
      done.add(fn.function);
      if (m.run.called.has(fn.function)) continue;
      m.tolerated++;
      runFunction(m, fn);
      m.tolerated--;
    }
    left = [...m.run.inner.values()].filter(isLeft);
  }
}

/** Called by the program, with nothing left open that its arguments decided. */
function isSettled({ run }: Machine, { function: code }: FunctionValue): boolean {
  return run.called.has(code) && !run.doubted.has(code);
}

function runFunction(m: Machine, fn: FunctionValue): void {
  asEntry(m, fn.name, siteOf(fn), fn, () => {
    const args = symbolicArguments(m, fn, 0, undefined);
    noteWhole(m, callFunction(m, fn, { args, open: false, isEntry: true }, siteOf(fn)));
  });
}

/** What is found inside names the entry that it rests on. `on`: the object that it is called on. */
function asEntry(
  m: Machine,
  name: string,
  at: Origin,
  code: Value,
  action: () => void,
  on?: ObjectValue,
): void {
  asStretch(
    m,
    code,
    () => {
      const { tolerated } = m;
      m.entry = { kind: 'entry', name, at };
      m.isInherited = on !== undefined && code.kind === 'function' && !isOwn(on, code);
      try {
        action();
      } finally {
        m.entry = undefined;
        m.isInherited = false;
        // What the entry has contradicted is its own.
        m.tolerated = tolerated;
      }
      return 'next';
    },
    { on },
  );
}

const functionOf = (member: Value): FunctionValue | undefined =>
  member.kind === 'function' ? member : member.kind === 'native-function' ? member.wraps : undefined;

/** Whether the object's own class has the method, also as what a decorator made of it. */
function isOwn({ class: cls }: ObjectValue, method: FunctionValue): boolean {
  const members = [...cls.members.value.values()];
  return members.some(own => functionOf(own)?.function === method.function);
}

function siteOf(fn: FunctionValue): Origin {
  return {
    file: fn.file,
    start: fn.function.start,
    end: fn.function.start,
    what: `${fn.name}, called with any arguments`,
  };
}

function runClass(m: Machine, cls: ClassValue): void {
  if (m.run.called.has(cls.statement) || isBaseOfSomething(m, cls)) return;
  const site: Origin = {
    file: cls.file,
    start: cls.statement.nameSpan.start,
    end: cls.statement.nameSpan.end,
    what: `any ${cls.name}`,
  };
  const initialiser = classMember(m, cls, '__init__') ?? classMember(m, cls, 'constructor');
  const args =
    initialiser?.kind === 'function'
      ? symbolicArguments(m, initialiser, explicitSelf(initialiser), undefined)
      : [];
  // What derives from a class may set what its methods need: of its own instances shapes are shown, and nothing is refused.
  const isBase = isBaseOf(cls, definedClasses(m));
  const made = m.run.objects.length;
  if (isBase) m.tolerated++;
  asEntry(m, cls.name, site, cls, () => construct(m, cls, { args, open: false, isEntry: true }, site));
  if (isBase) {
    m.tolerated--;
    for (const self of m.run.objects.slice(made)) if (self.class === cls) m.run.mayBe(self);
  }
}

/** Abstract bases are seen through the classes that derive from them. */
function isBaseOfSomething(m: Machine, cls: ClassValue): boolean {
  return isBaseOf(
    cls,
    [...m.run.called].flatMap(node => (node.kind === 'class' ? [node] : [])),
  );
}

function isBaseOf(cls: ClassValue, others: readonly ClassStmt[]): boolean {
  return others.some(
    other =>
      other !== cls.statement && other.bases.some(base => base.kind === 'name' && base.name === cls.name),
  );
}

function definedClasses({ run }: Machine): readonly ClassStmt[] {
  return [...run.definitions].flatMap(value => (value.kind === 'class' ? [value.statement] : []));
}

/** Methods of instances that nothing called: first the one that a framework's call runs, then the others. */
/** `keepParts` is told when the method that the framework runs has been run, if that has not been called. */
function runMethods(m: Machine, self: ObjectValue, keepParts: () => void): void {
  // Its copies are what is called.
  if (self.base.value && isOnlyCopied(self.base.value)) return;
  const native = nativeBase(self.class);
  const entry = native?.extend?.entry;
  const methods = methodsOf(m, self.class);
  let isKept = false;
  for (const name of inOrder(methods, entry)) {
    const method = methods.get(name);
    if (name !== entry && !isKept) {
      keepParts();
      isKept = true;
    }
    if (!method || isCalled(m, self, method)) continue;
    if (name !== entry && isPlumbing(name)) continue;
    const isAvoided = name !== entry && m.run.mentioned.has(method.function) && !isCalledOn(m, self, method);
    const isShownOnly = isAvoided || m.run.possible.has(self);
    if (isShownOnly) m.tolerated++;
    const run = (): void => {
      openState(m, self, method, methods.values(), entry === undefined ? undefined : methods.get(entry));
      const called = name === entry && native ? { native, self } : undefined;
      const args = symbolicArguments(m, method, explicitSelf(method), called);
      const receiver = method.decoration === 'class' ? self.class : self;
      noteWhole(m, callOn(m, receiver, method, { args, open: false, isEntry: true }, siteOf(method)));
    };
    asEntry(m, `${self.class.name}.${name}`, siteOf(method), method, run, self);
    if (isShownOnly) m.tolerated--;
  }
}

/** First the one that the framework's call runs, then those that no other calls, then what these would have called. */
function inOrder(methods: ReadonlyMap<string, FunctionValue>, entry: string | undefined): readonly string[] {
  const called = new Set([...methods.values()].flatMap(method => [...usesOf(method.function).called]));
  const rank = (name: string): number => (name === entry ? 0 : called.has(name) ? 2 : 1);
  return [...methods.keys()].sort((a, b) => rank(a) - rank(b));
}

/** The user's methods of a class, what a decorator made of them too. */
function methodsOf(m: Machine, cls: ClassValue): ReadonlyMap<string, FunctionValue> {
  const methods = new Map<string, FunctionValue>();
  for (const name of methodNames(cls)) {
    const member = classMember(m, cls, name);
    const method = member && functionOf(member);
    if (method) methods.set(name, method);
  }
  return methods;
}

/** The method that a framework's call runs is analysed for every instance that nothing calls; others once. */
function isCalled(m: Machine, self: ObjectValue, method: FunctionValue): boolean {
  return isSettled(m, method) && isCalledOn(m, self, method);
}

function isCalledOn({ run }: Machine, self: ObjectValue, method: FunctionValue): boolean {
  return run.calledOn.get(method.function)?.has(self.id) ?? run.called.has(method.function);
}

function methodNames(cls: ClassValue): readonly string[] {
  const names = new Set<string>();
  for (const c of resolutionOrder(cls))
    if (c.kind === 'class') for (const name of c.members.value.keys()) names.add(name);
  return [...names];
}

function isPlumbing(name: string): boolean {
  return (name.startsWith('__') && name.endsWith('__')) || name === 'constructor';
}

function explicitSelf(fn: FunctionValue): number {
  const first = fn.function.parameters[0]?.target;
  return first?.kind === 'name' && (first.name === 'self' || first.name === 'cls') ? 1 : 0;
}

/** The entry of a model, which the framework calls. */
interface CalledEntry {
  readonly native: NativeClass;
  readonly self: ObjectValue;
}

/** One argument for each parameter that has no default: inputs of a model's entry are tensors, all others symbols. */
function symbolicArguments(
  m: Machine,
  fn: FunctionValue,
  skip: number,
  entry: CalledEntry | undefined,
): readonly Argument[] {
  const wanted = fn.function.parameters.slice(skip).filter(p => !p.default && !p.spread && !p.keywordOnly);
  return wanted.map(parameter => {
    const at: Origin = { file: fn.file, start: parameter.start, end: parameter.end, what: 'parameter' };
    const symbol = parameterSymbol(fn, parameter);
    if (!entry || parameter.target.kind !== 'name' || isPlainType(parameter.annotation))
      return { name: undefined, value: symbol, at };
    const { native, self } = entry;
    const passed = native.extend?.passes?.(m.host, self, parameter.target.name);
    if (passed) return { name: undefined, value: passed, at };
    const value = tensor(m.host, {
      framework: native.framework,
      shape: undefined,
      source: { operation: `parameter ${parameter.target.name}`, site: at, role: 'parameter' },
    });
    return { name: undefined, value, at };
  });
}

const PLAIN_TYPES = new Set([
  'int',
  'float',
  'str',
  'bool',
  'dict',
  'list',
  'tuple',
  'List',
  'Tuple',
  'Dict',
  'Sequence',
  'number',
  'string',
  'boolean',
]);

function isPlainType(annotation: FunctionExpr['returns']): boolean {
  if (annotation?.kind === 'index') return isPlainType(annotation.object);
  return (
    (annotation?.kind === 'name' || annotation?.kind === 'attribute') && PLAIN_TYPES.has(annotation.name)
  );
}

/**
 * What surely raises inside of a `try`: the path stops there, up to the handler. Only what is certain does so; a call that raises on some of its
 * paths goes on with the others.
 */
import type { Expr, Handler } from '../syntax/tree.ts';
import type { ClassValue, Value } from '../values/index.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { exceptionNames } from './library/python/exception-types.ts';
import { isRecording, type Machine } from './machine.ts';
import { lookup } from './scope.ts';

/** What is known of an exception. */
export interface Exception {
  /** Its class and those that this derives from; undefined: not known. */
  readonly names: readonly string[] | undefined;
  readonly value: Value | undefined;
}

/** A `try` that is being run, and how certain it was that what runs there does. */
export interface Guard {
  readonly tolerated: number;
  readonly undecided: number;
  readonly repeated: number;
  readonly trying: number;
  /** A handler is for a name that nothing defines. */
  readonly expectsNames: boolean;
}

export const UNKNOWN_EXCEPTION: Exception = { names: undefined, value: undefined };

/** Runs the body of a `try` that has handlers. */
export function guarded<T>(m: Machine, handlers: readonly Handler[], run: () => T): T {
  const outer = m.guard;
  m.guard = guardOf(
    m,
    handlers.some(({ type }) => type !== null && namesOne(type)),
  );
  try {
    return run();
  } finally {
    m.guard = outer;
    m.raised = undefined;
  }
}

/** Whether it is or has `NameError`. */
const namesOne = (type: Expr): boolean =>
  type.kind === 'tuple' ? type.items.some(namesOne) : type.kind === 'name' && type.name === 'NameError';

const guardOf = ({ tolerated, undecided, repeated, trying }: Machine, expectsNames: boolean): Guard => ({
  expectsNames,
  tolerated,
  undecided,
  repeated,
  trying,
});

/** Whether what is refused at this moment is raised, and nothing but a handler comes after it. */
function isCertain(m: Machine): boolean {
  const { guard } = m;
  return (
    guard !== undefined &&
    isRecording(m) &&
    !m.entry &&
    m.caught === undefined &&
    m.tolerated === guard.tolerated &&
    m.undecided === guard.undecided &&
    m.repeated === guard.repeated &&
    m.trying === guard.trying
  );
}

/** An expression raises: the statement that it stands in leaves. */
export function raises(m: Machine, exception: Exception): void {
  if (!isCertain(m)) return;
  m.raised ??= exception;
}

/** A name has no value, and the program expects that. */
export function raisesName(m: Machine, name: string): void {
  const mayBeDefined = OF_PYTHON.has(name) || [' import *', 'exec('].some(m.host.mentions);
  if (m.guard?.expectsNames && !mayBeDefined)
    raises(m, { names: exceptionNames('NameError'), value: undefined });
}

/** What Python itself defines, known here or not. https://docs.python.org/3/library/functions.html */
const OF_PYTHON: ReadonlySet<string> = new Set(
  `abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod
  enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len
  list locals map max memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted
  staticmethod str sum super tuple type vars zip Ellipsis NotImplemented __name__ __file__ __doc__ __builtins__ __debug__ __import__
  __spec__ __package__ __loader__ quit exit copyright credits license get_ipython display _`.split(/\s+/),
);

/** A function that the program calls has come to no `return`. */
export function callRaises(m: Machine): void {
  const exception = m.thrown ?? UNKNOWN_EXCEPTION;
  // A method of a base class that only subclasses fill in.
  if (exception.names?.includes('NotImplementedError') && m.entry) return;
  if (m.guard && !m.entry && m.caught === undefined && isRecording(m)) m.raised ??= exception;
}

/** What the body of a `with` has raised is raised in its context. */
export function raisesThrown(m: Machine): void {
  m.raised = m.thrown ?? UNKNOWN_EXCEPTION;
}

/** Runs what may not run at all, or may run otherwise: that it raises is not certain. */
export function unraised<T>(m: Machine, run: () => T): T {
  const { raised } = m;
  m.raised = undefined;
  try {
    return run();
  } finally {
    m.raised = raised;
  }
}

/** Whether the statement that runs has raised; what it raised is kept for the handler. */
export function hasRaised(m: Machine): boolean {
  if (!m.raised) return false;
  m.thrown = m.raised;
  m.raised = undefined;
  return true;
}

/** `raise ValueError('no')`, `raise ValueError`, `throw new Error()` */
export function thrownBy(m: Machine, frame: Frame, e: Expr): Exception {
  const value = evaluate(m, frame, e);
  const cls = value.kind === 'object' ? value.class : value.kind === 'class' ? value : undefined;
  if (cls) return { names: namesOfClass(cls), value };
  const named = e.kind === 'call' ? e.callee : e;
  const isBuiltin = named.kind === 'name' && !lookup(frame.scope, named.name);
  return { names: isBuiltin ? exceptionNames(named.name) : undefined, value: undefined };
}

/** undefined: a base is not known. */
function namesOfClass(cls: ClassValue): readonly string[] | undefined {
  const names = [cls.name];
  for (const [i, base] of cls.statement.bases.entries()) {
    const value = cls.bases[i];
    const of =
      value?.kind === 'class'
        ? namesOfClass(value)
        : base.kind === 'name'
          ? exceptionNames(base.name)
          : undefined;
    if (!of) return undefined;
    names.push(...of);
  }
  return names;
}

/** Whether a handler takes the exception; undefined: not known. */
export function handles(frame: Frame, { type }: Handler, { names }: Exception): boolean | undefined {
  if (!type) return true;
  const all = (type.kind === 'tuple' ? type.items : [type]).map(each => takes(frame, each, names));
  return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
}

function takes(frame: Frame, type: Expr, names: readonly string[] | undefined): boolean | undefined {
  if (type.kind !== 'name') return undefined;
  const own = lookup(frame.scope, type.name);
  if (own && own.kind !== 'class') return undefined;
  const [name] = own ? [own.name] : (exceptionNames(type.name) ?? []);
  if (!name) return undefined;
  if (name === 'BaseException') return true;
  // Whatever is raised is hardly one of those by which programs are ended.
  if (!names) return name === 'Exception' ? true : undefined;
  return names.includes(name);
}

/**
 * What surely raises inside of a `try`: the path stops there, up to the handler. Only what is certain does so; a call that raises on some of its
 * paths goes on with the others.
 */
import type { Expr, Handler } from '../syntax/tree.ts';
import type { Changes, ClassValue, Mark, Value } from '../values/index.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { exceptionNames } from './library/python/exception-types.ts';
import { costOf, isRecording, type Machine, tick } from './machine.ts';
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
  readonly muted: number;
  readonly shadowed: number;
  /** Where it began, in the heap's log. */
  readonly mark: Mark;
  /** Ways on which it has raised while another goes on. */
  readonly ways: RaisedWay[];
}

/** What a way had come to when it raised. */
export interface RaisedWay {
  readonly exception: Exception;
  readonly changes: Changes;
}

export const UNKNOWN_EXCEPTION: Exception = { names: undefined, value: undefined };

/** Of a way that ends without raising anything: what follows a loop that only jumps leave. */
export const NOTHING_RAISED: Exception = { names: [], value: undefined };

/** Runs the body of a `try` that has handlers, which begins at the mark. Gives the ways beside the present one on which it raises, too. */
export function guarded<T>(m: Machine, mark: Mark, run: () => T): readonly [T, readonly RaisedWay[]] {
  const outer = m.guard;
  const guard = guardOf(m, mark);
  m.guard = guard;
  try {
    return [run(), guard.ways];
  } finally {
    m.guard = outer;
    m.raised = undefined;
  }
}

const guardOf = (
  { tolerated, undecided, repeated, trying, muted, shadowed }: Machine,
  mark: Mark,
): Guard => ({
  tolerated,
  undecided,
  repeated,
  trying,
  muted,
  shadowed,
  mark,
  ways: [],
});

/** The present way has raised, and the program goes on from another one: what it has come to waits for the handler. */
export function leaveRaising(m: Machine): void {
  const way = raisedWay(m);
  if (way) m.guard?.ways.push(way);
}

/** The present way, which has raised; undefined where no handler is waited for. */
export function raisedWay(m: Machine): RaisedWay | undefined {
  const { guard, thrown } = m;
  if (!guard || thrown === NOTHING_RAISED || m.caught) return undefined;
  if (m.trying !== guard.trying || m.muted !== guard.muted || m.shadowed !== guard.shadowed) return undefined;
  const changes = m.heap.changesSince(guard.mark);
  tick(m, costOf(changes.ends.size));
  return { exception: thrown ?? UNKNOWN_EXCEPTION, changes };
}

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

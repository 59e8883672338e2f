/** One activation of a module, function or class body: its scope, and the exits taken on paths that the present one has left behind. */
import type { Origin } from '../shapes/index.ts';
import type { FunctionExpr, Span } from '../syntax/tree.ts';
import type { Changes, ClassValue, ListValue, Mark, ModuleValue, Scope, Value } from '../values/index.ts';
import type { LanguageRules } from './language-rules.ts';

/** How execution leaves a statement. */
export type Flow = 'next' | 'return' | 'break' | 'continue' | 'raise';

/** A branch that left by a jump while the other went on: its state waits for the place that the jump leads to. */
export interface Exit {
  readonly flow: Flow;
  readonly changes: Changes;
}

/** The innermost loop. */
export interface LoopFrame {
  readonly start: Mark;
  /** Where its present round began. */
  round: Mark;
  /** How many refusals there were before it. */
  readonly refusals: number;
  /** How many of its last rounds have changed nothing but the variables that it counts by. */
  settled: number;
}

export const loopFrom = (start: Mark, refusals: number): LoopFrame => ({
  start,
  round: start,
  refusals,
  settled: 0,
});

/** The body of a `with`, which a generator that is its context runs where it yields (`contextlib.contextmanager`). */
export interface Embrace {
  /** Runs it, with what is yielded. */
  readonly enter: (given: Value) => Flow;
  /** How the whole was left; undefined: no generator has taken it. */
  left: Flow | undefined;
}

export interface Frame {
  readonly scope: Scope;
  readonly file: string;
  readonly language: LanguageRules;
  /** Names of enclosing functions and classes: 'Net.forward'; undefined at module level. */
  readonly qualifiedName: string | undefined;
  /** The class whose method this is, for `super()`. */
  readonly owner: ClassValue | undefined;
  readonly self: Value | undefined;
  /** Parameter list of the function being run. */
  readonly function: FunctionExpr | undefined;
  /** Values returned so far, one a path. */
  readonly returns: Value[];
  /** Values yielded; undefined outside of generators. */
  readonly yields: ListValue | undefined;
  readonly embrace: Embrace | undefined;
  readonly exits: Exit[];
  /** Where the function (or the module) began, in the heap's log. */
  readonly entry: Mark;
  loop: LoopFrame | undefined;
  /** Names declared `global` or `nonlocal`; undefined while there are none. */
  outer: Map<string, 'global' | 'nonlocal'> | undefined;
  /** ES and CommonJS exports of a module; undefined for Python and inside functions. */
  readonly exported: Map<string, Value> | undefined;
  readonly module: ModuleValue | undefined;
}

export function at(frame: Frame, span: Span, what = ''): Origin {
  return { file: frame.file, start: span.start, end: span.end, what };
}

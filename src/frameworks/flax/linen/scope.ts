/**
 * Scopes of flax.linen: while a module runs inside `init` or `apply`, its weights live under its path in the variables. Modules are named where they
 * are made: by `name=`, by the attribute of `setup`, or by class and number (`Dense_0`). Source: flax/linen/module.py.
 */

import type { Dim } from '../../../shapes/index.ts';
import { type Counts, joinCounts, joinPerhaps } from '../../joining.ts';
import { attached, type Host, itemsOf, type Slot, slot, type Value } from '../../parts.ts';
import { scopes } from '../../scopes.ts';
import { noteOpen } from './rows.ts';

/** One `init` or `apply`, or the analysis of a module that nothing runs. */
export interface Run {
  readonly mode: 'init' | 'apply' | 'loose';
  /** The module that it was asked of. */
  readonly root: Value;
  /** What `apply` was given. */
  readonly variables: Value | undefined;
  /** Random streams that it has keys of; undefined: not known. */
  readonly streams: ReadonlySet<string> | undefined;
  /** Collections that it may change: no other, or the statistics of norms among them; undefined: not known. */
  readonly changes: 'none' | 'batch_stats' | undefined;
  /** What came to be, by full name: 'params/Dense_0/kernel'. */
  readonly made: Slot<ReadonlyMap<string, Value>>;
  /** Something ran of which it is not known what it has made. */
  readonly isOpen: Slot<boolean>;
}

type NamedValue = readonly [string, Value];

export interface Scope {
  readonly run: Run;
  readonly owner: Value;
  readonly path: readonly string[];
  /** Modules that the owner holds by name. */
  readonly held: () => readonly NamedValue[];
  /** How many modules of each class were made. */
  readonly counts: Slot<Counts>;
  readonly outer: Scope | undefined;
  readonly phase: 'setup' | 'compact';
  /** What stands before the class in names made now: 'Scan' of `ScanLSTMCell_0`. */
  readonly prefix: string;
  /** Along which further axes variables that are made now stand for those of several modules, the outermost first. */
  readonly stacks: readonly Stack[];
}

/** What `variable_axes` of a lifted transformation says: collections, and the axis of each. */
export interface Stack {
  readonly axes: ReadonlyMap<string, number>;
  readonly count: Dim;
}

const { current, within } = scopes<Scope>();

export const currentScope = current;

export function newRun(
  mode: Run['mode'],
  root: Value,
  given: Partial<Pick<Run, 'variables' | 'streams' | 'changes'>> = {},
): Run {
  const made = slot<ReadonlyMap<string, Value>>(new Map(), (a, b) => joinPerhaps(a, b));
  const isOpen = slot(false, (a, b) => a || b);
  return {
    mode,
    root,
    variables: given.variables,
    streams: given.streams,
    changes: given.changes,
    made,
    isOpen,
  };
}

function scopeOf(
  run: Run,
  owner: Value,
  path: readonly string[],
  held: Scope['held'],
  outer: Scope | undefined,
): Scope {
  const counts = slot<Counts>(new Map(), joinCounts);
  const stacks = outer?.stacks ?? [];
  return { run, owner, path, held, counts, outer, phase: 'compact', prefix: '', stacks };
}

/** Starts a run at a module. */
export function begin<T>(host: Host, run: Run, held: Scope['held'], action: () => T): T {
  const note = (code: string): void => {
    noteOpen(host, run.root, code);
    host.write(run.isOpen, true);
  };
  return within(host, scopeOf(run, run.root, [], held, undefined), () =>
    host.watchUnknownCalls(note, action),
  );
}

/** Runs what a module does inside of its scope. */
export function enter<T>(host: Host, module: Value, held: Scope['held'], action: () => T): T {
  const scope = current(host);
  if (!scope) return begin(host, newRun('loose', module), held, action);
  if (scope.owner === module) return action();
  const own = chain(scope).find(each => each.owner === module);
  const next: Scope = own
    ? { ...own, outer: scope, stacks: scope.stacks }
    : scopeOf(scope.run, module, pathOf(scope, module), held, scope);
  return within(host, next, action);
}

/** Runs `setup`, in which modules get their names from the attributes that they are assigned to. */
export function settingUp(host: Host, action: () => void): void {
  const scope = current(host);
  if (scope) within(host, { ...scope, phase: 'setup' }, action);
}

/** Something runs here of which it is not known which variables it makes. */
export function loseVariables(host: Host): void {
  const scope = current(host);
  if (scope) host.write(scope.run.isOpen, true);
}

/** Runs what makes variables that stand for several, or takes them apart. */
export function stacking<T>(host: Host, stack: Stack, action: () => T): T {
  const scope = current(host);
  return scope ? within(host, { ...scope, stacks: [...scope.stacks, stack] }, action) : action();
}

export function chain(scope: Scope | undefined): readonly Scope[] {
  return scope ? [scope, ...chain(scope.outer)] : [];
}

interface GivenName {
  readonly owner: Value;
  readonly name: string;
}

/** The name that a module got where it was made, and in which module. */
const givenName = attached<Value, GivenName | undefined>(undefined, (a, b) => a ?? b);

/** How many of these were made in the present scope before. */
export function countNew(host: Host, scope: Scope, name: string): number {
  const count = scope.counts.value.get(name) ?? 0;
  host.write(scope.counts, new Map(scope.counts.value).set(name, count + 1));
  return count;
}

/** The name of a module that is being made now; undefined: it is named by what holds it. */
export function nameNew(host: Host, className: string, given: string | undefined): string | undefined {
  const scope = current(host);
  if (!scope) return undefined;
  if (given !== undefined) return given;
  if (scope.phase === 'setup') return undefined;
  const name = `${scope.prefix}${className}`;
  return `${name}_${countNew(host, scope, name)}`;
}

/** Makes a module whose class is that of a lifted transformation. */
export function named<T>(host: Host, prefix: string, make: () => T): T {
  const scope = current(host);
  return scope ? within(host, { ...scope, prefix: `${prefix}${scope.prefix}` }, make) : make();
}

export function rememberName(host: Host, module: Value, name: string | undefined): void {
  const scope = current(host);
  if (scope && name !== undefined) host.write(givenName.place(module), { owner: scope.owner, name });
}

function pathOf(scope: Scope, module: Value): readonly string[] {
  const named = givenName.of(module);
  const owner = named && chain(scope).find(each => each.owner === named.owner);
  if (named && owner) return [...owner.path, named.name];
  for (const each of chain(scope)) {
    const held = each.held().find(([, value]) => value === module);
    // What a lifted transformation wraps has the wrapper's place.
    if (held) return held[0] === '' ? each.path : [...each.path, held[0]];
  }
  return [...scope.path, named?.name ?? (module.kind === 'native' ? module.class.name : '?')];
}

/** Modules in an attribute: of a list `layers_0`, of a dict `heads_a`. */
export function heldBy(name: string, value: Value): readonly NamedValue[] {
  if (value.kind === 'object' || value.kind === 'native') return [[name, value]];
  const items = itemsOf(value);
  if (items) return items.flatMap((item, i) => heldBy(`${name}_${i}`, item));
  if (value.kind !== 'dict') return [];
  return [...value.entries.value.known].flatMap(([key, item]) => heldBy(`${name}_${key}`, item));
}

/**
 * What `init` and `apply` have in place while the transformed function runs: parameters by module and name, and how modules are named.
 * Sources: haiku/_src/base.py, haiku/_src/module.py (unique_and_canonical_name).
 */
import { surelyDiffer } from '../../shapes/index.ts';
import { type Counts, joinCounts, joinMade, joinMet, joinPerhaps, withMade } from '../joining.ts';
import {
  dict,
  type Host,
  type NativeValue,
  type Slot,
  shapeOf,
  slot,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { scopes } from '../scopes.ts';

type ByName = ReadonlyMap<string, TensorValue>;
type ByModule = ReadonlyMap<string, ByName>;

/** What the modules of one transformed function own: kept from `init` to `apply`. */
export interface Owned {
  readonly params: Slot<ByModule>;
  readonly state: Slot<ByModule>;
  /** Modules by their full name and place in the code: `apply` makes none that `init` has made. */
  readonly modules: Slot<ReadonlyMap<string, NativeValue>>;
  /** Modules of which it is not known which parameters they have, or how many of them there are. */
  readonly open: Slot<ReadonlySet<string>>;
}

export interface Run {
  readonly mode: 'init' | 'apply';
  readonly owned: Owned;
  /** What `apply` was given. */
  readonly params: Value | undefined;
  /** `apply` surely has no key to draw by. */
  readonly isKeyless?: boolean;
}

/** A method of a module, or the transformed function itself, while it runs. */
interface Scope {
  readonly run: Run;
  /** '' at the root. Asked late: an initialiser runs before its module has a name. */
  readonly module: () => string;
  readonly method: string;
  /** The next number of each name. */
  readonly counters: Slot<Counts>;
  readonly outer: Scope | undefined;
}

const { current, within } = scopes<Scope>();

export const currentRun = (host: Host): Run | undefined => current(host)?.run;

/** The module whose method runs; '~' owns what belongs to none. */
export const currentModule = (host: Host): string => current(host)?.module() || '~';

const haveSameNames = (a: ByName, b: ByName): boolean =>
  a.size === b.size && [...a.keys()].every(name => b.has(name));

export function newOwned(): Owned {
  return {
    params: slot<ByModule>(new Map(), (a, b) => joinPerhaps(a, b, haveSameNames)),
    state: slot<ByModule>(new Map(), joinMade),
    modules: slot<ReadonlyMap<string, NativeValue>>(new Map(), joinMade),
    open: slot<ReadonlySet<string>>(new Set(), joinMet),
  };
}

export const isUnused = ({ modules, params }: Owned): boolean =>
  modules.value.size === 0 && params.value.size === 0;

/** Whether two runs own parameters of the same names and, as far as is known, shapes. */
export function ownTheSame(a: Owned, b: Owned): boolean {
  const [first, second] = [a.params.value, b.params.value];
  return isSame(first, second, (own, other) =>
    isSame(own, other, (one, two) => !surelyDiffer(shapeOf(one), shapeOf(two))),
  );
}

function isSame<V>(
  a: ReadonlyMap<string, V>,
  b: ReadonlyMap<string, V>,
  isAlike: (a: V, b: V) => boolean,
): boolean {
  return (
    a.size === b.size &&
    [...a].every(([name, own]) => {
      const other = b.get(name);
      return other !== undefined && isAlike(own, other);
    })
  );
}

function scopeOf(run: Run, module: () => string, method: string, outer: Scope | undefined): Scope {
  const counters = slot<Counts>(new Map(), joinCounts);
  return { run, module, method, counters, outer };
}

export function running<T>(host: Host, run: Run, action: () => T): T {
  return within(
    host,
    scopeOf(run, () => '', '__call__', undefined),
    action,
  );
}

/** Inside a method of a module; outside of any run nothing is named. */
export function inMethod<T>(host: Host, module: () => string, method: string, action: () => T): T {
  const scope = current(host);
  return scope ? within(host, scopeOf(scope.run, module, method, scope), action) : action();
}

/** 'VanillaRNN' is 'vanilla_rnn'. */
export const snakeCase = (name: string): string =>
  name.replace(/((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))/g, '_$1').toLowerCase();

/** The full name of a new module: that of the module whose method makes it, the method where it is not `__call__`, and a number for the second of a kind. */
export function nameModule(host: Host, wanted: string): string {
  const scope = current(host);
  return scope ? nameIn(host, scope, wanted) : wanted;
}

/** The name of a module whose own initialiser is running: it is made where that was called. */
export function nameConstructed(host: Host, wanted: string): string {
  const scope = current(host)?.outer;
  return scope ? nameIn(host, scope, wanted) : wanted;
}

function nameIn(host: Host, { module, method, counters }: Scope, wanted: string): string {
  const parent = module();
  const step = method === '__init__' ? '~/' : method === '__call__' ? '' : `~${method}/`;
  const whole = parent ? `${parent}/${step}${wanted}` : wanted;
  const [, stem = whole, number] = /^(.*)_(0|[1-9]\d*)$/.exec(whole) ?? [];
  const next = number === undefined ? (counters.value.get(stem) ?? 0) : Number(number);
  host.write(counters, joinCounts(counters.value, new Map([[stem, next + 1]])));
  return number !== undefined || next > 0 ? `${stem}_${next}` : stem;
}

/** Adds a parameter or a part of the state to what the run owns. */
export function keep(
  host: Host,
  kind: 'params' | 'state',
  module: string,
  name: string,
  tensor: TensorValue,
): void {
  const place = currentRun(host)?.owned[kind];
  if (!place) return;
  if (host.outlastsRound(place)) loseParameters(host, module);
  const own = new Map(place.value.get(module)).set(name, tensor);
  host.write(place, withMade(place.value, [[module, own]]));
}

/** It is not known which parameters a module has. */
export function loseParameters(host: Host, module: string): void {
  const place = currentRun(host)?.owned.open;
  if (place) host.write(place, new Set([...place.value, module]));
}

/** `{'lstm/linear': {'w': ..., 'b': ...}}`; `rest` stands for what modules own that were not followed, where there may be any. */
export function asDict(owned: ByModule, rest: Value | undefined): Value {
  return dict(
    [...owned].map(([module, own]) => [module, dict(own)] as const),
    rest,
  );
}

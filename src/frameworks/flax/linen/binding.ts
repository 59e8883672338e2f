/** `init`, `apply` and their like: a module run with variables. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/module.html */
import type { Origin } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import type { Method } from '../../modules/dialect.ts';
import {
  type Argument,
  asString,
  type Call,
  dict,
  type Host,
  itemsOf,
  NONE,
  tuple,
  type Value,
} from '../../parts.ts';
import { boundTo } from './bound.ts';
import { heldIn } from './held.ts';
import { keysOf } from './needs.ts';
import { begin, newRun, type Run } from './scope.ts';
import { valueAt, variablesOf } from './variables.ts';

/** Arguments that are no arguments of the method that is run. */
const OWN: ReadonlySet<string> = new Set(['rngs', 'method', 'mutable', 'capture_intermediates', 'variables']);

interface Asked {
  /** The keys of `init`, the variables of `apply`. */
  readonly first: Argument | undefined;
  readonly passed: readonly Argument[];
  readonly method: Value | undefined;
  readonly mutable: Value;
}

function read({ args }: Call, first: 'rngs' | 'variables'): Asked {
  const named = (name: string): Argument | undefined => args.find(a => a.name === name);
  const positional = args.filter(a => a.name === undefined);
  const isNamed = named(first) !== undefined;
  return {
    first: named(first) ?? positional[0],
    passed: [
      ...(isNamed ? positional : positional.slice(1)),
      ...args.filter(a => a.name !== undefined && !OWN.has(a.name)),
    ],
    method: named('method')?.value,
    mutable: named('mutable')?.value ?? NONE,
  };
}

function run(host: Host, site: Origin, module: Value, { passed, method }: Asked, how: Run): Value {
  return begin(
    host,
    how,
    () => heldIn(module),
    () => {
      if (!method || method.kind === 'none') return host.call(module, passed, site);
      const name = asString(method);
      if (name !== undefined) return host.call(host.attribute(module, name, site), passed, site);
      if (method.kind === 'bound') return host.call({ ...method, self: module }, passed, site);
      return host.call(method, [{ name: undefined, value: module, at: site }, ...passed], site);
    },
  );
}

/** Gives the output and the variables. */
function initialised(module: Value, call: Call): { readonly output: Value; readonly variables: Value } {
  const { host, site } = call;
  const how = newRun('init', module);
  const output = run(host, site, module, read(call, 'rngs'), how);
  const rest = host.unknown('the variables', site);
  return { output, variables: call.open ? rest : variablesOf(how, rest) };
}

export const init: Method = (module, call) => initialised(module, call).variables;

export const initWithOutput: Method = (module, call) => {
  const { output, variables } = initialised(module, call);
  return tuple([output, variables]);
};

export const apply: Method = (module, call) => {
  const { host, site } = call;
  const asked = read(call, 'variables');
  const wrong = refuseNested(call, asked.first);
  if (wrong) return wrong;
  const how = newRun('apply', module, {
    variables: asked.first?.value,
    streams: call.open ? undefined : streamsOf(call),
    changes: call.open ? undefined : changesOf(asked.mutable),
  });
  const output = run(host, site, module, asked, how);
  return isMutable(asked.mutable) ? tuple([output, updatedBy(call, asked, how)]) : output;
};

/** `{'params': variables}`: what `init` gives has that collection already. */
function refuseNested({ host, site }: Call, given: Argument | undefined): Value | undefined {
  const inner = given && valueAt(given.value, ['params', 'params']);
  if (inner?.kind !== 'dict') return undefined;
  const scene = { host, framework: 'flax', operation: 'apply', site } as const;
  return refuseArgument(scene, {
    parameter: 'variables',
    aspect: 'value',
    allowed: "what `init` gives, or `{'params': params}`",
    given: "`{'params': {'params': ...}}`",
    at: given?.at ?? site,
    says: 'but got a dict with an extra params layer',
  });
}

/** The streams of `rngs`, a dict of keys; one key stands for all. */
function streamsOf({ args }: Call): ReadonlySet<string> | undefined {
  const rngs = args.find(a => a.name === 'rngs')?.value;
  if (!rngs || (rngs.kind === 'none' && !rngs.assumed)) return new Set();
  return rngs.kind === 'tensor' ? new Set(['params']) : keysOf(rngs);
}

/** What of the variables may be changed. */
function changesOf(mutable: Value): Run['changes'] {
  if (mutable.kind === 'none') return mutable.assumed ? undefined : 'none';
  if (mutable.kind === 'bool' && mutable.value !== undefined) return mutable.value ? 'batch_stats' : 'none';
  const names = mutable.kind === 'string' ? [mutable] : itemsOf(mutable);
  const known = names?.map(asString);
  if (!known || known.includes(undefined)) return undefined;
  return known.includes('batch_stats') ? 'batch_stats' : known.includes('params') ? undefined : 'none';
}

/** A collection's name, a list of them, or True: the output comes with what has changed. */
function isMutable(mutable: Value): boolean {
  if (mutable.kind === 'none') return false;
  if (mutable.kind === 'bool') return mutable.value !== false;
  return mutable.kind !== 'list' || itemsOf(mutable) !== undefined;
}

/** Collections whose variables look as they did before. */
const SAME_AGAIN: ReadonlySet<string | undefined> = new Set(['params', 'batch_stats']);

/** The collections that may change: as they were given, as far as the module has made them. */
function updatedBy({ host, site, open }: Call, { first, mutable }: Asked, how: Run): Value {
  const names = (mutable.kind === 'string' ? [mutable] : itemsOf(mutable))?.map(asString);
  const rest = host.unknown('the changed variables', site);
  if (open || !names) return rest;
  const made = variablesOf(how, rest);
  const collections = names.flatMap(name => {
    const [before, after] = [first?.value, made].map(tree => name !== undefined && valueAt(tree, [name]));
    const value = before && after && !SAME_AGAIN.has(name) ? rest : before || after;
    return name === undefined || !value ? [] : [[name, value] as const];
  });
  return dict(collections, rest);
}

export const bind: Method = (module, call) =>
  boundTo(call.host, module, read(call, 'variables').first?.value);

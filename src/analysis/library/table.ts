/** Helpers for tables of library functions and methods. */
import type { Call, Host, NativeFunction, Value } from '../../values/index.ts';
import { nativeFunction } from '../../values/index.ts';
import { takenBy } from './iterators.ts';

/** A function of positional arguments; `call` gives access to keywords and ranges. */
export type Body = (host: Host, args: readonly Value[], call: Call) => Value;

export type Table = Readonly<Record<string, Body>>;

export function fromTable(table: Table, name: string, prefix = ''): NativeFunction | undefined {
  const body = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!body) return undefined;
  const isLost = (call: Call): boolean => call.open && call.args.length === 0 && !TAKES_KEYWORDS.has(name);
  return nativeFunction(prefix + name, call => {
    if (isLost(call)) return lost(call);
    const result = body(call.host, positional(call), call);
    takenBy(call.host, prefix + name, call.args);
    return result;
  });
}

/** Calls with `**options` alone; every other one that is given only what is not known (`int(*args)`) is not one without arguments. */
const TAKES_KEYWORDS = new Set([
  'dict',
  'OrderedDict',
  'defaultdict',
  'Counter',
  'SimpleNamespace',
  'Namespace',
  'ArgumentParser',
  'chain',
  'zip',
]);

export function positional(call: Call): readonly Value[] {
  return call.args.filter(a => a.name === undefined).map(a => a.value);
}

/** A keyword argument; undefined where it is not given. */
export function keyword(call: Call, name: string): Value | undefined {
  return call.args.find(a => a.name === name)?.value;
}

/** A method of a value: a table of bodies that get the value first. */
export type MethodTable<T extends Value> = Readonly<
  Record<string, (self: T, host: Host, args: readonly Value[], call: Call) => Value>
>;

export function method<T extends Value>(table: MethodTable<T>, self: T, name: string): Value | undefined {
  const body = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!body) return undefined;
  return {
    kind: 'bound',
    self,
    function: nativeFunction(name, call => {
      const result = body(self, call.host, positional(call), call);
      takenBy(call.host, name, call.args);
      return result;
    }),
  };
}

export function lost(call: Call): Value {
  return call.host.unknown(`the result of \`${call.host.textOf(call.site)}\``, call.site);
}

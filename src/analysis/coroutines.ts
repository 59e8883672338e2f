/**
 * What a call of Python's `async def` gives: nothing of the function runs before somebody awaits it, and of one that nobody awaits nothing runs at all.
 * https://docs.python.org/3/reference/compound_stmts.html#coroutine-function-definition
 */
import type { Origin } from '../shapes/index.ts';
import {
  beside,
  type Host,
  joinValues,
  type NativeValue,
  NONE,
  nativeFunction,
  SOME_BOOL,
  slot,
  type Value,
} from '../values/index.ts';
import { plainObject } from './library/python/plain-object.ts';

/** Runs what was not run yet, and gives what it has come to. */
const COMES_TO = beside<NativeValue, () => Value>();

export function coroutine(host: Host, run: () => Value, site: Origin): NativeValue {
  const made = plainObject({ host, site }, 'coroutine', { close: nativeFunction('close', () => NONE) });
  const result = slot<Value | undefined>(undefined, (a, b) => (a && b ? joinValues(a, b) : (a ?? b)));
  COMES_TO.set(made, () => {
    const known = result.value;
    if (known) return known;
    const value = run();
    host.write(result, value);
    return value;
  });
  return made;
}

/** `asyncio.create_task(work())`: it is run by the loop, whether somebody waits for it or not. */
export function task(host: Host, value: Value, site: Origin): NativeValue {
  const result = awaited(value);
  const nothing = ['cancel', 'add_done_callback', 'set_name'].map(
    name => [name, nativeFunction(name, () => NONE)] as const,
  );
  const made = plainObject({ host, site }, 'asyncio.Task', {
    ...Object.fromEntries(nothing),
    result: nativeFunction('result', () => result),
    done: nativeFunction('done', () => SOME_BOOL),
    cancelled: nativeFunction('cancelled', () => SOME_BOOL),
  });
  COMES_TO.set(made, () => result);
  return made;
}

/** What `await value` gives; what is no coroutine is taken for what it comes to. */
export function awaited(value: Value): Value {
  if (value.kind === 'native') return COMES_TO.get(value)?.() ?? value;
  if (value.kind !== 'union') return value;
  const [first, ...others] = value.options.map(awaited);
  return first ? others.reduce(joinValues, first) : value;
}

/** Arguments of pandas' functions by name. What is wrong with them is pandas' affair, and none of shapes. */
import { type Call, NONE, type Value } from '../parts.ts';

export interface Options {
  readonly value: (name: string) => Value;
  readonly given: (name: string) => boolean;
}

/** Positional arguments are those of `names`, in their order; undefined: some arguments are not known. */
export function optionsIn(call: Call, names: string): Options | undefined {
  if (call.open) return undefined;
  const order = names.split(' ');
  const given = new Map<string, Value>();
  let next = 0;
  for (const { name, value } of call.args) given.set(name ?? order[next++] ?? '', value);
  return { value: name => given.get(name) ?? NONE, given: name => given.has(name) };
}

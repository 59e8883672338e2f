/** Shared functions under a framework's own names of functions and parameters. */
import { type ArrayFunction, define, type FunctionTable } from './operation.ts';

/** Gives a shared function its parameters under the names it knows: `as({ axes: 'perm' }, permute)`. */
export function as(names: Readonly<Record<string, string>>, run: ArrayFunction['run']): ArrayFunction['run'] {
  const real = (name: string) => names[name] ?? name;
  return op => {
    const { bound } = op;
    const known = bound.names.map(name => Object.keys(names).find(key => names[key] === name) ?? name);
    const renamed = {
      ...bound,
      names: known,
      value: (name: string) => bound.value(real(name)),
      given: (name: string) => bound.given(real(name)),
      at: (name: string) => bound.at(real(name)),
    };
    return run({ ...op, bound: renamed });
  };
}

/** One definition for many names. */
export function each(names: string, signature: string, run: ArrayFunction['run']): FunctionTable {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map(name => [name, define(signature, run)]),
  );
}

/** Sizes that people name in annotations and comments: `"batch time 32"`, `# (B, T, 32)`. One name is one size wherever one call of a function writes it. */
import { type Dim, symbol } from '../shapes/index.ts';
import { onlySymbol, type Scope } from '../values/index.ts';
import type { Frame } from './frame.ts';
import type { Machine } from './machine.ts';

const NAMES = new WeakMap<Scope, Map<string, Dim>>();

export function named(m: Machine, frame: Frame, name: string): Dim {
  const names = NAMES.get(frame.scope) ?? new Map<string, Dim>();
  NAMES.set(frame.scope, names);
  const dim = names.get(name) ?? symbol(name, { id: `${name}@stated#${m.host.nextId()}` });
  names.set(name, dim);
  return dim;
}

const NAMED = /@stated#\d+$/;

/** The id of a size that is nothing but such a name. */
export function namedSizeOf(dim: Dim): string | undefined {
  const id = onlySymbol(dim)?.id;
  return id !== undefined && NAMED.test(id) ? id : undefined;
}

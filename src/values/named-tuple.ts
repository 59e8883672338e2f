/** Tuples whose items have names: what `collections.namedtuple` makes. */
import { beside } from './beside.ts';
import { tuple } from './make.ts';
import type { ListValue, Value } from './value.ts';

const NAMES = beside<ListValue, readonly string[]>();

export function namedTuple(names: readonly string[], items: readonly Value[]): ListValue {
  const made = tuple(items);
  NAMES.set(made, names);
  return made;
}

export const namesOfItems = (value: Value): readonly string[] | undefined =>
  value.kind === 'list' ? NAMES.get(value) : undefined;

/** A list or tuple like another one, of other items. */
export function listLike(like: ListValue, made: ListValue): ListValue {
  const names = NAMES.get(like);
  if (names) NAMES.set(made, names);
  return made;
}

export const sameNames = (a: ListValue, b: ListValue): boolean => {
  const [own, others] = [NAMES.get(a), NAMES.get(b)];
  return own === others || own?.join() === others?.join();
};

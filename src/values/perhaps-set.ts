/** Attributes that are set on some paths only: of those the value counts that one path gives them, and that they may not be there is known beside it. */
import { beside } from './beside.ts';
import type { Value } from './value.ts';

export type Attributes = ReadonlyMap<string, Value>;

const PERHAPS = beside<Attributes, ReadonlySet<string>>();

const NONE_OF_THEM: ReadonlySet<string> = new Set();

export const perhapsSet = (attributes: Attributes): ReadonlySet<string> =>
  PERHAPS.get(attributes) ?? NONE_OF_THEM;

/** A new map of which these may not be set. */
export function withPerhapsSet(attributes: Attributes, names: Iterable<string>): Attributes {
  const all = new Set(names);
  if (all.size > 0) PERHAPS.set(attributes, all);
  return attributes;
}

/** A copy that can be written into. */
export function attributesLike(attributes: Attributes): Map<string, Value> {
  const copy = new Map(attributes);
  withPerhapsSet(copy, perhapsSet(attributes));
  return copy;
}

/** The attributes after one more was set. */
export function withAttribute(attributes: Attributes, name: string, value: Value): Attributes {
  const others = [...perhapsSet(attributes)].filter(other => other !== name);
  return withPerhapsSet(new Map(attributes).set(name, value), others);
}

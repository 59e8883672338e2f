/**
 * Sizes that use has shown: past `o, _ = lstm(x)` the F of `B, T, F = x.shape` is the layer's `input_size`, and past `assert F == 64` it is 64. What is
 * shown on one way of a condition holds on that way.
 */
import { compare, constantOf, type Dim, isUnknown, sameDim, substitute, symbolsOf } from '../shapes/index.ts';
import {
  asDim,
  axisOf,
  itemsOf,
  type Slot,
  sameValueWith,
  shapeOf,
  slot,
  type Value,
} from '../values/index.ts';
import type { Machine } from './machine.ts';
import { namedSizeOf } from './named-sizes.ts';

type Equated = Machine['equated']['value'];

export const nothingEquated = (): Slot<Equated> => slot<Equated>(new Map(), inBoth);

function inBoth(a: Equated, b: Equated): Equated {
  if (a === b) return a;
  return new Map([...a].filter(([id, dim]) => sameDim(dim, b.get(id))));
}

/** From here on a tensor's size along an axis, of which only the name was known, is that one. */
export function equate(m: Machine, named: Dim, is: Dim): void {
  const id = axisOf(named);
  if (id !== undefined) settle(m, id, is);
}

function settle(m: Machine, id: string, is: Dim): void {
  const known = asEquated(m, is);
  if (isUnknown(known) || symbolsOf(known).some(symbol => symbol.id === id)) return;
  const others = [...m.equated.value].map(
    ([other, dim]) => [other, substitute(dim, each => (each === id ? known : undefined))] as const,
  );
  m.heap.write(m.equated, new Map([...others, [id, known]]));
}

/** The same of sizes, and of lists of as many, that are equal from here on: `F == 64`, `(T, F) == (30, 64)`. */
export function equateValues(m: Machine, a: Value, b: Value): void {
  const [one, other] = [asDim(a), asDim(b)];
  const [items, others] = [itemsOf(a), itemsOf(b)];
  if (one && other && compare(one, other) === 'unknown') {
    const id = namedBy(one);
    const otherId = namedBy(other);
    if (id !== undefined) settle(m, id, other);
    else if (otherId !== undefined) settle(m, otherId, one);
  } else if (items?.length === others?.length)
    for (const [i, item] of (items ?? []).entries()) equateValues(m, item, others?.[i] ?? item);
}

/** Code that compares a size means it; what a layer takes is no proof of what a comment called so elsewhere. */
const namedBy = (dim: Dim): string | undefined => axisOf(dim) ?? namedSizeOf(dim);

/** The value with the sizes that were shown since it was made. */
export function withEquated(m: Machine, value: Value): Value {
  if (value.kind === 'number') {
    const dim = value.dim && asEquated(m, value.dim);
    return dim === value.dim ? value : { ...value, dim };
  }
  const shape = value.kind === 'tensor' ? shapeOf(value) : undefined;
  if (value.kind !== 'tensor' || !shape) return value;
  const known = shape.map(dim => asEquated(m, dim));
  return known.every((dim, axis) => dim === shape[axis]) ? value : sameValueWith(value, { shape: known });
}

function asEquated(m: Machine, dim: Dim): Dim {
  if (constantOf(dim) !== undefined) return dim;
  const equated = m.equated.value;
  if (equated.size === 0 || !symbolsOf(dim).some(({ id }) => equated.has(id))) return dim;
  // What it is called says nothing of where it comes from any more.
  return equated.get(axisOf(dim) ?? '') ?? substitute(dim, id => equated.get(id));
}

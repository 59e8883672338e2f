/**
 * Whole numbers that count through something: which one is not known, but what it is counted from is. With that `data[i : i + n]` has n rows as long as
 * the counter stays where the loop keeps it. The number itself stays unknown: two rounds have two numbers.
 */
import {
  add,
  type Dim,
  isUnknown,
  less,
  multiply,
  size,
  substitute,
  subtract,
  symbol,
  symbolsOf,
  unknownDim,
} from '../shapes/index.ts';
import { asDim, itemsOf } from './ask.ts';
import { placeIn, withPlace } from './content.ts';
import { list } from './make.ts';
import type { NumberValue, Place, Value } from './value.ts';

/** A counter with `from` <= it < `below`. `round` tells it from all others. */
export function counter(round: number, from: Dim, below: Dim): NumberValue {
  return numberAt({ round, at: symbol('round', { id: idOf(round) }), from, below });
}

const idOf = (round: number): string => `round ${round}`;
const numberAt = (place: Place): NumberValue => ({
  kind: 'number',
  dim: unknownDim(),
  float: undefined,
  place,
});
const placeOf = (value: Value): Place | undefined =>
  value.kind === 'number' ? value.place : value.kind === 'tensor' ? placeIn(value) : undefined;
const zero = size(0);

/** The sum, difference or product, where it rises with the counter, or no longer depends on it. */
export function placed(op: string, left: Value, right: Value): NumberValue | undefined {
  const [a, b] = [placeOf(left), placeOf(right)];
  if (a && b) return op === '-' && a.round === b.round ? between(a, b) : undefined;
  const place = a ?? b;
  const other = asDim(a ? right : left);
  if (!place || !other || isUnknown(other)) return undefined;
  if (op === '+') return numberAt({ ...place, at: add(place.at, other) });
  if (op === '-' && a) return numberAt({ ...place, at: subtract(place.at, other) });
  if (op === '*' && less(zero, other)) return numberAt({ ...place, at: multiply(place.at, other) });
  return undefined;
}

function between(a: Place, b: Place): NumberValue | undefined {
  const distance = subtract(a.at, b.at);
  return isFree(distance, a) ? { kind: 'number', dim: distance, float: undefined } : undefined;
}

const isFree = (dim: Dim, { round }: Place): boolean => symbolsOf(dim).every(({ id }) => id !== idOf(round));
const withCounter = (place: Place, value: Dim): Dim =>
  substitute(place.at, id => (id === idOf(place.round) ? value : undefined));

/** What a slice between two such places takes of anything that is at least `reach` long. */
export interface Window {
  readonly width: Dim;
  readonly reach: Dim;
}

/** undefined: it may begin before 0, or be of another width each time. */
export function windowOf(start: Value, stop: Value): Window | undefined {
  const [a, b] = [placeOf(start), placeOf(stop)];
  if (!a || !b || a.round !== b.round) return undefined;
  const width = between(b, a)?.dim;
  const isInside = less(withCounter(a, a.from), zero) === false;
  if (!width || !isInside || less(width, zero) !== false) return undefined;
  return { width, reach: withCounter(b, subtract(b.below, size(1))) };
}

/** The same counters in another round, each told from those of all others. */
export function inNextRound(value: Value, nextId: () => number): Value {
  const rounds = new Map<number, number>();
  return changed(value, place => {
    const round = rounds.get(place.round) ?? nextId();
    rounds.set(place.round, round);
    return { ...place, round, at: withCounter(place, symbol('round', { id: idOf(round) })) };
  });
}

/** What stands for each of many: where a counter stood when one of them was made says nothing of the others. */
export const withoutPlaces = (value: Value): Value => changed(value, () => undefined);

/** With other places for the numbers that have one, also inside of tuples and lists. */
function changed(value: Value, change: (place: Place) => Place | undefined): Value {
  if (value.kind === 'number') return value.place ? { ...value, place: change(value.place) } : value;
  const held = value.kind === 'tensor' ? placeIn(value) : undefined;
  if (value.kind === 'tensor' && held) return withPlace(value, change(held));
  const items = itemsOf(value);
  if (value.kind !== 'list' || !items || value.shapeOf) return value;
  const next = items.map(item => changed(item, change));
  return next.every((item, i) => item === items[i]) ? value : list(next, value.flavour);
}

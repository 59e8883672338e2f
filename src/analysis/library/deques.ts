/** `collections.deque(maxlen=n)`: what is added at one end pushes out what stands at the other. */
import { constantOf, type Dim } from '../../shapes/index.ts';
import {
  countOf,
  deque,
  elementOf,
  type Host,
  heldIn,
  type Items,
  joinValues,
  type ListValue,
  left,
  lengthOf,
  type Value,
} from '../../values/index.ts';

export type End = 'right' | 'left';

export const joinedAt = (end: End, held: readonly Value[], values: readonly Value[]): readonly Value[] =>
  end === 'right' ? [...held, ...values] : [...values, ...held];

/**
 * What a deque holds after values have been added at one end. One that goes from round to round of a loop holds
 * another number of items in each, until it is full.
 */
export function afterPush(host: Host, self: ListValue, most: Dim, values: readonly Value[], end: End): Items {
  const items = self.items.value;
  const limit = constantOf(most);
  const held = lengthOf(items);
  const isFull = limit !== undefined && held !== undefined && constantOf(held) === limit;
  if ('known' in items && limit !== undefined && (isFull || !host.outlastsRound(self.items)))
    return { known: within(joinedAt(end, items.known, values), limit, end) };
  const [first, ...others] = [...heldIn(items), ...values];
  if (!first) return items;
  const element = others.reduce(joinValues, first);
  if (isFull) return { element, length: most };
  const count = countOf(items);
  return { element, length: undefined, ...(count !== undefined && { counted: count + values.length }) };
}

/** `deque(iterable, maxlen)`: the last of them. */
export function dequeOf(given: Items, most: Dim): ListValue {
  const limit = constantOf(most);
  if ('known' in given && limit !== undefined)
    return deque({ known: within(given.known, limit, 'right') }, most);
  const element = elementOf(given);
  if (!element) return deque(given, most);
  const count = lengthOf(given);
  return deque({ element, length: count && left(count, most) }, most);
}

/** As many as it may hold, nearest to the end that was added to. */
function within(items: readonly Value[], limit: number, end: End): readonly Value[] {
  if (items.length <= limit) return items;
  return end === 'left' ? items.slice(0, limit) : items.slice(items.length - limit);
}

/** `collections.deque(maxlen=n)`: what is added at one end pushes out what stands at the other. */
import { constantOf, type Dim, size } from '../../shapes/index.ts';
import {
  anyOf,
  countOf,
  deque,
  type Host,
  type Items,
  joinValues,
  type ListValue,
  left,
  type Value,
} from '../../values/index.ts';

/**
 * What a deque holds after values have been added, of those that it holds and the new ones put together. One that goes from round to round of a loop holds
 * another number of items in each, until it is full.
 */
export function afterPush(
  host: Host,
  self: ListValue,
  most: Dim,
  values: readonly Value[],
  together: (held: readonly Value[]) => readonly Value[],
  end: 'right' | 'left',
): Items {
  const items = self.items.value;
  const limit = constantOf(most);
  const isFull = limit !== undefined && lengthOf(items) === limit;
  if ('known' in items && limit !== undefined && (isFull || !host.outlastsRound(self.items)))
    return { known: within(together(items.known), limit, end) };
  const [first, ...others] = [...('known' in items ? items.known : [items.element]), ...values];
  if (!first) return items;
  const element = others.reduce(joinValues, first);
  if (isFull) return { element, length: most };
  const count = countOf(items);
  return { element, length: undefined, ...(count !== undefined && { counted: count + values.length }) };
}

function lengthOf(items: Items): number | undefined {
  if ('known' in items) return items.known.length;
  return items.length && constantOf(items.length);
}

/** `deque(iterable, maxlen)`: the last of them. */
export function dequeOf(given: Items, most: Dim): ListValue {
  const limit = constantOf(most);
  if ('known' in given && limit !== undefined)
    return deque({ known: within(given.known, limit, 'right') }, most);
  const element = 'known' in given ? anyOf(given.known) : given.element;
  if (!element) return deque(given, most);
  const count = 'known' in given ? size(given.known.length) : given.length;
  return deque({ element, length: count && left(count, most) }, most);
}

/** As many as it may hold, nearest to the end that was added to. */
export function within(items: readonly Value[], limit: number, end: 'right' | 'left'): readonly Value[] {
  if (items.length <= limit) return items;
  return end === 'left' ? items.slice(0, limit) : items.slice(items.length - limit);
}

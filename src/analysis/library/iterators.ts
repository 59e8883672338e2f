/** Iterators, generators among them, give each item once: what goes through one leaves nothing for what comes after it. */
import { size, subtract } from '../../shapes/index.ts';
import {
  type Argument,
  anyOf,
  type Host,
  heldIn,
  type Items,
  type ListValue,
  type Value,
} from '../../values/index.ts';

export const isIterator = (value: Value | undefined): value is ListValue =>
  value?.kind === 'list' && value.flavour === 'iterator';

/** An iterator that was made since then: nothing else has it. */
export const isFresh = (value: Value, since: number): boolean =>
  isIterator(value) && value.items.serial > since;

const NOTHING: Items = { known: [] };

/** All items have been taken. Of one of several iterators some or none may be left. */
export function useUp(host: Host, value: Value | undefined): void {
  if (isIterator(value)) leave(host, value, NOTHING);
  else if (value?.kind === 'union') for (const option of value.options) leaveSome(host, option);
}

/** Nobody knows how many items have been taken. */
export function leaveSome(host: Host, value: Value | undefined): void {
  if (!isIterator(value)) return;
  const element = anyOf(heldIn(value.items.value));
  if (element) leave(host, value, { element, length: undefined });
}

export function leave(host: Host, iterator: ListValue, items: Items): void {
  const before = iterator.items.value;
  if ('known' in before && 'known' in items && before.known.length === items.known.length) return;
  host.write(iterator.items, items);
}

/** Functions and methods of Python's libraries, by name, that go through all iterables which they are given. */
const GO_THROUGH = new Set([
  ...[
    'list',
    'tuple',
    'set',
    'frozenset',
    'dict',
    'sorted',
    'sum',
    'max',
    'min',
    'enumerate',
    'map',
    'filter',
  ],
  ...['chain', 'product', 'starmap', 'accumulate', 'pairwise', 'combinations', 'permutations'].map(
    name => `itertools.${name}`,
  ),
  ...['combinations_with_replacement', 'zip_longest', 'groupby'].map(name => `itertools.${name}`),
  ...['deque', 'Counter', 'OrderedDict'].map(name => `collections.${name}`),
  ...['functools.reduce', 'math.prod', 'join', 'update', 'Array.from', 'Set', 'Map'],
]);

/** After a call of one of the libraries' own functions. */
export function takenBy(host: Host, name: string, given: readonly Argument[]): void {
  if (GO_THROUGH.has(name)) for (const { value } of given) useUp(host, value);
}

/** What is left behind `next`. */
export function withoutFirst(items: Items): Items {
  if ('known' in items) return { known: items.known.slice(1) };
  return { element: items.element, length: items.length && subtract(items.length, size(1)) };
}

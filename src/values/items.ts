/** What a list holds, whether it is known item by item or as any number of the same kind. */
import { type Dim, size } from '../shapes/index.ts';
import type { FrameworkName } from './framework.ts';
import { joinValues } from './join.ts';
import type { NativeValue } from './native.ts';
import type { Items, Value } from './value.ts';

/** undefined: any number. */
export const lengthOf = (items: Items): Dim | undefined =>
  'known' in items ? size(items.known.length) : items.length;

/** The items; where they are not known one by one, the value that stands for each. */
export const heldIn = (items: Items): readonly Value[] => ('known' in items ? items.known : [items.element]);

/** What a function says of each item, asked once of one that stands there repeatedly: lists that hold the same list twice may lie in each other forty deep. */
export function eachOnce<V extends object, T>(items: readonly V[], ask: (item: V) => T): T[] {
  const [first, ...others] = items;
  if (first === undefined || others.every(item => item !== first)) return items.map(ask);
  const answers = new Map<V, T>();
  for (const item of items) if (!answers.has(item)) answers.set(item, ask(item));
  return items.map(item => answers.get(item) as T);
}

/** More items than any program writes down are told by what they have in common. */
const MOST_ITEMS = 20_000;

/** Items that an operation has put together, one by one where there are not too many. */
export function itemsOrSome(known: readonly Value[]): Items {
  const [first] = known;
  if (known.length <= MOST_ITEMS || !first) return { known };
  const element = [...new Set(known)].reduce(joinValues, first);
  return { element, length: size(known.length) };
}

/** Frameworks whose layers Python neither counts nor loops over, but for containers. (Some of Paddle's are lists of others.) */
const WITHOUT_ITEMS = new Set<FrameworkName>(['torch', 'keras']);

/** A layer, or a model of Keras's, that has no items and no length. */
export const isWithoutItems = (value: Value): value is NativeValue =>
  value.kind === 'native' && (value.behaviour.lacks?.('__iter__') === true || isLayerWithoutItems(value));

const isLayerWithoutItems = (value: NativeValue): boolean =>
  (value.layer !== undefined || (value.model !== undefined && value.class.framework === 'keras')) &&
  WITHOUT_ITEMS.has(value.class.framework) &&
  !value.behaviour.index &&
  !value.behaviour.iterate;

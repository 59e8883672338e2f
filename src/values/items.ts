/** What a list holds, whether it is known item by item or as any number of the same kind. */
import { type Dim, size } from '../shapes/index.ts';
import type { FrameworkName } from './framework.ts';
import type { Items, NativeValue, Value } from './value.ts';

/** undefined: any number. */
export const lengthOf = (items: Items): Dim | undefined =>
  'known' in items ? size(items.known.length) : items.length;

/** The items; where they are not known one by one, the value that stands for each. */
export const heldIn = (items: Items): readonly Value[] => ('known' in items ? items.known : [items.element]);

/** Frameworks whose layers Python neither counts nor loops over, but for containers. (Some of Paddle's are lists of others.) */
const WITHOUT_ITEMS = new Set<FrameworkName>(['torch', 'keras']);

/** A layer, or a model of Keras's, that has no items and no length. */
export const isWithoutItems = (value: Value): value is NativeValue =>
  value.kind === 'native' &&
  (value.layer !== undefined || (value.model !== undefined && value.class.framework === 'keras')) &&
  WITHOUT_ITEMS.has(value.class.framework) &&
  !value.behaviour.index &&
  !value.behaviour.iterate;

/** What a list holds, whether it is known item by item or as any number of the same kind. */
import { type Dim, size } from '../shapes/index.ts';
import type { Items, Value } from './value.ts';

/** undefined: any number. */
export const lengthOf = (items: Items): Dim | undefined =>
  'known' in items ? size(items.known.length) : items.length;

/** The items; where they are not known one by one, the value that stands for each. */
export const heldIn = (items: Items): readonly Value[] => ('known' in items ? items.known : [items.element]);

/** Where each entry of an object literal is written, for messages that point at one option of many. */
import type { Origin } from '../shapes/index.ts';
import { beside } from './beside.ts';
import type { DictValue } from './value.ts';

const PLACES = beside<DictValue, ReadonlyMap<string | number, Origin>>();

export function keepPlaces(object: DictValue, places: ReadonlyMap<string | number, Origin>): void {
  PLACES.set(object, places);
}

/** undefined: spread from elsewhere, or set later. */
export const placeOfEntry = (object: DictValue, key: string | number): Origin | undefined =>
  PLACES.get(object)?.get(key);

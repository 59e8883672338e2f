/** What data sets of TensorFlow and TensorFlow.js yield, for models that are trained on them. */

import type { Dim } from '../../../shapes/index.ts';
import { beside, type NativeValue, type Value } from '../../parts.ts';

/** One element, and how many there are. */
export interface Elements {
  readonly element: Value;
  readonly length: Dim | undefined;
  /** A window, of which none is shorter than `length`. */
  readonly isExact?: boolean;
  readonly batches?: Batches | undefined;
}

/** What the elements were batched from. */
export interface Batches {
  /** How many rows all of them have together. */
  readonly rows: Dim | undefined;
  /** How many were asked for; the last batch may have fewer. */
  readonly asked: Dim;
  /** How many an element has, of which it is not known which one it is. */
  readonly each: Dim;
  /** Only the last one may be smaller. */
  readonly isInOrder: boolean;
}

const DATASETS = beside<NativeValue, Elements>();

export function keepElements(dataset: NativeValue, elements: Elements): void {
  DATASETS.set(dataset, elements);
}

export function elementsOf(value: Value): Elements | undefined {
  return value.kind === 'native' ? DATASETS.get(value) : undefined;
}

export function elementOf(value: Value): Value | undefined {
  return elementsOf(value)?.element;
}

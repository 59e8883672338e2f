/** Small constant vectors of integers, as lengths and shapes given as tensors: what is computed from them stays known. */
import { constantOf, type Dim, type Shape, size } from '../../shapes/index.ts';
import { asBool, asDim, asInt, contentIn, int, itemsOf, shapeOf, type Value } from '../parts.ts';
import { integers } from './operation.ts';

const MOST_CONTENT = 64;

/** The integers of a number, a list or a tensor that is known to hold them. */
export function contentOf(value: Value): readonly number[] | undefined {
  if (value.kind === 'tensor') return contentIn(value);
  const items = itemsOf(value);
  // Truth values alone are a mask; among numbers they are numbers.
  const isMask = items?.length !== 0 && items?.every(item => item.kind === 'bool') === true;
  if (items && items.length <= MOST_CONTENT && !isMask) return integers(items.map(asNumber));
  const one = asInt(value);
  return one === undefined || items ? undefined : [one];
}

const asNumber = (item: Value): Value => {
  const flag = asBool(item);
  return flag === undefined ? item : int(Number(flag));
};

/** Of a vector filled with one integer. */
export function filledContent(shape: Shape | undefined, fill: Value): readonly number[] | undefined {
  const count = shape?.length === 1 && shape[0] ? constantOf(shape[0]) : undefined;
  const number = asInt(fill);
  if (count === undefined || count > MOST_CONTENT || number === undefined) return undefined;
  return Array.from({ length: count }, () => number);
}

type Fold = (numbers: readonly number[]) => number;

const FOLDS: Readonly<Record<string, Fold>> = {
  sum: numbers => numbers.reduce((a, b) => a + b, 0),
  prod: numbers => numbers.reduce((a, b) => a * b, 1),
  max: numbers => Math.max(...numbers),
  min: numbers => Math.min(...numbers),
};

/** The content of a sum, product or extremum over all of a vector of this content. */
export function foldedContent(
  operation: string,
  content: readonly number[] | undefined,
): readonly number[] | undefined {
  const name = operation.slice(operation.lastIndexOf('.') + 1);
  const fold = Object.hasOwn(FOLDS, name) ? FOLDS[name] : undefined;
  return fold && content && content.length > 0 ? [fold(content)] : undefined;
}

/** A size, also one that stands in a tensor. */
export function sizeIn(value: Value): Dim | undefined {
  if (value.kind !== 'tensor') return asDim(value);
  const [only, ...more] = contentIn(value) ?? [];
  return only !== undefined && more.length === 0 && shapeOf(value)?.length === 0 ? size(only) : undefined;
}

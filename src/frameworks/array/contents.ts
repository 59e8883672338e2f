/** Small constant tensors of integers or truth values, as lengths, masks and shapes given as tensors: what is computed from them stays known. */
import {
  broadcastAll,
  constantOf,
  constantSizes,
  type Dim,
  elementsOf,
  type Shape,
  size,
} from '../../shapes/index.ts';
import {
  asBool,
  asDim,
  asInt,
  contentIn,
  type Dtype,
  itemsOf,
  shapeOf,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { literalShape } from './operand.ts';

const MOST_CONTENT = 64;

/** The integers that a number, nested lists or a tensor are known to hold, row by row; truth values as 1 and 0. */
export function contentOf(value: Value): readonly number[] | undefined {
  if (value.kind === 'tensor') return contentIn(value);
  const items = itemsOf(value);
  if (!items) return numberOf(value);
  if (items.length > MOST_CONTENT) return undefined;
  const held: number[] = [];
  for (const item of items) {
    const inner = contentOf(item);
    if (!inner || held.length + inner.length > MOST_CONTENT) return undefined;
    held.push(...inner);
  }
  return held;
}

function numberOf(value: Value): readonly number[] | undefined {
  const flag = asBool(value);
  const one = flag === undefined ? asInt(value) : Number(flag);
  return one === undefined ? undefined : [one];
}

/** How many truth values of a mask are true. */
export function countOfTrue(value: Value): Dim | undefined {
  const content = contentOf(value);
  const sizes = constantSizes(literalShape(value));
  return content && sizes && content.length === elementsOf(sizes)
    ? size(content.filter(n => n !== 0).length)
    : undefined;
}

/** What is converted: as truth values all but 0 is 1. */
export const contentAs = (
  dtype: Dtype | undefined,
  content: readonly number[] | undefined,
): readonly number[] | undefined => (dtype === 'bool' ? content?.map(n => Number(n !== 0)) : content);

/** Of a vector filled with one integer. */
export function filledContent(shape: Shape | undefined, fill: Value): readonly number[] | undefined {
  const count = shape?.length === 1 && shape[0] ? constantOf(shape[0]) : undefined;
  const number = asInt(fill);
  if (count === undefined || count > MOST_CONTENT || number === undefined) return undefined;
  return Array.from({ length: count }, () => number);
}

/** Of `arange(start, stop, step)`, which has this length. */
export function rangedContent(start: Value, step: Value, length: Dim): readonly number[] | undefined {
  const [first, count] = [asInt(start), constantOf(length)];
  const by = step.kind === 'none' ? 1 : asInt(step);
  if (first === undefined || by === undefined || count === undefined || count > MOST_CONTENT)
    return undefined;
  return Array.from({ length: count }, (_, i) => first + i * by);
}

/** Numbers beyond these are of other types than the smallest, or not whole any more. */
const MOST = 2 ** 31;

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '//': (a, b) => Math.floor(a / b),
  '%': (a, b) => a - b * Math.floor(a / b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
  // Bit by bit, which of truth values is one by one.
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

/** What an operator makes of two small tensors, each stretched to the shape of both. */
export function operatedContent(op: string, left: Value, right: Value): readonly number[] | undefined {
  const of = OPERATORS[op];
  const [a, b] = [contentOf(left), contentOf(right)];
  if (!of || !a || !b) return undefined;
  const [from, beside] = [literalShape(left), literalShape(right)];
  const common = from && beside && broadcastAll([from, beside]);
  const [sizes, own, others] = [common?.ok ? common.value : undefined, from, beside].map(constantSizes);
  if (!sizes || !own || !others || elementsOf(sizes) > MOST_CONTENT) return undefined;
  const seconds = stretched(b, others, sizes);
  const made = stretched(a, own, sizes).map((n, i) => of(n, seconds[i] ?? Number.NaN));
  return made.every(n => Math.abs(n) < MOST) ? made : undefined;
}

/** The content repeated along the axes that are 1 or not there. */
function stretched(
  content: readonly number[],
  shape: readonly number[],
  sizes: readonly number[],
): readonly number[] {
  const [count, ...rest] = sizes;
  if (count === undefined) return content;
  const isHere = shape.length === sizes.length;
  const inner = isHere ? shape.slice(1) : shape;
  const each = elementsOf(inner);
  return Array.from({ length: count }, (_, i) => {
    const row = isHere && shape[0] !== 1 ? content.slice(i * each, (i + 1) * each) : content;
    return stretched(row, inner, rest);
  }).flat();
}

/** `-x`, `~mask`: of truth values the others. */
export function signedContent(op: string, tensor: TensorValue): readonly number[] | undefined {
  const content = contentIn(tensor);
  if (op === '-') return content?.map(n => 0 - n);
  if (op === '+') return content;
  if (op !== '~') return undefined;
  return content?.map(n => (tensor.dtype === 'bool' ? 1 - n : -n - 1));
}

type Fold = (numbers: readonly number[]) => number;

const FOLDS: Readonly<Record<string, Fold>> = {
  sum: numbers => numbers.reduce((a, b) => a + b, 0),
  prod: elementsOf,
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

/**
 * How far apart the elements of a tensor lie, which decides what `view` can do: axes that were taken out of their order do not become one. It is known of
 * tensors that were just made, and of what transposing makes of these; of all others nothing is said. Source: ATen/TensorUtils.cpp, `computeStride`.
 */
import { accept, constantSizes, elementsOf, refuse, type ShapeResult, size } from '../../shapes/index.ts';
import { orderOfPermutation, orderOfSwap } from '../array/axes.ts';
import { type ArrayFunction, type Operation, operandAt } from '../array/operation.ts';
import { refuseOperands } from '../array/scene.ts';
import { beside, type Operand, replacedShape, shapeOf, type TensorValue, type Value } from '../parts.ts';

type Run = ArrayFunction['run'];

const STRIDES = beside<TensorValue, readonly number[]>();

/** What gives its elements one after the other, in the order of the axes. */
const IN_ORDER =
  /^(torch\.(randn|rand|zeros|ones|empty|full|arange|randint|tensor|eye|linspace|normal)|contiguous|Linear|Embedding)$/;

/** Final states lie in order, and so do outputs that have the time first; those with the samples first were transposed, or not, as each kernel likes. */
function liesInOrder({ source }: TensorValue): boolean {
  if (IN_ORDER.test(source.operation)) return true;
  if (!/^(LSTM|GRU|RNN)$/.test(source.operation)) return false;
  const isTimeFirst = source.layer?.layer?.flags.get('batch_first') === false;
  return source.role === 'h' || source.role === 'c' || (source.role === 'sequence' && isTimeFirst);
}

function stridesOf(tensor: TensorValue | undefined): readonly number[] | undefined {
  if (!tensor || replacedShape(tensor)) return undefined;
  const known = STRIDES.get(tensor);
  const sizes = known ? undefined : constantSizes(shapeOf(tensor));
  if (!sizes || !liesInOrder(tensor)) return known;
  return sizes.map((_, axis) => elementsOf(sizes.slice(axis + 1)));
}

/** An operation that puts axes into another order and moves no element. */
const reordering =
  (run: Run, orderOf: (op: Operation) => readonly number[] | undefined): Run =>
  op => {
    const made = run(op);
    const strides = stridesOf(operandAt(op)?.tensor);
    const order = strides && orderOf(op);
    const moved = order?.map(axis => strides?.[axis] ?? Number.NaN);
    if (made.kind === 'tensor' && moved && !moved.some(Number.isNaN)) STRIDES.set(made, moved);
    return made;
  };

export const swapping = (run: Run): Run => reordering(run, orderOfSwap);
export const permuting = (run: Run): Run => reordering(run, orderOfPermutation);
export const reversing = (run: Run): Run =>
  reordering(run, op =>
    operandAt(op)
      ?.shape?.map((_, axis) => axis)
      .toReversed(),
  );

/** `view` of a tensor whose elements do not lie so that they could be seen in that shape; undefined where they do, or may. */
export function refuseView(op: Operation, input: Operand | undefined, made: Value): Value | undefined {
  const strides = stridesOf(input?.tensor);
  const [from, to] = [
    constantSizes(input?.shape),
    made.kind === 'tensor' ? constantSizes(shapeOf(made)) : undefined,
  ];
  if (!strides || !from || !to || !input || from.includes(0)) return undefined;
  const seen = stridesSeen(from, strides, to);
  if (seen.ok) {
    if (made.kind === 'tensor') STRIDES.set(made, seen.value);
    return undefined;
  }
  return refuseOperands(op, [input], seen.mismatch, op.site);
}

/** The strides in the other shape, which has as many elements; or the first axes, from the end, that cannot be seen as one. */
function stridesSeen(
  from: readonly number[],
  strides: readonly number[],
  to: readonly number[],
): ShapeResult<readonly number[]> {
  const seen = to.map(() => 0);
  let place = to.length - 1;
  let chunk = { stride: strides.at(-1) ?? 1, count: 1 };
  let viewed = 1;
  for (let axis = from.length - 1; axis >= 0; axis--) {
    chunk = { ...chunk, count: chunk.count * (from[axis] ?? 1) };
    const [before, stride] = [from[axis - 1], strides[axis - 1]];
    const isEnd = axis === 0 || (before !== 1 && stride !== chunk.count * chunk.stride);
    if (!isEnd) continue;
    while (place >= 0 && (viewed < chunk.count || to[place] === 1)) {
      seen[place] = viewed * chunk.stride;
      viewed *= to[place] ?? 1;
      place--;
    }
    if (viewed !== chunk.count) {
      const next = from.findIndex((count, other) => other >= axis && count !== 1);
      return refuse({ kind: 'apart', axes: [axis - 1, next], toShape: to.map(n => size(n)) });
    }
    chunk = { stride: stride ?? 1, count: 1 };
    viewed = 1;
  }
  return accept(seen);
}

/** One tensor taken apart: `chunk`, `split`, `unbind`. */

import {
  chunk as chunkShape,
  constantOf,
  type Dim,
  type Parts,
  type Shape,
  type ShapeResult,
  splitAt,
  splitBySize,
  splitBySizes,
  splitEqually,
  arraySplit as splitUnevenly,
  unstack,
} from '../../shapes/index.ts';
import {
  asDim,
  asInt,
  itemsOf,
  list,
  listOf,
  type Operand,
  shapeOf,
  type Value,
  type WeightOf,
  whole,
} from '../parts.ts';
import { axisOf, settleAt } from './change.ts';
import { suspectSplit } from './doubtful-operators.ts';
import { firstValue, type Operation, operandAt, option } from './operation.ts';
import { gatesIn, notePart } from './preactivations.ts';
import { checkSize, refused, result } from './scene.ts';

type Split = (shape: Shape, axis: number) => ShapeResult<Parts> | undefined;

const known = (outcome: ShapeResult<readonly Shape[]>): ShapeResult<Parts> =>
  outcome.ok ? { ok: true, value: { known: true, shapes: outcome.value } } : outcome;

/** The parts as a sequence. `count`: how many there are even of an unknown shape. */
function parts(op: Operation, split: Split, count?: number): Value {
  return partsAt(op, operandAt(op), axisOf(op), split, count);
}

function partsAt(
  op: Operation,
  input: Operand | undefined,
  axis: number | undefined,
  split: Split,
  count?: number,
): Value {
  if (!input) return refused(op);
  const made = input.shape && axis !== undefined ? split(input.shape, axis) : undefined;
  if (!made) return unknownParts(op, input, count);
  const outcome = settleAt(op, [input], made);
  if (!outcome) return refused(op);
  const { value } = outcome;
  if (!value.known)
    return listOf({ element: part(op, input, value.each), length: value.count }, op.flavour.sequences);
  const weights = gatesOf(input, axis ?? 0, value.shapes.length);
  return whole(
    value.shapes.map((shape, i) => part(op, input, shape, weights?.[i])),
    op.flavour.sequences,
  );
}

function part(op: Operation, input: Operand, shape: Shape | undefined, gates?: WeightOf): Value {
  const { tensor } = input;
  const weight = tensor?.weight && gates;
  const made = result(op, shape, { parents: [tensor], dtype: tensor?.dtype, weight });
  notePart(op, made, input, gates);
  return made;
}

function unknownParts(op: Operation, input: Operand, count: number | undefined): Value {
  const element = part(op, input, undefined);
  if (count === undefined || count < 1 || count > 4096)
    return listOf({ element, length: undefined }, op.flavour.sequences);
  return list(
    Array.from({ length: count }, () => part(op, input, undefined)),
    op.flavour.sequences,
  );
}

/** Equal parts along the gate axis hold one gate, or a few, each. */
function gatesOf({ tensor, shape }: Operand, axis: number, count: number): readonly WeightOf[] | undefined {
  const weight = gatesIn(tensor);
  const at = axis < 0 ? axis + (shape?.length ?? 0) : axis;
  if (!weight || weight.gateAxis !== at || weight.gates.length === 0 || weight.gates.length % count !== 0)
    return undefined;
  const each = weight.gates.length / count;
  return Array.from({ length: count }, (_, i) => ({
    ...weight,
    gates: weight.gates.slice(i * each, (i + 1) * each),
  }));
}

/** Without an axis the first one is split. */
function suspectParts(op: Operation, count: number | undefined): void {
  if (op.bound.open || op.bound.given('axis') || op.bound.given('dim')) return;
  const value = firstValue(op);
  const at = op.bound.at(op.bound.names[0] ?? '');
  if (value.kind !== 'tensor') return;
  suspectSplit(op, { role: 'input', shape: shapeOf(value), tensor: value, at }, count);
}

/** `torch.chunk(x, chunks, dim)`. */
export const chunk = (op: Operation): Value => {
  const count = asInt(option(op, 'chunks'));
  suspectParts(op, count);
  return parts(
    op,
    (shape, axis) => (count === undefined ? undefined : chunkShape(shape, count, axis)),
    count,
  );
};

/** `torch.split(x, split_size_or_sections, dim)`; the sizes may be called `split_size` or `split_sizes` too. */
export const splitSizes = (op: Operation): Value => {
  const value = option(op, 'split_size_or_sections', 'split_size', 'split_sizes');
  const [one, many] = [asDim(value), dimsOf(value)];
  return parts(
    op,
    (shape, axis) => {
      if (one) return splitBySize(shape, one, axis);
      return many && known(splitBySizes(shape, many, axis));
    },
    many?.length,
  );
};

/** `numpy.split(x, indices_or_sections, axis)` ('equal'), `numpy.array_split`, `torch.tensor_split` ('any'). */
export const splitSections =
  (rule: 'equal' | 'any') =>
  (op: Operation): Value => {
    const value = option(op, 'indices_or_sections', 'sections', 'indices');
    const [count, positions] = [asInt(value), dimsOf(value)];
    suspectParts(op, count);
    const split = rule === 'equal' ? splitEqually : splitUnevenly;
    return parts(
      op,
      (shape, axis) => {
        if (count !== undefined) return known(split(shape, count, axis));
        return positions && known(splitAt(shape, positions, axis));
      },
      count ?? (positions && positions.length + 1),
    );
  };

/** `tf.split(value, number_or_sizes, axis)`. */
export const splitNumberOrSizes = (op: Operation): Value => {
  const value = option(op, 'num_or_size_splits', 'numOrSizeSplits');
  const [count, sizes] = [asInt(value), dimsOf(value)];
  return parts(
    op,
    (shape, axis) => {
      if (count !== undefined) return known(splitEqually(shape, count, axis));
      return sizes && known(splitBySizes(shape, sizes, axis, { infer: true }));
    },
    count ?? sizes?.length,
  );
};

/** `torch.unbind`, `tf.unstack`. */
export const unbind = (op: Operation): Value => parts(op, (shape, axis) => unstack(shape, axis));

/** `tf.unstack(value, num, axis)`: the axis has that many steps, which stands for a size that is not known. */
export const unstackInto = (op: Operation): Value => {
  const [count, axis] = [asDim(option(op, 'num')), axisOf(op)];
  if (!count || axis === undefined) return unbind(op);
  const input = operandAt(op);
  const says = 'Dimension must be';
  const wrong = input && checkSize(op, input, { axis, expected: count, parameter: 'num', says });
  if (wrong) return wrong;
  return parts(op, (shape, at) => unstack(withSize(shape, at, count), at), constantOf(count));
};

const withSize = (shape: Shape, axis: number, dim: Dim): Shape =>
  shape.map((own, i) => (i === axis || i === axis + shape.length ? dim : own));

function dimsOf(value: Value): readonly Dim[] | undefined {
  const dims = itemsOf(value)?.map(asDim);
  return dims?.every(dim => dim !== undefined) ? dims : undefined;
}

/** `numpy.vsplit`, `numpy.hsplit`: along a fixed axis; a vector is always split along its only one. */
export const splitAlong =
  (axis: number) =>
  (op: Operation): Value => {
    const value = option(op, 'indices_or_sections');
    const [count, positions] = [asInt(value), dimsOf(value)];
    const input = operandAt(op);
    const at = input?.shape?.length === 1 ? 0 : axis;
    return partsAt(op, input, at, shape =>
      count === undefined
        ? positions && known(splitAt(shape, positions, at))
        : known(splitEqually(shape, count, at)),
    );
  };

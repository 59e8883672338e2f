/** F.pad. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/functional/pad_en.html */
import {
  type Dim,
  type PadWidth,
  pad as padShape,
  type Shape,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { asBool, asDim, asString, itemsOf, type Value } from '../parts.ts';

const NO_PAD: PadWidth = { before: size(0), after: size(0) };

/**
 * Two numbers for each axis, the first axis first (of constants); of fewer, the pairs are those of the last axes, the last first, and channels that stand
 * last are none of them.
 */
export const pad = (op: Operation): Value => {
  const widths = itemsOf(option(op, 'pad'))?.map(asDim);
  const format = asString(option(op, 'data_format'));
  const isOfAll = asString(option(op, 'mode')) === 'constant' && asBool(option(op, 'pad_from_left_axis'));
  return changed(op, operandAt(op), shape => {
    if (!widths || !format || widths.length % 2 !== 0) return UNDECIDED;
    const isFull = widths.length === 2 * shape.length;
    if (isFull && !isOfAll) return UNDECIDED;
    const pairs = pairsOf(shape, widths, { isFull, isLast: format.endsWith('C') });
    const padded = pairs && padShape(shape, pairs, { crop: true });
    return padded?.ok ? padded : UNDECIDED;
  });
};

function pairsOf(
  shape: Shape,
  widths: readonly (Dim | undefined)[],
  { isFull, isLast }: { readonly isFull: boolean; readonly isLast: boolean },
): readonly PadWidth[] | undefined {
  const last = shape.length - (isLast ? 2 : 1);
  if (!isFull && widths.length / 2 > last + 1) return undefined;
  return shape.map((_, axis) => {
    const k = 2 * (isFull ? axis : last - axis);
    if (k < 0 || k >= widths.length) return NO_PAD;
    const [before, after] = [widths[k], widths[k + 1]];
    return { before: before ?? unknownDim(), after: after ?? unknownDim() };
  });
}

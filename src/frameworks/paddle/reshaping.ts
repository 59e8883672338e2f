/** Reshaping in ways that only Paddle has: 0 keeps a size, `transpose` takes a permutation or two axes. */
import {
  constantOf,
  type Dim,
  transpose as permuteAxes,
  reshape as reshapeTo,
  type Shape,
  swapaxes,
  UNDECIDED,
} from '../../shapes/index.ts';
import { permute } from '../array/axes.ts';
import { changed } from '../array/change.ts';
import { axesOf, integers, type Operation, operandAt } from '../array/operation.ts';
import { as } from '../array/renaming.ts';
import { reshapedBy } from '../array/reshaping.ts';
import { refused, result } from '../array/scene.ts';
import { readSizes } from '../array/sizes.ts';
import { contentIn, type Value } from '../parts.ts';

const isZero = (dim: Dim): boolean => constantOf(dim) === 0;

/** https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/reshape_en.html */
export const reshape = (op: Operation): Value => {
  const input = operandAt(op);
  const sizes = readSizes(op);
  if (!input || sizes.refused) return refused(op);
  const { shape: target } = sizes;
  if (!target) return result(op, undefined, { parents: [input.tensor], dtype: input.tensor?.dtype });
  const isPlain = target.every(dim => !isZero(dim) && constantOf(dim) !== -1);
  return reshapedBy(op, input, shape => reshapeTo(shape, kept(target, shape)), {
    otherwise: isPlain ? target : undefined,
    content: contentIn(input.tensor),
  });
};

const kept = (target: Shape, shape: Shape): Shape =>
  target.map((dim, i) => (isZero(dim) ? (shape[i] ?? dim) : dim));

/**
 * `transpose(x, perm)`, and `transpose(x, 0, 1)` as in PyTorch. Axes that a permutation does not name stay where they are; where it names one of these, it is
 * sometimes refused and sometimes not.
 */
export const transpose = (op: Operation): Value => {
  const input = operandAt(op);
  const { extra } = op.bound;
  const [a, b] = [op.bound.given('dim0') ?? extra[0], op.bound.given('dim1') ?? extra[1]];
  if (a && b) {
    const [from, to] = integers([a.value, b.value]) ?? [];
    return changed(op, input, shape =>
      from === undefined || to === undefined ? UNDECIDED : swapaxes(shape, from, to),
    );
  }
  const perm = op.bound.given('perm') ?? a;
  const axes = perm && axesOf(perm.value);
  const rank = input?.shape?.length;
  if (!axes || axes === 'all' || rank === undefined || axes.length >= rank)
    return as({ axes: 'perm' }, permute)(op);
  const isWhole = axes.every((_, axis) => axes.includes(axis));
  return changed(op, input, shape =>
    isWhole
      ? permuteAxes(
          shape,
          shape.map((_, axis) => axes[axis] ?? axis),
        )
      : UNDECIDED,
  );
};

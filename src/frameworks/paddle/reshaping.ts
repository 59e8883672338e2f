/** Reshaping in ways that only Paddle has: 0 keeps a size, `transpose` takes a permutation or two axes. */
import {
  constantOf,
  type Dim,
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

/** `transpose(x, perm)`; two axes of a tensor that has more change places, as in PyTorch. */
export const transpose = (op: Operation): Value => {
  const input = operandAt(op);
  const { extra } = op.bound;
  const perm = op.bound.given('perm') ?? (extra.length === 1 ? extra[0] : undefined);
  const axes = perm ? axesOf(perm.value) : integers(extra.map(a => a.value));
  const rank = input?.shape?.length;
  const isSwap = (extra.length > 1 || (axes && axes.length === 2)) && rank !== 2;
  if (!isSwap) return as({ axes: 'perm' }, permute)(op);
  const [a, b] = axes && axes !== 'all' ? axes : [];
  return changed(op, input, shape =>
    a === undefined || b === undefined ? UNDECIDED : swapaxes(shape, a, b),
  );
};

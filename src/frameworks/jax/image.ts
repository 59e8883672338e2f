/** `jax.image`. https://docs.jax.dev/en/latest/jax.image.html */
import { define, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { readSizes } from '../array/sizes.ts';
import type { Value } from '../parts.ts';

/** To a shape of as many axes, those of batch and channels included. */
const resized = (op: Operation): Value => {
  const [input, sizes] = [operandAt(op), readSizes(op, ['shape'])];
  if (!input || sizes.refused) return refused(op);
  const { shape } = sizes;
  if (shape && input.shape && shape.length !== input.shape.length)
    return refuseRank(
      op,
      input,
      [shape.length],
      [],
      'shape must have length equal to the number of dimensions of x',
    );
  return result(op, shape, { parents: [input.tensor], dtype: 'float' });
};

export const IMAGE: FunctionTable = {
  resize: define('image, shape, method, antialias=True, precision=None', resized),
};

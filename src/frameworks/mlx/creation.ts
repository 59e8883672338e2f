/** Functions of mlx.core that make arrays. https://ml-explore.github.io/mlx/build/html/python/ops.html */
import {
  broadcastTo,
  diagonal as diagonalShape,
  refuse,
  type Shape,
  type ShapeResult,
  size,
  tooFewAxes,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed, settleAt } from '../array/change.ts';
import { diagonal, eye, filled, fromData, like, ranged, spaced, takeDiagonal } from '../array/creators.ts';
import { dtypeOption } from '../array/dtype.ts';
import { meshgrid } from '../array/numeric.ts';
import { literalDtype } from '../array/operand.ts';
import { type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { refused, result } from '../array/scene.ts';
import { readNewShape } from '../array/sizes.ts';
import { tensorClass } from '../array/tensor-class.ts';
import { asDim, asInt, type Value } from '../parts.ts';
import { MLX, streamed } from './flavour.ts';

/** `full(shape, vals)`: an array of values is stretched to the shape. */
const full = (op: Operation): Value => {
  const sizes = readNewShape(op);
  const values = operandAt(op, 1, { numbers: true });
  if (sizes.refused || !values) return refused(op);
  const { shape } = sizes;
  const outcome = settleAt<Shape | undefined>(
    op,
    [values],
    shape && values.shape ? broadcastTo(values.shape, shape) : { ok: true, value: shape },
  );
  if (!outcome) return refused(op);
  const dtype = dtypeOption(op, literalDtype(op.bound.value('vals')));
  return result(op, outcome.value, { parents: [values.tensor], dtype, role: 'data' });
};

const TOO_FLAT = (shape: Shape): ShapeResult => refuse(tooFewAxes(2, shape.length));

/** `tril(x)`: of matrices. */
const triangle = (op: Operation): Value => {
  const input = operandAt(op);
  return input?.shape && input.shape.length < 2 ? changed(op, input, TOO_FLAT) : unary()(op);
};

const trace = (op: Operation): Value => {
  const [offset, first, second] = [
    asDim(option(op, 'offset')),
    asInt(option(op, 'axis1')),
    asInt(option(op, 'axis2')),
  ];
  const input = operandAt(op);
  return changed(
    op,
    input,
    (shape): ShapeResult<Shape | undefined> => {
      if (first === undefined || second === undefined) return UNDECIDED;
      const made = diagonalShape(shape, { offset: offset ?? unknownDim(), axes: [first, second] });
      return made.ok ? { ok: true, value: made.value.slice(0, -1) } : made;
    },
    { dtype: dtypeOption(op, input?.tensor?.dtype === 'bool' ? 'int' : input?.tensor?.dtype) },
  );
};

/** `hanning(M)` */
const window = (op: Operation): Value =>
  result(op, [asDim(option(op, 'M')) ?? unknownDim()], { dtype: 'float', role: 'data' });

export const CREATION: FunctionTable = {
  ...streamed('zeros ones', 'shape, dtype=None', filled('float', ['shape'])),
  ...streamed('empty', 'shape, dtype=None, **kwargs', filled('float', ['shape'])),
  ...streamed('full', 'shape, vals, dtype=None', full),
  ...streamed('zeros_like ones_like', 'a, dtype=None', like()),
  ...streamed('empty_like', 'a, dtype=None, **kwargs', like()),
  ...streamed('full_like', 'a, vals, dtype=None', like()),
  ...streamed('asarray', 'a, dtype=None, *, copy=None', fromData),
  ...streamed('arange', 'start=None, stop=None, step=None, dtype=None', ranged),
  ...streamed('linspace', 'start, stop, num=50, endpoint=True, dtype=None', spaced('num', 50)),
  ...streamed('eye tri', 'n, m=None, k=0, dtype=None', eye),
  ...streamed('identity', 'n, dtype=None', eye),
  ...streamed('tril triu', 'x, k=0', triangle),
  ...streamed('diag', 'a, k=0', diagonal),
  ...streamed('diagonal', 'a, offset=0, axis1=0, axis2=1', takeDiagonal),
  ...streamed('trace', 'a, offset=0, axis1=0, axis2=1, dtype=None', trace),
  ...streamed('meshgrid', "*arrays, sparse=False, indexing='xy'", meshgrid),
  ...streamed('hanning hamming blackman bartlett', 'M', window),
};

/** `mx.array([1, 2])`; also the type in annotations and of `isinstance`. */
export const arrayType = tensorClass(MLX, {
  qualified: 'mlx.core.array',
  signature: 'val, dtype=None',
  operation: 'mx.array',
});

/** A key of random functions: two integers. */
export const KEY: Shape = [size(2)];

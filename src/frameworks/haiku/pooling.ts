/** Pooling by layers and functions. https://dm-haiku.readthedocs.io/en/latest/api.html#pooling, haiku/_src/pool.py */
import {
  constantOf,
  convolutionLength,
  type Dim,
  type Shape,
  type ShapeResult,
  size,
  UNDECIDED,
  unknownDim,
} from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { define, type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { refused, refuseOperands } from '../array/scene.ts';
import { asDim, asInt, type Bound, itemsOf, type NativeClass, type Value } from '../parts.ts';
import { layerClass } from './layer-class.ts';
import { give, inputOf } from './linear.ts';

const ONE = size(1);

/** One size for each axis: of a number for all but batch and channels; a sequence counts from the last axis. */
function perAxis(value: Value, rank: number, channelAxis: Value): readonly (Dim | undefined)[] | undefined {
  const items = itemsOf(value);
  if (items) {
    const front = Array.from({ length: Math.max(0, rank - items.length) }, () => ONE);
    return [...front, ...items.map(asDim)];
  }
  const one = asDim(value);
  const axis = channelAxis.kind === 'none' ? undefined : asInt(channelAxis);
  if (!one || (axis === undefined && channelAxis.kind !== 'none')) return undefined;
  const channels = axis !== undefined && axis < 0 ? axis + rank : axis;
  return Array.from({ length: rank }, (_, i) => (i === 0 || i === channels ? ONE : one));
}

function pooledShape(shape: Shape, bound: Bound): ShapeResult<Shape | undefined> {
  const channelAxis = bound.value('channel_axis');
  const [windows, strides] = ['window_shape', 'strides'].map(name =>
    perAxis(bound.value(name), shape.length, channelAxis),
  );
  const padding = bound.value('padding');
  const kind = padding.kind === 'string' ? padding.value?.toLowerCase() : undefined;
  if (!windows || !strides || (kind !== 'same' && kind !== 'valid')) return UNDECIDED;
  const lengths: Dim[] = [];
  for (const [axis, dim] of shape.entries()) {
    const [kernel, stride] = [windows[axis], strides[axis]];
    if (kernel && stride && constantOf(kernel) === 1 && constantOf(stride) === 1) {
      lengths.push(dim);
      continue;
    }
    const outcome =
      kernel && stride ? convolutionLength(dim, { kernel, stride, padding: kind }, axis) : undefined;
    // A window that does not fit gives an empty axis.
    lengths.push(outcome?.ok ? outcome.value : unknownDim());
  }
  return { ok: true, value: lengths };
}

const ARGUMENTS = 'window_shape, strides, padding, channel_axis=-1';

export const POOLS: readonly NativeClass[] = ['MaxPool', 'AvgPool'].map(name =>
  layerClass({
    name,
    signature: ARGUMENTS,
    forward: 'value',
    make: ({ bound }) => ({
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const outcome = input.shape
          ? pooledShape(input.shape, bound)
          : { ok: true as const, value: undefined };
        return outcome.ok ? give(use, input, outcome.value) : refuseOperands(use, [input], outcome.mismatch);
      },
    }),
  }),
);

const pool = (op: Operation): Value => changed(op, operandAt(op), shape => pooledShape(shape, op.bound));

export const POOL_FUNCTIONS: FunctionTable = {
  max_pool: define(`value, ${ARGUMENTS}`, pool),
  avg_pool: define(`value, ${ARGUMENTS}`, pool),
};

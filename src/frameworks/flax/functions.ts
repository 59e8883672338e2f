/** Functions that flax.linen and flax.nnx share with jax.nn, and poolings. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html#pooling */
import { convolutionLength, type Dim, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { define, type FunctionTable, functionValue, type Operation } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { within } from '../jax/flavour.ts';
import { jaxNn } from '../jax/nn.ts';
import { asDim, asString, type Host, itemsOf, type Value } from '../parts.ts';

const POOL = `inputs, window_shape, strides=None, padding='VALID', count_include_pad=True`;

/** Windows over the axes before the last; the batch axes before them stay. */
function pooled(op: Operation): Value {
  const { bound } = op;
  const input = takeTensor(op, bound.value('inputs'), bound.at('inputs'), 'inputs', { lists: true });
  if (!input) return refused(op);
  const window = itemsOf(bound.value('window_shape'))?.map(asDim);
  const { shape } = input;
  const first = shape && window ? shape.length - window.length - 1 : -1;
  const parts = { parents: [input.tensor], dtype: input.tensor?.dtype } as const;
  if (!shape || !window || first < 0) return result(op, undefined, parts);
  const lengths = window.map((kernel, i) => lengthOf(op, shape[first + i], kernel, i));
  const pooledShape: Shape = [...shape.slice(0, first), ...lengths, ...shape.slice(-1)];
  return result(op, pooledShape, parts);
}

function lengthOf({ bound }: Operation, dim: Dim | undefined, kernel: Dim | undefined, i: number): Dim {
  const strides = bound.value('strides');
  const item = itemsOf(strides)?.[i];
  const stride = strides.kind === 'none' ? size(1) : item && asDim(item);
  const padding = { VALID: 'valid', SAME: 'same' } as const;
  const name = asString(bound.value('padding'));
  if (!dim || !kernel || !stride || (name !== 'VALID' && name !== 'SAME')) return unknownDim();
  const length = convolutionLength(dim, { kernel, stride, padding: padding[name] });
  return length.ok ? length.value : unknownDim();
}

const POOLING: FunctionTable = Object.fromEntries(
  ['avg_pool', 'max_pool', 'min_pool'].map(name => [name, define(POOL, pooled)]),
);

export const SHARED_NAMES: readonly string[] = [...Object.keys(POOLING), ...(jaxNn.names?.() ?? [])];

/** A function by name: poolings, and what jax.nn has. */
export function sharedFunction(host: Host, name: string, module: string): Value | undefined {
  const pooling = Object.hasOwn(POOLING, name) ? POOLING[name] : undefined;
  if (pooling) return functionValue({ ...within(module), framework: 'flax' }, name, pooling);
  return jaxNn.member(host, name);
}

/** Functions that flax.linen and flax.nnx share with jax.nn, poolings, and masks. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html#pooling */
import { broadcast, convolutionLength, type Dim, type Shape, size, unknownDim } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { define, type FunctionTable, functionValue, type Operation } from '../array/operation.ts';
import { refused, result } from '../array/scene.ts';
import { within } from '../jax/flavour.ts';
import { jaxNn } from '../jax/nn.ts';
import { asDim, asInt, asString, type Host, itemsOf, type Value } from '../parts.ts';

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

/** Masks of (batch..., 1, queries, keys) of arrays (batch..., length), with further axes of one before them. */
function mask(op: Operation, queryName: string, keyName: string): Value {
  const { bound } = op;
  const [query, keys] = [queryName, keyName].map(name =>
    takeTensor(op, bound.value(name), bound.at(name), name, { lists: true }),
  );
  if (!query || !keys) return refused(op);
  const extra = asInt(bound.value('extra_batch_dims'));
  const [queries, length] = [query.shape?.at(-1), keys.shape?.at(-1)];
  const batch = query.shape && keys.shape && broadcast(query.shape.slice(0, -1), keys.shape.slice(0, -1));
  const shape =
    extra !== undefined && queries && length && batch?.ok
      ? [...Array.from({ length: extra }, () => size(1)), ...batch.value, size(1), queries, length]
      : undefined;
  return result(op, shape, { parents: [query.tensor], dtype: 'float' });
}

const MASKS: FunctionTable = {
  make_causal_mask: define('x, extra_batch_dims=0, dtype=None', op => mask(op, 'x', 'x')),
  make_attention_mask: define(
    'query_input, key_input, pairwise_fn=None, extra_batch_dims=0, dtype=None',
    op => mask(op, 'query_input', 'key_input'),
  ),
};

const OWN: FunctionTable = { ...POOLING, ...MASKS };

export const SHARED_NAMES: readonly string[] = [...Object.keys(OWN), ...(jaxNn.names?.() ?? [])];

/** A function by name: poolings, masks, and what jax.nn has. */
export function sharedFunction(host: Host, name: string, module: string): Value | undefined {
  const own = Object.hasOwn(OWN, name) ? OWN[name] : undefined;
  if (own) return functionValue({ ...within(module), framework: 'flax' }, name, own);
  return jaxNn.member(host, name);
}

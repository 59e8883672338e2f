/** mlx.core.fast. https://ml-explore.github.io/mlx/build/html/python/fast.html */
import { broadcastTo, type Dim, type Shape } from '../../shapes/index.ts';
import { opaqueFunction } from '../array/opaque.ts';
import { takeTensor } from '../array/operand.ts';
import {
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
  option,
  optionAt,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { checkSize, refused, refuseRank, result, type Scene } from '../array/scene.ts';
import { type ModuleValue, moduleOf, type Operand, type Value } from '../parts.ts';
import { streamed, within } from './flavour.ts';

const WEIGHT_SAYS = 'must have the same size as the last dimension of x';

/** `layer_norm(x, weight, bias, eps)`: weight and bias have the size of the last axis. */
const normalised = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const last = input.shape?.at(-1);
  for (const name of ['weight', 'bias'].filter(n => op.bound.names.includes(n))) {
    const value = op.bound.value(name);
    const vector = value.kind === 'tensor' ? takeTensor(op, value, op.bound.at(name), name) : undefined;
    const wrong =
      vector && last && vector.shape?.length === 1
        ? checkSize(op, vector, { axis: 0, expected: last, parameter: undefined, says: WEIGHT_SAYS })
        : undefined;
    if (wrong) return wrong;
  }
  return unary('to-float')(op);
};

const ATTENTION_AXES = ['batch', 'heads', 'steps', 'features'];
const ATTENTION = '[scaled_dot_product_attention]';

/** Queries (B, N, T, D), keys and values (B, M, S, D): (B, N, T, features of the values). */
const attention = (op: Operation): Value => {
  const operands = [operandAt(op, 0), operandAt(op, 1), operandAt(op, 2)];
  const [queries, keys, values] = operands;
  if (!queries || !keys || !values) return refused(op);
  for (const operand of [queries, keys, values])
    if (operand.shape && operand.shape.length !== 4)
      return refuseRank(op, operand, [4], ATTENTION_AXES, `${ATTENTION} input … expected to be rank 4`);
  const features = queries.shape?.[3];
  const says = `${ATTENTION} query, keys expected to have matching last dimension`;
  const wrong =
    (features && checkSize(op, keys, { axis: 3, expected: features, parameter: undefined, says })) ??
    refuseBatch(op, queries, [keys, values]);
  if (wrong) return wrong;
  const [of, out] = [queries.shape, values.shape?.[3]];
  const shape = of && out && [...of.slice(0, 3), out];
  return result(op, shape, { parents: operands.map(o => o?.tensor), dtype: queries.tensor?.dtype });
};

/** Keys and values have the batch of the queries. */
export function refuseBatch(scene: Scene, queries: Operand, others: readonly Operand[]): Value | undefined {
  const batch = queries.shape?.[0];
  for (const operand of others) {
    const says = `${ATTENTION} mismatching batch dimension`;
    const wrong =
      batch && checkSize(scene, operand, { axis: 0, expected: batch, parameter: undefined, says });
    if (wrong) return wrong;
  }
  return undefined;
}

/** An additive mask, or one of truth values, is stretched to (batch, heads, queries, keys). */
export function refuseMask(
  scene: Scene,
  mask: Operand,
  [batch, heads, queries, keys]: readonly (Dim | undefined)[],
): boolean {
  if (!mask.shape || !batch || !heads || !queries || !keys) return false;
  const target: Shape = [batch, heads, queries, keys];
  const scores = { role: 'scores', shape: target, tensor: undefined, at: scene.site };
  const outcome = broadcastTo(mask.shape, target);
  if (outcome.ok) return false;
  scene.host.refuse({
    kind: 'operands',
    framework: scene.framework,
    operation: scene.operation,
    layer: scene.layer,
    at: mask.at,
    operands: [mask, scores],
    mismatch: outcome.mismatch,
  });
  return true;
}

const rotated = (op: Operation): Value => {
  const input = operandAt(op);
  return input?.shape && input.shape.length < 3
    ? refuseRank(
        op,
        input,
        [3, 4],
        ['batch', 'steps', 'features'],
        '[rope] Input must have at least 3 dimensions',
      )
    : unary('to-float')(op);
};

/** One loss for each class index. */
const crossEntropy = (op: Operation): Value => {
  const targets = option(op, 'targets');
  const operand = takeTensor(op, targets, optionAt(op, 'targets'), 'targets');
  return operand ? result(op, operand.shape, { parents: [operand.tensor], dtype: 'float' }) : refused(op);
};

const FAST: FunctionTable = {
  ...streamed('layer_norm', 'x, weight, bias, eps', normalised),
  ...streamed('rms_norm', 'x, weight, eps', normalised),
  ...streamed('rope', 'a, dims, *, traditional, base, scale, offset, freqs=None', rotated),
  ...streamed(
    'scaled_dot_product_attention',
    'q, k, v, *, scale, mask=None, sinks=None, force_fused=False',
    attention,
  ),
  ...streamed('cross_entropy', 'logits, targets', crossEntropy),
};

const KERNELS = ['metal_kernel', 'cuda_kernel', 'precompiled_cuda_kernel', 'gated_delta_update'];

export const fast: ModuleValue = moduleOf('mlx.core.fast', {
  ...functionMembers(within('mx.fast'), FAST),
  ...Object.fromEntries(
    KERNELS.map(name => [name, opaqueFunction(`mx.fast.${name}`, `what \`${name}\` gives`)]),
  ),
});

/** Masks of attention: of the keys that are padding, and of the pairs that are not looked at. torch/nn/functional.py, `_mha_shape_check`. */
import { compare, type Dim, multiply, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refuseOperands, refuseRank } from '../../array/scene.ts';
import type { Use } from '../../modules/layer-class.ts';
import { type Operand, shapeOf, type Value } from '../../parts.ts';

/** Names of the parameters, where a layer has them. */
export interface MaskNames {
  readonly padding: string;
  readonly pairs: string;
}

interface Masked {
  readonly query: Operand;
  readonly key: Operand;
  readonly batchFirst: boolean | undefined;
  readonly heads: Dim | undefined;
}

/** The result of a refusal; undefined where nothing is provably wrong. */
export function refuseMasks(use: Use, names: MaskNames, masked: Masked): Value | undefined {
  const whole = [names.padding, names.pairs].find(name => isWhole(use, name));
  if (whole !== undefined)
    return refuseArgument(use, {
      parameter: whole,
      aspect: 'type',
      allowed: 'a tensor of truth values or of floats',
      given: 'a tensor of integers',
      at: use.arguments.at(whole),
      says: `only bool and floating types of ${whole.includes('padding') ? 'key_padding_mask' : 'attn_mask'} are supported`,
    });
  const { query, key, batchFirst, heads } = masked;
  if (!query.shape || !key.shape || query.shape.length !== key.shape.length) return undefined;
  const isBatched = query.shape.length === 3;
  if (isBatched && batchFirst === undefined) return undefined;
  const [batchAxis, stepsAxis] = !isBatched ? [undefined, 0] : batchFirst ? [0, 1] : [1, 0];
  const batch = batchAxis === undefined ? undefined : query.shape[batchAxis];
  const wanted = {
    batch,
    batchAxis,
    stepsAxis,
    target: query.shape[stepsAxis],
    source: key.shape[stepsAxis],
  };
  return (
    refusePadding(use, maskOf(use, names.padding), key, wanted) ??
    refusePairs(use, maskOf(use, names.pairs), masked, wanted, batch && heads && multiply(batch, heads))
  );
}

function isWhole(use: Use, name: string): boolean {
  const value = use.arguments.names.includes(name) ? use.arguments.value(name) : undefined;
  return value?.kind === 'tensor' && value.dtype === 'int';
}

interface Wanted {
  readonly batch: Dim | undefined;
  readonly batchAxis: number | undefined;
  readonly stepsAxis: number;
  readonly target: Dim | undefined;
  readonly source: Dim | undefined;
}

function maskOf(use: Use, name: string): (Operand & { readonly shape: Shape }) | undefined {
  if (!use.arguments.names.includes(name)) return undefined;
  const value = use.arguments.value(name);
  const shape = value.kind === 'tensor' ? shapeOf(value) : undefined;
  return value.kind === 'tensor' && shape
    ? { role: name, shape, tensor: value, at: use.arguments.at(name) }
    : undefined;
}

/** (batch, steps of the keys), or those steps alone without a batch. */
function refusePadding(
  use: Use,
  mask: (Operand & { readonly shape: Shape }) | undefined,
  key: Operand,
  { batch, batchAxis, stepsAxis, source }: Wanted,
): Value | undefined {
  if (!mask) return undefined;
  const rank = batchAxis === undefined ? 1 : 2;
  if (mask.shape.length !== rank) return refuseRank(use, mask, [rank], ['batch', 'steps'].slice(-rank));
  const sizes = batchAxis === undefined ? [source] : [batch, source];
  const axes = batchAxis === undefined ? [stepsAxis] : [batchAxis, stepsAxis];
  const axis = mask.shape.findIndex((dim, i) => isOther(dim, sizes[i]));
  const [dim, other] = [mask.shape[axis], sizes[axis]];
  if (!dim || !other) return undefined;
  const left = { operand: 0, axis, dim };
  const right = { operand: 1, axis: axes[axis] ?? 0, dim: other };
  return refuseOperands(use, [mask, key], { kind: 'dims', left, right }, mask.at);
}

/** (steps of the queries, steps of the keys), or one such matrix for each sample and head. */
function refusePairs(
  use: Use,
  mask: (Operand & { readonly shape: Shape }) | undefined,
  { query, key }: Masked,
  { stepsAxis, target, source }: Wanted,
  each: Dim | undefined,
): Value | undefined {
  if (!mask) return undefined;
  const rank = mask.shape.length;
  if (rank !== 2 && rank !== 3)
    return refuseRank(use, mask, [2, 3], ['batch * heads', 'steps', 'steps of the keys']);
  const sizes = rank === 2 ? [target, source] : [each, target, source];
  const axis = mask.shape.findIndex((dim, i) => isOther(dim, sizes[i]));
  const [dim, other] = [mask.shape[axis], sizes[axis]];
  if (!dim || !other) return undefined;
  const of = axis === rank - 1 ? key : query;
  const left = { operand: 0, axis, dim };
  const right = { operand: 1, axis: stepsAxis, dim: other };
  const says = `The shape of the ${rank}D attn_mask is`;
  return refuseOperands(use, [mask, of], { kind: 'dims', left, right }, mask.at, says);
}

const isOther = (dim: Dim, wanted: Dim | undefined): boolean =>
  wanted !== undefined && compare(dim, wanted) === 'different';

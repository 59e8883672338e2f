/** Attention layers. https://docs.pytorch.org/docs/stable/generated/torch.nn.MultiheadAttention.html */

import {
  add,
  compare,
  constantOf,
  type Dim,
  type Mismatch,
  modulo,
  multiply,
  printDim,
  type Shape,
  size,
  unknownDim,
} from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import {
  checkSize,
  refuseArgument,
  refused,
  refuseOperands,
  refuseRank,
  result,
  suspectMisreading,
} from '../../array/scene.ts';
import { axisNames, sequenceAxes } from '../../array/sequence-axes.ts';
import { weight } from '../../layer.ts';
import { needFloat } from '../../modules/inputs.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import { Options } from '../../modules/options.ts';
import { isSurelyInTraining } from '../../modules/trained.ts';
import { asNumber, NONE, type Operand, tuple, type Value, type Weight } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { refuseMasks } from './attention-masks.ts';

export interface AttentionSizes {
  readonly embed: Dim;
  readonly key: Dim;
  readonly value: Dim;
}

/** `kdim` and `vdim` are the embedding's own size where they are not given. */
function sizesOf(options: Options): AttentionSizes {
  options.need('embed_dim', 'int');
  const embed = options.size('embed_dim');
  const other = (name: string): Dim =>
    options.bound.value(name).kind === 'none' ? embed : options.size(name, 0);
  return { embed, key: other('kdim'), value: other('vdim') };
}

/** One fused projection where queries, keys and values have one size, else one each. */
export function attentionWeights(
  { embed, key, value }: AttentionSizes,
  hasBias: boolean,
  hasKeyBias = false,
): readonly Weight[] {
  const isFused = compare(embed, key) === 'equal' && compare(embed, value) === 'equal';
  const three = multiply(size(3), embed);
  const projections = isFused
    ? [weight('in_proj_weight', [three, embed], ['q', 'k', 'v'], 0)]
    : [
        weight('q_proj_weight', [embed, embed]),
        weight('k_proj_weight', [embed, key]),
        weight('v_proj_weight', [embed, value]),
      ];
  const bias = hasBias ? [weight('in_proj_bias', [three], ['q', 'k', 'v'], 0)] : [];
  const output = [
    weight('out_proj.weight', [embed, embed]),
    ...(hasBias ? [weight('out_proj.bias', [embed])] : []),
  ];
  const added = [size(1), size(1), embed];
  const keyBias = hasKeyBias ? [weight('bias_k', added), weight('bias_v', added)] : [];
  return [...projections, ...bias, ...keyBias, ...output];
}

export const MultiheadAttention = layerClass({
  name: 'MultiheadAttention',
  signature:
    'embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device: device=None, dtype: dtype=None',
  called: 'num_heads: whole, dropout: number=0.0',
  forward:
    'query, key, value, key_padding_mask: Tensor=None, need_weights=True, attn_mask: Tensor=None, average_attn_weights=True, is_causal=False',
  make: options => {
    const sizes = sizesOf(options);
    const heads = readHeads(options, sizes.embed, 'num_heads');
    const batchFirst = options.flag('batch_first');
    const share = asNumber(options.bound.value('dropout'));
    const more = [options.flag('add_bias_kv'), options.flag('add_zero_attn')];
    return {
      weights: attentionWeights(sizes, options.flag('bias') !== false, options.flag('add_bias_kv') === true),
      inputSize: sizes.embed,
      flags: { batch_first: batchFirst },
      call: use => refuseDropout(use, share) ?? attend(use, { sizes, heads, batchFirst, more }),
    };
  },
});

/** In training a share of the weights is left out. */
function refuseDropout(use: Use, share: number | undefined): Value | undefined {
  if (share === undefined || share <= 1 || !isSurelyInTraining(use.layer)) return undefined;
  return refuseArgument(use, {
    parameter: 'dropout',
    aspect: 'value',
    allowed: 'from 0 to 1',
    given: String(share),
    at: use.site,
    says: 'dropout probability has to be between 0 and 1',
  });
}

/** Each head takes an equal part of the embedding. The constructor only divides: that heads are an integer asks the call. */
export function readHeads(options: Options, embed: Dim, parameter: string): Dim {
  const value = options.bound.value(parameter);
  const float = value.kind === 'number' ? (value.float ?? 0) : 0;
  const heads = float > 0 ? floatHeads(options, parameter, float) : options.size(parameter);
  const isDivided =
    float > 0
      ? (constantOf(embed) ?? 0) % float === 0
      : compare(modulo(embed, heads), size(0)) !== 'different';
  const says = 'embed_dim must be divisible by num_heads';
  if (!isDivided) options.refuse(parameter, `a divisor of embed_dim (${printDim(embed)})`, 'value', says);
  return heads;
}

/** `2.` heads are two. */
const floatHeads = (options: Options, parameter: string, float: number): Dim =>
  Number.isInteger(float)
    ? options.named(parameter, size(float))
    : options.scene.host.freshSymbol(parameter, options.bound.at(parameter));

const MASKS = { padding: 'key_padding_mask', pairs: 'attn_mask' };

interface Attending {
  readonly sizes: AttentionSizes;
  readonly heads: Dim;
  readonly batchFirst: boolean | undefined;
  /** Whether a key of the layer's own, and one of zeros, stand behind those that are given. */
  readonly more: readonly (boolean | undefined)[];
}

function attend(use: Use, attending: Attending): Value {
  const { sizes, heads, batchFirst } = attending;
  const { arguments: given } = use;
  const [query, key, value] = (['query', 'key', 'value'] as const).map(name =>
    takeTensor(use, given.value(name), given.at(name), name),
  );
  if (!query || !key || !value) return refused(use);
  const wrong =
    wrongInput(use, query, sizes.embed, 'embed_dim') ??
    wrongInput(use, key, sizes.key, 'kdim') ??
    wrongInput(use, value, sizes.value, 'vdim') ??
    disagreement(use, query, key, value, batchFirst) ??
    refuseMasks(use, MASKS, { query, key, batchFirst, heads }) ??
    needFloat(use, query) ??
    needFloat(use, key) ??
    needFloat(use, value);
  if (wrong) return wrong;
  suspectSamples(use, query, batchFirst);
  const { shape } = query;
  const output = shape && [...shape.slice(0, -1), sizes.embed];
  noteCall(use, [shape], [output]);
  const parents = [query.tensor, key.tensor, value.tensor];
  return tuple([
    result(use, output, { parents, dtype: 'float', role: 'sequence' }),
    weightsValue(use, query.shape, key.shape, attending),
  ]);
}

/** Attention runs over axis 0 unless `batch_first` is set; what a batch-first recurrent layer gives has its samples there. */
export function suspectSamples(use: Use, query: Operand, batchFirst: boolean | undefined): void {
  const axes = sequenceAxes(query.tensor);
  if (batchFirst === undefined || !axes || (axes.batch === 0) === batchFirst) return;
  const isOne = (query.shape ?? []).slice(0, 2).some(dim => constantOf(dim) === 1);
  if (isOne) return;
  suspectMisreading(use, {
    about: 'attention-over-samples',
    tensor: query,
    axes: axisNames(axes),
    axis: axes.batch,
    at: query.at,
    names: [axes.layer?.class.name ?? 'the layer before'],
  });
}

function wrongInput(use: Use, operand: Operand, expected: Dim, parameter: string): Value | undefined {
  const { shape } = operand;
  if (!shape) return undefined;
  if (shape.length !== 2 && shape.length !== 3)
    return refuseRank(use, operand, [2, 3], ['batch', 'steps', 'features']);
  return checkSize(use, operand, { axis: -1, expected, parameter });
}

/** All three have one rank and one batch size; keys and values come in pairs. */
export function disagreement(
  use: Use,
  query: Operand,
  key: Operand,
  value: Operand,
  batchFirst: boolean | undefined,
): Value | undefined {
  const rank = query.shape?.length;
  if (!query.shape || !key.shape || !value.shape || rank === undefined) return undefined;
  for (const other of [key, value])
    if (other.shape?.length !== rank)
      return refuseRank(use, other, [rank], ['batch', 'steps', 'features'].slice(-rank));
  const leading = Array.from({ length: rank - 1 }, (_, axis) => axis);
  const unpaired = leading.map(axis => differing(key, value, axis)).find(m => m);
  if (unpaired)
    return refuseOperands(use, [key, value], unpaired, value.at, 'key shape … does not match value shape');
  const batch = rank === 2 || batchFirst === undefined ? undefined : batchFirst ? 0 : 1;
  const mismatch = batch === undefined ? undefined : differing(query, key, batch);
  return mismatch && refuseOperands(use, [query, key], mismatch, key.at);
}

function differing(first: Operand, second: Operand, axis: number): Mismatch | undefined {
  const [a, b] = [first.shape?.[axis], second.shape?.[axis]];
  if (!a || !b || compare(a, b) !== 'different') return undefined;
  return { kind: 'dims', left: { operand: 0, axis, dim: a }, right: { operand: 1, axis, dim: b } };
}

/** The attention weights, averaged over the heads unless that is switched off. */
function weightsValue(
  use: Use,
  query: Shape | undefined,
  key: Shape | undefined,
  { heads, batchFirst, more }: Attending,
): Value {
  const { arguments: given } = use;
  const options = new Options(use, given);
  const [needed, averaged] = [options.flag('need_weights'), options.flag('average_attn_weights')];
  if (needed === undefined || averaged === undefined)
    return use.host.unknown('the attention weights', use.site);
  if (!needed) return NONE;
  const head = averaged ? [] : [heads];
  if (!query || !key || query.length !== key.length || batchFirst === undefined)
    return result(use, undefined);
  const added = more.includes(undefined) ? undefined : size(more.filter(Boolean).length);
  const keys = (axis: number): readonly Dim[] =>
    key.slice(axis, axis + 1).map(dim => (added ? add(dim, added) : unknownDim()));
  if (query.length === 2) return result(use, [...head, ...query.slice(0, 1), ...keys(0)]);
  const [batch, time] = batchFirst ? [0, 1] : [1, 0];
  return result(use, [
    ...query.slice(batch, batch + 1),
    ...head,
    ...query.slice(time, time + 1),
    ...keys(time),
  ]);
}

export const ATTENTION = [MultiheadAttention];

/** MultiHeadAttention: keras/src/layers/attention/multi_head_attention.py */
import { constantOf, type Dim, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, refuseRank } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { weight } from '../../layer.ts';
import { asBool, itemsOf, type Operand, shapeOf, type Value, type Weight } from '../../parts.ts';
import type { LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { refuseAttentionMask, stretchedQueries } from '../core/mask-shapes.ts';
import { differs } from '../core/none.ts';
import { type Options, sizeIn } from '../core/options.ts';
import { output, several } from '../core/tensors.ts';
import { refusesHeads, refusesLists } from './attention-inputs.ts';

interface Heads {
  readonly heads: Dim;
  readonly keyDim: Dim;
  readonly valueDim: Dim;
  /** undefined: as the query has. */
  readonly outputSizes: readonly Dim[] | undefined;
  readonly useBias: boolean | undefined;
  /** Which axes are attended along is said; otherwise it is all between the first and the last. */
  readonly choosesAxes: boolean;
}

function multiHead(options: Options): LayerDescription {
  const check = options.flavour.name === 'keras3' ? 'integer' : 'none';
  const keyDim = options.size('key_dim', check);
  const heads: Heads = {
    heads: options.size('num_heads', check),
    keyDim,
    valueDim: options.isGiven('value_dim') ? options.size('value_dim', check) : keyDim,
    outputSizes: outputSizes(options.value('output_shape')),
    useBias: options.flag('use_bias'),
    choosesAxes: options.isGiven('attention_axes'),
  };
  return {
    call: 'query, value, key',
    weights: ([query, value, key = value]) => weightsOf(heads, query, value, key),
    outputs: use => attendHeads(use, heads),
  };
}

/** Of one axis or several; 0 stands for none. */
function outputSizes(given: Value): readonly Dim[] | undefined {
  const one = sizeIn(given);
  if (one) return constantOf(one) === 0 ? undefined : [one];
  const sizes = itemsOf(given)?.map(sizeIn);
  return sizes?.every(size => size !== undefined) ? sizes : undefined;
}

function attendHeads(use: Use, heads: Heads): Value {
  const query = use.inputs[0];
  const wrong = refuseWithoutValue(use);
  if (wrong) return wrong;
  const value = shapeOfArgument(use, 'value');
  const key = shapeOfArgument(use, 'key') ?? value;
  if (use.flavour.name === 'keras3' && refusesLists(use)) return refused(use);
  if (!query?.shape) return use.host.unknown('the result of `MultiHeadAttention`', use.site);
  if (use.flavour.name === 'keras3' && refusesHeads(use, query.shape, value, key)) return refused(use);
  const given = use.argument('value');
  const operand = { role: 'value', shape: value, tensor: undefined, at: given?.at ?? use.site };
  const plain = scoresOf(heads, query.shape, value);
  const scores = use.argument('return_attention_scores');
  const returnsScores = scores === undefined ? false : asBool(scores.value);
  const unattended = refuseUnattended(use, heads, query, operand, returnsScores);
  if (unattended) return unattended;
  const masked = refuseAttentionMask(use, query, operand, plain, returnsScores);
  if (masked) return masked;
  keepWeights(use, heads, query.shape, value, key);
  const queries = stretchedQueries(use, plain);
  if (queries && (queries === 'other' || scores))
    return use.host.unknown('what attention gives under a mask that stretches it', use.site);
  const size = query.shape.at(-1);
  const sizes = heads.outputSizes ?? (size && [size]);
  const asked = queries ? query.shape.toSpliced(1, 1, queries) : query.shape;
  const main = output(use, sizes && [...asked.slice(0, -1), ...sizes], 'sequence');
  if (returnsScores === false) return main;
  // While a model is described, Keras 3 takes the queries for the keys too.
  const all = scoresOf(heads, query.shape, use.symbolic ? query.shape : value);
  return several({ ...use.flavour, results: 'tuple' }, [main, output(use, all)]);
}

/** (batch, heads, queries, keys); several axes of each, where the query has them. */
function scoresOf({ heads, choosesAxes }: Heads, query: Shape, value: Shape | undefined): Shape | undefined {
  const [batch, ...queries] = query.slice(0, -1);
  const keys = value?.slice(1, -1);
  if (!batch || !keys || choosesAxes || query.length !== value?.length || queries.length === 0)
    return undefined;
  return [batch, heads, ...queries, ...keys];
}

/** What the products of queries and keys need: an axis between the first and the last, and one batch. Where a model is described nobody asks. */
function refuseUnattended(
  use: Use,
  { choosesAxes }: Heads,
  query: Operand,
  value: Operand,
  returnsScores: boolean | undefined,
): Value | undefined {
  if (use.symbolic || choosesAxes || !query.shape || !value.shape) return undefined;
  const { length } = query.shape;
  if (length < 3 && length === value.shape.length)
    return refuseRank(use, query, [3], ['batch', 'steps', 'features'], 'tuple index out of range');
  const [rows, others] = [query.shape[0], value.shape[0]];
  if (!rows || !others || length !== value.shape.length || !differs(rows, others, use.graph))
    return undefined;
  // Keras 3 multiplies them one by one where the scores are asked for.
  const stretches = use.flavour.name === 'keras3' && returnsScores !== false;
  if (stretches && [rows, others].some(dim => constantOf(dim) === 1))
    return use.host.unknown('what attention gives for a batch that is stretched', use.site);
  const left = { operand: 0, axis: 0, dim: rows };
  refuseOperands(
    use,
    [query, value],
    { kind: 'dims', left, right: { operand: 1, axis: 0, dim: others } },
    value.at,
  );
  return refused(use);
}

/** Attention to itself is asked for by giving the query twice. */
function refuseWithoutValue(use: Use): Value | undefined {
  const given = use.argument('value');
  const isNone = given !== undefined && isWrittenNone(use.host, given.value, given.at);
  if (use.open || (given && !(isNone && use.flavour.name === 'keras3'))) return undefined;
  const says = use.flavour.name === 'keras3' && !isNone ? "missing a required argument: 'value'" : undefined;
  return refuseArgument(use, {
    parameter: 'value',
    aspect: 'missing',
    allowed: 'what is attended to (`layer(x, x)` attends to itself)',
    at: use.site,
    says,
  });
}

function shapeOfArgument(use: Use, name: string): Shape | undefined {
  const value = use.argument(name)?.value;
  return value?.kind === 'tensor' ? shapeOf(value) : undefined;
}

/** Built by the first call; sizes of value and key are known only there. */
function keepWeights(
  use: Use,
  heads: Heads,
  query: Shape,
  value: Shape | undefined,
  key: Shape | undefined,
): void {
  const facts = use.layer.layer?.built;
  const weights = weightsOf(heads, query, value, key);
  if (facts && !facts.value.called && weights) use.host.write(facts, { ...facts.value, weights });
}

/** undefined: they depend on a size that is not known. */
function weightsOf(
  heads: Heads,
  query: Shape | undefined,
  value: Shape | undefined,
  key: Shape | undefined,
): readonly Weight[] | undefined {
  const [q, v, k] = [query?.at(-1), value?.at(-1), key?.at(-1)];
  if (!q || !v || !k) return undefined;
  const project = (name: string, from: Dim, size: Dim) =>
    withBias(name, [from, heads.heads, size], [heads.heads, size], heads.useBias);
  const back = heads.outputSizes ?? [q];
  return [
    ...project('query', q, heads.keyDim),
    ...project('key', k, heads.keyDim),
    ...project('value', v, heads.valueDim),
    ...withBias('attention_output', [heads.heads, heads.valueDim, ...back], back, heads.useBias),
  ];
}

function withBias(name: string, kernel: Shape, bias: Shape, useBias: boolean | undefined): readonly Weight[] {
  const own = [weight(`${name}.kernel`, kernel)];
  return useBias === false ? own : [...own, weight(`${name}.bias`, bias)];
}

const HEADS =
  'num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, attention_axes=None';
const HEADS_REST =
  "kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None";

export const MULTI_HEAD_ATTENTION: LayerSpec = {
  name: 'MultiHeadAttention',
  signature: `${HEADS}, sliding_window=None, flash_attention=None, ${HEADS_REST}, use_gate=False, seed=None, **kwargs`,
  signatures: { tf_keras: `${HEADS}, ${HEADS_REST}, softmax_robust_masking=False, **kwargs` },
  missingIn: ['keras2', 'tf1', 'tfjs'],
  make: multiHead,
};

/** Attention layers: keras/src/layers/attention. */
import { constantOf, type Dim, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, suspectMisreading } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { weight } from '../../layer.ts';
import { asBool, itemsOf, type Operand, shapeOf, type Value, type Weight } from '../../parts.ts';
import type { Input, LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { underMasks } from '../core/mask-lists.ts';
import { refuseAttentionMask, stretchedQueries } from '../core/mask-shapes.ts';
import { differs } from '../core/none.ts';
import { type Options, sizeIn } from '../core/options.ts';
import { output, several } from '../core/tensors.ts';
import { refusesHeads, refusesLists } from './attention-inputs.ts';

const last = (shape: Shape | undefined): Dim | undefined => shape?.[shape.length - 1];

/** `Attention()([query, value, key])`: scores are products of query and key over their last axis. */
function attention(isAdditive: boolean) {
  return (options: Options): LayerDescription => ({
    many: true,
    weights: ([query]) => scale(options, isAdditive, query),
    outputs: attend,
  });
}

function scale(options: Options, isAdditive: boolean, query: Shape | undefined): readonly Weight[] {
  const size = last(query);
  if (isAdditive) return options.flag('use_scale') === false || !size ? [] : [weight('scale', [size])];
  const isConcat = options.isGiven('score_mode') && options.text('score_mode') === 'concat';
  return [
    ...(options.flag('use_scale') ? [weight('scale', [])] : []),
    ...(isConcat ? [weight('concat_score_weight', [])] : []),
  ];
}

function attend(use: Use): Value {
  const { length } = use.inputs;
  const { name } = use.flavour;
  if ((name === 'keras3' || name === 'tf_keras') && (length === 1 || length > 3))
    return refuseArgument(use, {
      parameter: 'inputs',
      aspect: 'value',
      allowed: 'a list of a query and a value, or of a query, a value and a key',
      given: `a list of ${length}`,
      at: use.argument('inputs')?.at ?? use.site,
      says: 'layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key].',
    });
  const mask = refuseOtherMasks(use);
  if (mask) return mask;
  const given = use.argument('inputs');
  const isPartial = given && itemsOf(given.value)?.some(item => item.kind === 'none' && !item.assumed);
  if (name === 'keras3' && isPartial && /\bNone\b/.test(use.host.textOf(given.at)))
    return refuseArgument(use, {
      parameter: 'inputs',
      aspect: 'type',
      allowed: 'a list of tensors',
      at: given.at,
      says: "'NoneType' object has no attribute 'shape'",
    });
  const [query, value, key = value] = use.inputs;
  const [q, v, k] = [query?.shape, value?.shape, key?.shape];
  if (!query || !value || !q || !v || !k || !key)
    return use.host.unknown(`the result of \`${use.operation}\``, use.site);
  if (!use.symbolic && !fits(use, query, key)) return refused(use);
  suspectLastStep(use, [
    { ...value, role: 'value' },
    { ...query, role: 'query' },
  ]);
  const steps = k[k.length - 2];
  const masked = use.symbolic ? undefined : underMasks(use, query, value, steps);
  if (masked) return masked;
  // Keras 3 describes the output by the query's axes, whatever the ranks; when it runs, ranks broadcast.
  if (q.length !== v.length && !use.symbolic) return output(use, undefined);
  const features = last(v);
  const main = output(use, features && [...q.slice(0, -1), features], 'sequence');
  const returnsScores = use.argument('return_attention_scores');
  if (!returnsScores || asBool(returnsScores.value) === false) return main;
  return several({ ...use.flavour, results: 'tuple' }, [
    main,
    output(use, steps && [...q.slice(0, -1), steps]),
  ]);
}

/** Of what has no axis of steps the rows are taken for them, and those are the samples. */
function suspectLastStep(use: Use, inputs: readonly Input[]): void {
  // A model calls its layers again with data: once is enough.
  if (use.layer.layer?.built.value.called) return;
  const [input, other] = inputs.filter(
    ({ shape, tensor }) =>
      shape?.length === 2 &&
      tensor?.source.role === 'last-step' &&
      tensor.source.layer?.layer?.recurrent === true,
  );
  if (!input) return;
  suspectMisreading(use, {
    about: 'attention-over-samples',
    tensor: input,
    other,
    axes: ['batch', 'features'],
    axis: 0,
    at: input.at,
  });
}

/** The masks of the query and the value, and of the key where there is one, come in a list. */
function refuseOtherMasks(use: Use): Value | undefined {
  const given = use.argument('mask');
  const items = given && itemsOf(given.value);
  const isList =
    given?.value.kind === 'list' && items !== undefined && items.length >= 2 && items.length <= 3;
  const isOther = given?.value.kind === 'tensor' || (items !== undefined && !isList);
  if (use.flavour.name !== 'keras3' || !given || !isOther) return undefined;
  return refuseArgument(use, {
    parameter: 'mask',
    aspect: 'type',
    allowed: 'a list of the masks of the query and the value',
    at: given.at,
    says:
      given.value.kind === 'tensor'
        ? 'layer mask must be a list'
        : 'layer accepts mask list of length 2 or 3.',
  });
}

function fits(use: Use, query: Input, key: Input): boolean {
  const [a, b] = [last(query.shape), last(key.shape)];
  if (!a || !b || !differs(a, b, use.graph)) return true;
  // Sums stretch an axis of 1, products do not.
  if (use.operation === 'AdditiveAttention' && (constantOf(a) === 1 || constantOf(b) === 1)) return true;
  const side = (input: Operand, operand: number, dim: Dim) => ({
    operand,
    axis: (input.shape?.length ?? 1) - 1,
    dim,
  });
  refuseOperands(
    use,
    [query, key],
    { kind: 'dims', left: side(query, 0, a), right: side(key, 1, b) },
    query.at,
  );
  return false;
}

// --- multi-head attention -----------------------------------------------------------------------------------------------------

interface Heads {
  readonly heads: Dim;
  readonly keyDim: Dim;
  readonly valueDim: Dim;
  /** undefined: as the query has. */
  readonly outputSizes: readonly Dim[] | undefined;
  readonly useBias: boolean | undefined;
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
  const masked = refuseAttentionMask(use, query, operand, plain);
  if (masked) return masked;
  keepWeights(use, heads, query.shape, value, key);
  const scores = use.argument('return_attention_scores');
  const queries = stretchedQueries(use, plain);
  if (queries && (queries === 'other' || scores))
    return use.host.unknown('what attention gives under a mask that stretches it', use.site);
  const size = last(query.shape);
  const sizes = heads.outputSizes ?? (size && [size]);
  const asked = queries ? query.shape.toSpliced(1, 1, queries) : query.shape;
  const main = output(use, sizes && [...asked.slice(0, -1), ...sizes], 'sequence');
  if (!scores || asBool(scores.value) === false) return main;
  // While a model is described, Keras 3 takes the queries for the keys too.
  const all = scoresOf(heads, query.shape, use.symbolic ? query.shape : value);
  return several({ ...use.flavour, results: 'tuple' }, [main, output(use, all)]);
}

/** (batch, heads, queries, keys) */
function scoresOf({ heads }: Heads, [batch, queries]: Shape, value: Shape | undefined): Shape | undefined {
  const keys = value?.[1];
  return batch && queries && keys && [batch, heads, queries, keys];
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
  const [q, v, k] = [last(query), last(value), last(key)];
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

export const ATTENTION: readonly LayerSpec[] = [
  {
    name: 'Attention',
    signature: "use_scale=False, score_mode='dot', dropout=0.0, seed=None, **kwargs",
    missingIn: ['keras2', 'tfjs'],
    make: attention(false),
  },
  {
    name: 'AdditiveAttention',
    signature: 'use_scale=True, dropout=0.0, **kwargs',
    missingIn: ['keras2', 'tfjs'],
    make: attention(true),
  },
  {
    name: 'MultiHeadAttention',
    signature: `${HEADS}, sliding_window=None, flash_attention=None, ${HEADS_REST}, use_gate=False, seed=None, **kwargs`,
    signatures: { tf_keras: `${HEADS}, ${HEADS_REST}, softmax_robust_masking=False, **kwargs` },
    missingIn: ['keras2', 'tf1', 'tfjs'],
    make: multiHead,
  },
];

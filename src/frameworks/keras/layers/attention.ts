/** Attention layers: keras/src/layers/attention. */
import { constantOf, type Dim, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, refused, refuseOperands, suspectMisreading } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { asBool, itemsOf, type Operand, type Value, type Weight } from '../../parts.ts';
import type { Input, LayerDescription, LayerSpec, Use } from '../core/description.ts';
import { underMasks } from '../core/mask-lists.ts';
import { differs } from '../core/none.ts';
import type { Options } from '../core/options.ts';
import { output, several } from '../core/tensors.ts';
import { MULTI_HEAD_ATTENTION } from './multi-head-attention.ts';

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
  MULTI_HEAD_ATTENTION,
];

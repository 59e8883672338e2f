/** Attention of flax.linen. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html#attention */

import type { Dim, Shape } from '../../../shapes/index.ts';
import type { Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import { asDim, type Operand, shapeOf } from '../../parts.ts';
import { type Attention, attentionWeights, isUneven } from '../shared/attention.ts';
import { denseShape, LINEN_WORDS, ofLastAxis } from '../shared/dense.ts';
import { through } from '../shared/through.ts';
import { layerClass } from './dialect.ts';
import { givenShape, keepWeights } from './variables.ts';

const SETTINGS =
  'num_heads, dtype=None, param_dtype=None, qkv_features=None, out_features=None, broadcast_dropout=True, dropout_rate=0.0, deterministic=None, precision=None, kernel_init=None, out_kernel_init=None, bias_init=None, out_bias_init=None, use_bias=True, attention_fn=None, decode=False, normalize_qk=False, force_fp32_for_softmax=False, qkv_dot_general=None, out_dot_general=None, qkv_dot_general_cls=None, out_dot_general_cls=None, qk_attn_weights_einsum_cls=None, attn_weights_value_einsum_cls=None';

const CROSS =
  'inputs_q, inputs_k=None, inputs_v=None, *, inputs_kv=None, mask=None, deterministic=None, dropout_rng=None, sow_weights=False';
const SELF = 'inputs_q, mask=None, deterministic=None, dropout_rng=None, sow_weights=False';

const attention = (name: string, forward: string) =>
  layerClass({
    name,
    signature: SETTINGS,
    forward,
    make: options => ({
      units: asDim(options.bound.value('out_features')),
      run: use => through(use, input => attended(use, options, input)),
    }),
  });

/** Features of the keys: the first array given for them, else the queries. */
function keyFeatures({ arguments: given }: Use, input: Operand): Dim | undefined {
  const names = ['inputs_k', 'inputs_kv'].filter(name => given.names.includes(name));
  const other = names.map(name => given.value(name)).find(value => value.kind !== 'none');
  if (!other) return input.shape?.at(-1);
  return other.kind === 'tensor' ? shapeOf(other)?.at(-1) : undefined;
}

function attended(use: Use, options: Options, input: Operand): Shape | undefined | 'refused' {
  const { bound } = options;
  const features = input.shape?.at(-1);
  const or = (name: string) => (bound.value(name).kind === 'none' ? features : asDim(bound.value(name)));
  const settings: Attention = {
    heads: options.size('num_heads'),
    inputs: features,
    keyInputs: keyFeatures(use, input),
    qkv: or('qkv_features'),
    outputs: or('out_features'),
    bias: options.flag('use_bias'),
  };
  if (isUneven(settings)) {
    options.refuse(
      'num_heads',
      'a divisor of the features',
      'value',
      'Memory dimension … must be divisible by number of heads …',
    );
    return 'refused';
  }
  const { outputs } = settings;
  if (!outputs) return undefined;
  const answer = denseShape(
    use,
    input,
    ofLastAxis(givenShape(use, 'query/kernel')?.[0], outputs, LINEN_WORDS),
  );
  if (answer !== 'refused' && options.flag('normalize_qk') === false)
    keepWeights(
      use,
      attentionWeights(settings).map(w => ({ ...w, name: w.name.replace('.', '/') })),
    );
  return answer;
}

export const ATTENTION = [
  attention('MultiHeadDotProductAttention', CROSS),
  attention('MultiHeadAttention', CROSS),
  attention('SelfAttention', SELF),
];

import { checkSize } from '../../array/scene.ts';
import { asDim } from '../../parts.ts';
import { type Attention, attentionWeights, isUneven } from '../shared/attention.ts';
import { through } from '../shared/through.ts';
import { layerClass, rest } from './dialect.ts';

const LATER = rest(
  'dtype',
  'param_dtype',
  'broadcast_dropout',
  'dropout_rate',
  'deterministic',
  'precision',
  'kernel_init',
  'out_kernel_init',
  'bias_init',
  'out_bias_init',
  'attention_fn',
  'decode',
  'qkv_promote_dtype',
  'out_promote_dtype',
  'ln_promote_dtype',
  'qkv_dot_general',
  'out_dot_general',
  'qkv_dot_general_cls',
  'out_dot_general_cls',
  'keep_rngs',
  'kernel_metadata',
  'out_kernel_metadata',
  'bias_metadata',
  'out_bias_metadata',
  'query_ln_scale_metadata',
  'key_ln_scale_metadata',
);

export const MultiHeadAttention = layerClass({
  name: 'MultiHeadAttention',
  signature: `num_heads, in_features, qkv_features=None, out_features=None, num_kv_heads=None, in_kv_features=None, *, use_bias=True, normalize_qk=False, ${LATER}, rngs`,
  forward:
    'inputs_q, inputs_k=None, inputs_v=None, *, mask=None, deterministic=None, rngs=None, sow_weights=False, decode=None, is_causal=False, out_sharding=None, qkv_sharding=None',
  make: options => {
    const { bound } = options;
    const inputs = options.size('in_features');
    const or = (name: string) => (bound.value(name).kind === 'none' ? inputs : asDim(bound.value(name)));
    const attention: Attention = {
      heads: options.size('num_heads'),
      inputs,
      keyInputs: or('in_kv_features'),
      qkv: or('qkv_features'),
      outputs: or('out_features'),
      bias: options.flag('use_bias'),
    };
    if (isUneven(attention))
      options.refuse(
        'num_heads',
        'a divisor of the features',
        'value',
        `must be divisible by 'num_heads' heads`,
      );
    const isPlain = bound.value('num_kv_heads').kind === 'none' && options.flag('normalize_qk') === false;
    return {
      weights: isPlain ? attentionWeights(attention) : [],
      units: attention.outputs,
      inputSize: inputs,
      call: use =>
        through(use, input => {
          const { shape } = input;
          const says = 'Incompatible input dimension';
          if (checkSize(use, input, { axis: -1, expected: inputs, parameter: 'in_features', says }))
            return 'refused';
          return shape && attention.outputs && [...shape.slice(0, -1), attention.outputs];
        }),
    };
  },
});

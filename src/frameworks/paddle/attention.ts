/** nn.MultiHeadAttention. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/MultiHeadAttention_en.html, python/paddle/nn/layer/transformer.py */
import type { Dim } from '../../shapes/index.ts';
import { refused, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall } from '../modules/layer-class.ts';
import { biasWeights } from '../modules/layers/linear.ts';
import type { Options } from '../modules/options.ts';
import type { NativeClass, Weight } from '../parts.ts';
import { readHeads } from '../torch/layers/attention.ts';
import { layerClass, PADDLE_NN } from './dialect.ts';

/** (batch, steps, embed_dim) as the query; with `need_weights` or a cache it is not the output alone that is given. */
export const MultiHeadAttention: NativeClass = layerClass({
  name: 'MultiHeadAttention',
  signature:
    'embed_dim, num_heads, dropout=0.0, kdim=None, vdim=None, need_weights=False, weight_attr=None, bias_attr=None',
  forward: 'query, key=None, value=None, attn_mask=None, cache=None',
  make: options => {
    const width = options.size('embed_dim');
    readHeads(options, width, 'num_heads');
    const own = (name: string): Dim => (isNone(options, name) ? width : options.size(name));
    const rows = { q_proj: width, k_proj: own('kdim'), v_proj: own('vdim'), out_proj: width };
    return {
      weights: Object.entries(rows).flatMap(([name, inputs]) => projection(options, name, [inputs, width])),
      units: width,
      inputSize: width,
      call: use => {
        const input = inputOf(use);
        if (!input) return refused(use);
        const isPlain =
          options.flag('need_weights') === false && use.arguments.value('cache').kind === 'none';
        if (!isPlain) return use.host.unknown('what attention gives beside its output', use.site);
        const output = input.shape?.length === 3 ? [...input.shape.slice(0, 2), width] : undefined;
        noteCall(use, [input.shape], [output]);
        return result(use, output, { parents: [input.tensor], dtype: 'float' });
      },
    };
  },
});

const isNone = (options: Options, name: string): boolean => options.bound.value(name).kind === 'none';

function projection(options: Options, name: string, shape: readonly [Dim, Dim]): readonly Weight[] {
  return [weight('weight', shape), ...biasWeights(PADDLE_NN, options, [shape[1]])].map(each => ({
    ...each,
    name: `${name}.${each.name}`,
  }));
}

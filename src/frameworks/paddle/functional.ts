/** paddle.nn.functional. https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/functional/Overview_en.html */
import { matmul } from '../../shapes/index.ts';
import { oneHot } from '../array/gathering.ts';
import { gated } from '../array/halving.ts';
import { type FunctionTable, type Operation, operandAt } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { productOf } from '../array/products.ts';
import { keepingAxis } from '../array/reductions.ts';
import { as } from '../array/renaming.ts';
import { refused, result } from '../array/scene.ts';
import type { Value } from '../parts.ts';
import { sequenceMask } from '../tensorflow/more.ts';
import { cosineSimilarity, lookup } from '../torch/functional.ts';
import { PADDLE_LOSSES } from './losses.ts';
import { every } from './operations.ts';
import { pad } from './padding.ts';
import { SEQUENCE_LOSSES } from './sequence-losses.ts';

/** `F.linear(x, W)`: W is (in_features, out_features). */
const linear = (op: Operation): Value => {
  const [input, weight] = [operandAt(op), operandAt(op, 1)];
  return input && weight ? productOf(op, [input, weight], matmul) : refused(op);
};

const opaque = (op: Operation): Value =>
  operandAt(op) ? result(op, undefined, { dtype: undefined }) : refused(op);

export const FUNCTIONAL_TABLE: FunctionTable = {
  ...every(
    `relu relu6 elu selu celu gelu silu swish mish sigmoid log_sigmoid tanh tanhshrink softsign softplus softshrink hardshrink hardtanh
     hardsigmoid hardswish leaky_relu rrelu thresholded_relu prelu dropout dropout2d dropout3d alpha_dropout normalize layer_norm batch_norm instance_norm
     local_response_norm label_smooth`,
    'x, *args',
    unary('to-float'),
  ),
  ...every('softmax log_softmax', 'x, axis=-1, dtype=None', keepingAxis('to-float')),
  ...every('gumbel_softmax', 'x, temperature=1.0, hard=False, axis=-1', keepingAxis('to-float')),
  ...every('glu', 'x, axis=-1', gated),
  ...every('one_hot', 'x, num_classes=-1', oneHot('float')),
  ...every(
    'pad',
    `x, pad, mode='constant', value=0.0, data_format='NCHW', pad_from_left_axis=True, name=None`,
    pad,
  ),
  ...every('linear', 'x, weight, bias=None', linear),
  ...every('embedding', 'x, weight, *args', lookup),
  ...every('cosine_similarity', 'x1, x2, axis=1, eps=1e-08', cosineSimilarity),
  ...PADDLE_LOSSES,
  ...SEQUENCE_LOSSES,
  ...every('sequence_mask', `x, maxlen=None, dtype='int64'`, as({ lengths: 'x' }, sequenceMask)),
  ...every(
    `interpolate upsample conv1d conv2d conv3d conv1d_transpose conv2d_transpose max_pool1d max_pool2d avg_pool1d avg_pool2d
     adaptive_avg_pool1d adaptive_avg_pool2d adaptive_max_pool1d scaled_dot_product_attention unfold pixel_shuffle`,
    'x, *args',
    opaque,
  ),
};

/** Functions of `torch.nn.functional` that are neither losses nor operations of tensors. https://docs.pytorch.org/docs/stable/nn.functional.html */
import { oneHot } from '../array/gathering.ts';
import { gated } from '../array/halving.ts';
import { ofOneDtype, ofParameters } from '../array/one-dtype.ts';
import {
  define,
  defineAll,
  exactly,
  type FunctionTable,
  functionMembers,
  type Operation,
  operandAt,
} from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { keepingAxis } from '../array/reductions.ts';
import { refused } from '../array/scene.ts';
import { needFloat, needIntegers } from '../modules/inputs.ts';
import { asBool, asNumber, type Value } from '../parts.ts';
import { ACTIVATION_FUNCTIONS, refuseShare } from './activations.ts';
import { dropoutOfChannels } from './channels.ts';
import { TORCH } from './flavour.ts';
import { attention, cosineSimilarity, linear, lookup, pairwiseDistance } from './functional.ts';
import { bilinear, pairDistances } from './linear-algebra.ts';
import { LOSS_FUNCTIONS } from './losses/index.ts';
import { groupNorm, layerNorm } from './normalising.ts';
import { rectified } from './operations/index.ts';
import { PATCH_FUNCTIONS } from './patches.ts';
import { padded } from './repeated-padding.ts';
import { SPATIAL_FUNCTIONS } from './spatial.ts';

/** In training what stays is divided by a share: whole numbers do not hold that. */
const dropout = (op: Operation): Value => {
  const input = operandAt(op);
  if (!input) return refused(op);
  const share = asNumber(op.bound.value('p'));
  const acts = share !== undefined && share > 0 && share < 1 && asBool(op.bound.value('training')) === true;
  const wrong = acts
    ? needFloat(op, input, "result type Float can't be cast to the desired output type")
    : undefined;
  return refuseShare(op) ?? wrong ?? unary()(op);
};

/** Classes are whole numbers. */
const hotOf = (op: Operation): Value => {
  const input = operandAt(op);
  const says = 'one_hot is only applicable to index tensor of type LongTensor.';
  return (input && needIntegers(op, input, says)) ?? oneHot('int')(op);
};

const FUNCTIONAL_TABLE: FunctionTable = {
  ...SPATIAL_FUNCTIONS,
  ...ACTIVATION_FUNCTIONS,
  ...exactly({
    ...defineAll(
      ['softmax', 'log_softmax', 'softmin'],
      'input, dim: int=None, _stacklevel=3, dtype: dtype=None',
      keepingAxis('to-float', 'same', 'floats'),
    ),
    gumbel_softmax: define(
      'logits, tau=1, hard=False, eps: number=1e-10, dim: int=-1',
      keepingAxis('to-float', 'same', 'floats'),
    ),
    glu: define('input, dim: int=-1', gated),
    normalize: define(
      'input, p: number=2.0, dim: ints=1, eps: number=1e-12, out=None',
      keepingAxis('to-float', 'same', 'floats'),
    ),
    layer_norm: define(
      'input, normalized_shape: shape, weight: Tensor=None, bias: Tensor=None, eps: number=1e-05',
      ofParameters('weight bias', layerNorm),
    ),
    group_norm: define(
      'input, num_groups: int, weight: Tensor=None, bias: Tensor=None, eps: number=1e-05',
      ofParameters('weight bias', groupNorm),
    ),
  }),
  relu: define('input, inplace=False', rectified),
  ...defineAll(
    ['dropout', 'dropout2d', 'dropout3d'],
    'input, p: number=0.5, training: bool=True, inplace=False',
    dropout,
  ),
  dropout1d: define('input, p=0.5, training=True, inplace=False', dropoutOfChannels),
  one_hot: define('tensor: Tensor, num_classes: int=-1', hotOf),
  pad: define(`input, pad: shape, mode='constant', value=None`, padded),
  linear: define(
    'input, weight, bias: Tensor=None',
    ofOneDtype('input weight bias', '… have the same dtype', linear),
  ),
  ...exactly({
    embedding: define(
      'input, weight, padding_idx=None, max_norm: number=None, norm_type: number=2.0, scale_grad_by_freq: bool=False, sparse: bool=False',
      lookup,
    ),
  }),
  cosine_similarity: define('x1, x2, dim: int=1, eps=1e-08', cosineSimilarity),
  pairwise_distance: define(
    'x1, x2, p: number=2.0, eps: number=1e-06, keepdim: bool=False',
    pairwiseDistance,
  ),
  bilinear: define(
    'input1, input2, weight, bias=None',
    ofOneDtype('input1 input2 weight bias', 'All tensors must have the same dtype', bilinear),
  ),
  pdist: define('input, p=2', pairDistances),
  ...PATCH_FUNCTIONS,
  scaled_dot_product_attention: define(
    'query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False',
    ofOneDtype('query key value', 'Expected query, key, and value to have the same dtype', attention),
  ),
};

export const FUNCTIONAL: Readonly<Record<string, Value | (() => Value)>> = {
  ...functionMembers({ ...TORCH, module: 'F' }, FUNCTIONAL_TABLE),
  ...LOSS_FUNCTIONS,
};

/** nn.Embedding and nn.EmbeddingBag. https://docs.pytorch.org/docs/stable/nn.html#sparse-layers */
import { constantOf, type Dim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refuseArgument, refused, refuseRank, result } from '../../array/scene.ts';
import { KINDS } from '../../kinds.ts';
import { weight } from '../../layer.ts';
import { needIntegers } from '../../modules/inputs.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import { embeddingLayer } from '../../modules/layers/embedding.ts';
import type { Options } from '../../modules/options.ts';
import { doubtTrained } from '../../modules/trained.ts';
import { asBool, type Call, type NativeClass, nativeFunction, shapeOf, type Value } from '../../parts.ts';
import { layerClass, TORCH_NN } from '../dialect.ts';

/** `padding_idx` is a row of the table; negative ones count from its end. */
function checkPadding(options: Options, rows: Dim): void {
  const given = options.bound.value('padding_idx');
  if (given.kind !== 'bool' && KINDS.int.refuses(given))
    options.refuse('padding_idx', KINDS.int.allowed, 'type');
  const [count, row] = [constantOf(rows), options.int('padding_idx')];
  if (count === undefined || row === undefined || (row < count && row >= -count)) return;
  const says = 'Padding_idx must be within num_embeddings';
  options.refuse('padding_idx', `a row of the table, from ${-count} to ${count - 1}`, 'value', says);
}

const FLOATS = `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int`;

export const Embedding: NativeClass = withPretrained(
  embeddingLayer(TORCH_NN, {
    called:
      'padding_idx: int=None, max_norm: number=None, norm_type: number=2.0, scale_grad_by_freq: bool=False, sparse: bool=False',
    signature:
      'num_embeddings: int, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device: device=None, dtype: dtype=None',
    count: 'num_embeddings',
    width: 'embedding_dim',
    least: 0,
    table: 'weight',
    check: checkPadding,
    says: FLOATS,
    tupleAsInput: `embedding(): argument 'indices' (position 2) must be Tensor, not tuple`,
  }),
);

/** `from_pretrained(embeddings)` takes both sizes from a matrix. */
function withPretrained(type: NativeClass): NativeClass {
  const construct = (call: Call): Value => {
    const matrix = call.args[0]?.value;
    const scene = {
      host: call.host,
      framework: 'torch',
      operation: 'Embedding.from_pretrained',
      site: call.site,
    } as const;
    if (matrix && !takeTensor(scene, matrix, call.args[0]?.at ?? call.site, 'embeddings'))
      return refused(scene);
    const shape = matrix?.kind === 'tensor' ? shapeOf(matrix) : undefined;
    const [count, width] = shape?.length === 2 ? shape : [];
    const sizes = [count, width].map(dim =>
      dim
        ? ({ kind: 'number', dim, float: undefined } as const)
        : call.host.unknown('the shape of the pretrained matrix', call.site),
    );
    const layer = type.construct({
      ...call,
      args: sizes.map(value => ({ name: undefined, value, at: call.args[0]?.at ?? call.site })),
    });
    // It is frozen unless `freeze=False`.
    if (layer.kind === 'native') doubtTrained(call.host, layer);
    return layer;
  };
  return {
    ...type,
    member: (_host, name) =>
      name === 'from_pretrained' ? nativeFunction('Embedding.from_pretrained', construct) : undefined,
  };
}

export const EmbeddingBag = layerClass({
  name: 'EmbeddingBag',
  signature: `num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode='mean', sparse=False, _weight=None, include_last_offset=False, padding_idx=None, device: device=None, dtype: dtype=None`,
  forward: 'input, offsets=None, per_sample_weights=None',
  make: options => {
    const [count, width] = [options.size('num_embeddings', 0), options.size('embedding_dim', 0)];
    const withLast = asBool(options.bound.value('include_last_offset'));
    return {
      weights: [weight('weight', [count, width])],
      units: width,
      call: use => callBag(use, width, withLast),
    };
  },
});

/** (B, N) gives (B, width); (N,) with offsets (B,) gives (B, width). */
function callBag(use: Use, width: Dim, withLast: boolean | undefined): Value {
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input');
  if (!input) return refused(use);
  const wrong = needIntegers(use, input, FLOATS);
  if (wrong) return wrong;
  const rank = input.shape?.length;
  if (rank !== undefined && rank !== 1 && rank !== 2) return refuseRank(use, input, [1, 2], ['batch', 'bag']);
  const offsets = use.arguments.value('offsets');
  if (rank === 1 && !use.arguments.open && !use.arguments.given('offsets'))
    return refuseArgument(use, {
      parameter: 'offsets',
      aspect: 'value',
      allowed: 'given, for indices of one axis',
      given: 'left out',
      at: use.site,
      says: 'offsets has to be a 1D Tensor but got None',
    });
  if (rank === 2 && offsets.kind === 'tensor')
    return refuseArgument(use, {
      parameter: 'offsets',
      aspect: 'value',
      allowed: 'None, for indices of two axes: each row is a bag',
      given: 'a tensor',
      at: use.arguments.at('offsets'),
      says: 'if input is 2D, then offsets has to be None, as input is treated is a mini-batch of fixed length sequences.',
    });
  const bags =
    rank === 2
      ? input.shape?.[0]
      : withLast === false && offsets.kind === 'tensor'
        ? shapeOf(offsets)?.[0]
        : undefined;
  const output = bags && [bags, width];
  noteCall(use, [input.shape], [output]);
  return result(use, output, { parents: [input.tensor], dtype: 'float' });
}

export const EMBEDDING = [Embedding, EmbeddingBag];

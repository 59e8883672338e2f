/** Transformer layers: they keep the shape of what they transform. https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Transformer.html, mlx/nn/layers/transformer.py */
import { type Dim, multiply, size } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import { checkProbability } from '../modules/layers/pointwise.ts';
import type { Options } from '../modules/options.ts';
import type { NativeClass, Operand, Value, Weight } from '../parts.ts';
import {
  attentionWeights,
  checkHeads,
  plainSizes,
  projectionWeights,
  refuseFeatures,
  refusesMask,
} from './attention.ts';
import { layerClass } from './dialect.ts';
import { refuseBatch } from './fast.ts';

interface Block {
  readonly dims: Dim;
  readonly heads: Dim;
  readonly inner: Dim;
  /** What an input of another size meets first. */
  readonly says: string | undefined;
}

const NORM_SAYS = '[layer_norm] weight must have the same size as the last dimension of x';

const under = (prefix: string, weights: readonly Weight[]): readonly Weight[] =>
  weights.map(w => ({ ...w, name: `${prefix}.${w.name}` }));

const normWeights = (name: string, dims: Dim): readonly Weight[] => [
  weight(`${name}.weight`, [dims]),
  weight(`${name}.bias`, [dims]),
];

/** Attentions without biases, one normalisation for each of the parts, and two linear layers. */
function blockWeights({ dims, heads, inner }: Block, attentions: readonly string[]): readonly Weight[] {
  const norms = Array.from({ length: attentions.length + 1 }, (_, i) => normWeights(`ln${i + 1}`, dims));
  return [
    ...attentions.flatMap(name => under(name, attentionWeights(plainSizes(dims, heads), false))),
    ...norms.flat(),
    ...projectionWeights('linear1', dims, inner, true),
    ...projectionWeights('linear2', inner, dims, true),
  ];
}

/** Layers of one kind, and a normalisation. undefined: how many is not known. */
function stackWeights(block: Block, count: number | undefined, attentions: readonly string[]) {
  if (count === undefined) return undefined;
  const layers = Array.from({ length: count }, (_, i) =>
    under(`layers.${i}`, blockWeights(block, attentions)),
  );
  return [...layers.flat(), ...normWeights('ln', block.dims)];
}

const checkDropout = checkProbability('dropout', {
  below1: true,
  says: 'The dropout probability … is not in [0, 1)',
});

function readBlock(options: Options): Block {
  const [dims, heads] = [options.size('dims'), options.size('num_heads')];
  checkHeads(options, dims, heads);
  checkDropout(options);
  const hasInner = options.isGiven('mlp_dims') && options.int('mlp_dims') !== 0;
  return {
    dims,
    heads,
    inner: hasInner ? options.size('mlp_dims') : multiply(dims, size(4)),
    says: options.flag('norm_first') ? NORM_SAYS : undefined,
  };
}

const ENCODER = ['attention'];
const DECODER = ['self_attention', 'cross_attention'];
const BLOCK = 'dims, num_heads, mlp_dims=None, dropout=0.0, activation=None, norm_first=True';
const STACK = `num_layers, ${BLOCK}, checkpoint=False`;

const FORWARD = { encoder: 'x, mask', decoder: 'x, memory, x_mask, memory_mask' } as const;

type Part = keyof typeof FORWARD;

const attentionsOf = (part: Part): readonly string[] => (part === 'encoder' ? ENCODER : DECODER);

function blockClass(name: string, part: Part): NativeClass {
  return layerClass({
    name,
    signature: BLOCK,
    forward: FORWARD[part],
    make: options => {
      const block = readBlock(options);
      return made(block, blockWeights(block, attentionsOf(part)), use => transform(use, block, part));
    },
  });
}

function stackClass(name: string, part: Part): NativeClass {
  return layerClass({
    name,
    signature: STACK,
    forward: FORWARD[part],
    make: options => {
      const block = readBlock(options);
      const weights = stackWeights(block, options.int('num_layers'), attentionsOf(part));
      return made(block, weights, use => transform(use, block, part));
    },
  });
}

const made = ({ dims }: Block, weights: readonly Weight[] | undefined, call: Made['call']): Made => ({
  ...(weights && { weights }),
  units: dims,
  call,
});

function taken(use: Use, { dims, says }: Block, name: string): Operand | undefined {
  const operand = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
  return operand && !refuseFeatures(use, operand, dims, 'dims', says) ? operand : undefined;
}

/** (batch, steps, dims) stays; a decoder looks at a memory of the same batch and features. */
function transform(use: Use, block: Block, part: Part): Value {
  const x = taken(use, block, 'x');
  if (!x) return refused(use);
  if (part === 'encoder') return refusesMask(use, 'mask', x, x, block.heads) ? refused(use) : give(use, [x]);
  const memory = taken(use, { ...block, says: undefined }, 'memory');
  if (!memory) return refused(use);
  const isRefused =
    refuseBatch(use, x, [memory]) !== undefined ||
    refusesMask(use, 'x_mask', x, x, block.heads) ||
    refusesMask(use, 'memory_mask', x, memory, block.heads);
  return isRefused ? refused(use) : give(use, [x, memory]);
}

function give(use: Use, operands: readonly Operand[]): Value {
  const shape = operands[0]?.shape;
  noteCall(
    use,
    operands.map(o => o.shape),
    [shape],
  );
  return result(use, shape, { parents: operands.map(o => o.tensor), dtype: 'float' });
}

/** Encoder and decoder; one of the program's own is not followed. */
const Transformer = layerClass({
  name: 'Transformer',
  signature:
    'dims=512, num_heads=8, num_encoder_layers=6, num_decoder_layers=6, mlp_dims=None, dropout=0.0, activation=None, custom_encoder=None, custom_decoder=None, norm_first=True, checkpoint=False',
  forward: 'src, tgt, src_mask, tgt_mask, memory_mask',
  make: options => {
    const block = readBlock(options);
    const isOwn = options.isGiven('custom_encoder') || options.isGiven('custom_decoder');
    const encoder = stackWeights(block, options.int('num_encoder_layers'), ENCODER);
    const decoder = stackWeights(block, options.int('num_decoder_layers'), DECODER);
    const weights =
      encoder && decoder && !isOwn ? [...under('encoder', encoder), ...under('decoder', decoder)] : undefined;
    return made(block, weights, use =>
      isOwn ? use.host.unknown('what a Transformer of other parts gives', use.site) : translate(use, block),
    );
  },
});

function translate(use: Use, block: Block): Value {
  const source = taken(use, block, 'src');
  const target = source && taken(use, block, 'tgt');
  if (!source || !target) return refused(use);
  const isRefused =
    refuseBatch(use, target, [source]) !== undefined ||
    refusesMask(use, 'src_mask', source, source, block.heads) ||
    refusesMask(use, 'tgt_mask', target, target, block.heads) ||
    refusesMask(use, 'memory_mask', target, source, block.heads);
  return isRefused ? refused(use) : give(use, [target, source]);
}

export const TRANSFORMERS: readonly NativeClass[] = [
  blockClass('TransformerEncoderLayer', 'encoder'),
  blockClass('TransformerDecoderLayer', 'decoder'),
  stackClass('TransformerEncoder', 'encoder'),
  stackClass('TransformerDecoder', 'decoder'),
  Transformer,
];

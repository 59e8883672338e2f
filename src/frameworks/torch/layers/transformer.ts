/** Transformer layers: they keep the shape of what they transform. https://docs.pytorch.org/docs/stable/nn.html#transformer-layers */
import { constantOf, type Dim } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { define, functionValue } from '../../array/operation.ts';
import { checkSize, refuseArgument, refused, refuseRank, result } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { weight } from '../../layer.ts';
import { wasGiven } from '../../modules/given-names.ts';
import { needFloat } from '../../modules/inputs.ts';
import { type Made, noteCall, type Use } from '../../modules/layer-class.ts';
import { checkProbability } from '../../modules/layers/pointwise.ts';
import type { Options } from '../../modules/options.ts';
import { isModule, isWhole, namedParameters } from '../../modules/tree.ts';
import {
  asDim,
  asInt,
  type NativeClass,
  type NativeValue,
  type Operand,
  shapeOf,
  type Value,
  type Weight,
} from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { TORCH } from '../flavour.ts';
import { attentionWeights, disagreement, readHeads, suspectSamples } from './attention.ts';
import { type MaskNames, refuseMasks } from './attention-masks.ts';

const LAYER =
  "d_model, nhead, dim_feedforward: int=2048, dropout=0.1, activation='relu', layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device: device=None, dtype: dtype=None";

/** What only the attention of a call asks for. */
const HEADS = 'nhead: whole, activation: function, layer_norm_eps: number=1e-05';

const under = (prefix: string, weights: readonly Weight[]): readonly Weight[] =>
  weights.map(w => ({ ...w, name: `${prefix}.${w.name}` }));

interface Block {
  readonly model: Dim;
  readonly inner: Dim;
  readonly bias: boolean;
}

function pair(name: string, shape: readonly Dim[], bias: boolean): readonly Weight[] {
  const [rows] = shape;
  return [weight(`${name}.weight`, shape), ...(bias && rows ? [weight(`${name}.bias`, [rows])] : [])];
}

/** Attention blocks, two linear layers, one normalisation for each of the parts. */
function blockWeights({ model, inner, bias }: Block, attentions: readonly string[]): readonly Weight[] {
  const sizes = { embed: model, key: model, value: model };
  const norms = Array.from({ length: attentions.length + 1 }, (_, i) => pair(`norm${i + 1}`, [model], bias));
  return [
    ...attentions.flatMap(name => under(name, attentionWeights(sizes, bias))),
    ...pair('linear1', [inner, model], bias),
    ...pair('linear2', [model, inner], bias),
    ...norms.flat(),
  ];
}

function readBlock(options: Options): Block {
  options.need('d_model', 'int');
  const model = options.size('d_model');
  readHeads(options, model, 'nhead');
  checkProbability('dropout', { says: 'dropout probability has to be between 0 and 1' })(options);
  const activation = options.text('activation');
  if (activation !== undefined && !/^(relu|gelu)$/.test(activation))
    options.refuse(
      'activation',
      "'relu', 'gelu' or a function",
      'value',
      `activation should be relu/gelu, not ${activation}`,
    );
  return { model, inner: options.size('dim_feedforward', 0), bias: options.flag('bias') !== false };
}

const ENCODER = ['self_attn'];
const DECODER = ['self_attn', 'multihead_attn'];

function blockClass(
  name: string,
  attentions: readonly string[],
  forward: string,
  inputs: readonly string[],
): NativeClass {
  return layerClass({
    name,
    signature: LAYER,
    called: HEADS,
    forward,
    make: options => {
      const block = readBlock(options);
      return made(block.model, inputs, blockWeights(block, attentions), options.flag('batch_first'));
    },
  });
}

function made(
  model: Dim | undefined,
  inputs: readonly string[],
  weights: readonly Weight[],
  batchFirst: boolean | undefined,
): Made {
  return {
    weights,
    units: model,
    inputSize: model,
    flags: { batch_first: batchFirst },
    call: use => transform(use, model, inputs, batchFirst),
  };
}

/** Gives the shape of its last-named input: the target of a decoder, the source of an encoder. */
function transform(
  use: Use,
  model: Dim | undefined,
  inputs: readonly string[],
  batchFirst: boolean | undefined,
): Value {
  const operands: Operand[] = [];
  for (const name of inputs) {
    const input = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
    if (!input) return refused(use);
    const wrong = checkInput(use, input, model);
    if (wrong) return wrong;
    operands.push(input);
  }
  const [first, shaped = first] = operands;
  const wrong =
    first && shaped && shaped !== first ? disagreement(use, shaped, first, first, batchFirst) : undefined;
  if (wrong) return wrong;
  const masked = refuseAnyMask(use, operands, batchFirst);
  if (masked) return masked;
  for (const operand of operands) suspectSamples(use, operand, batchFirst);
  noteCall(
    use,
    operands.map(o => o.shape),
    [shaped?.shape],
  );
  return result(use, shaped?.shape, {
    parents: operands.map(o => o.tensor),
    dtype: 'float',
    role: 'sequence',
  });
}

/** Masks by the inputs whose steps they are about: those that look, and those that are looked at. */
const MASKS: readonly (MaskNames & { readonly query: string; readonly key: string })[] = [
  { query: 'src', key: 'src', padding: 'src_key_padding_mask', pairs: 'src_mask' },
  { query: 'src', key: 'src', padding: 'src_key_padding_mask', pairs: 'mask' },
  { query: 'tgt', key: 'tgt', padding: 'tgt_key_padding_mask', pairs: 'tgt_mask' },
  { query: 'tgt', key: 'memory', padding: 'memory_key_padding_mask', pairs: 'memory_mask' },
  { query: 'tgt', key: 'src', padding: 'memory_key_padding_mask', pairs: 'memory_mask' },
];

/** How many heads there are is not kept: masks for each of them are not looked at. */
function refuseAnyMask(
  use: Use,
  operands: readonly Operand[],
  batchFirst: boolean | undefined,
): Value | undefined {
  for (const { query, key, ...names } of MASKS) {
    const [from, to] = [query, key].map(role => operands.find(operand => operand.role === role));
    const wrong =
      from && to && refuseMasks(use, names, { query: from, key: to, batchFirst, heads: undefined });
    if (wrong) return wrong;
  }
  return undefined;
}

function checkInput(use: Use, input: Operand, model: Dim | undefined): Value | undefined {
  const { shape } = input;
  if (shape && shape.length !== 2 && shape.length !== 3)
    return refuseRank(use, input, [2, 3], ['batch', 'steps', 'features']);
  const says = 'was expecting embedding dimension of';
  return (
    checkSize(use, input, { axis: -1, expected: model, parameter: 'd_model', says }) ?? needFloat(use, input)
  );
}

/** nn.TransformerEncoder and nn.TransformerDecoder hold copies of a layer: layers.0, layers.1 ... */
function stackClass(
  name: string,
  signature: string,
  template: string,
  forward: string,
  inputs: readonly string[],
): NativeClass {
  return layerClass({
    name,
    signature,
    forward,
    make: options => {
      const count = asInt(options.bound.value('num_layers'));
      if (isNoModule(options.bound.value(template)) && (count ?? 0) > 0)
        options.refuse(template, 'a layer', 'type', 'is not a Module subclass');
      options.need('num_layers', 'sizes');
      const layer = nativeOf(options.bound.value(template));
      const facet = layer?.layer;
      const own = facet?.built.value.weights ?? weightsOfModule(options, template);
      const norm = nativeOf(options.bound.value('norm'))?.layer?.built.value.weights ?? [];
      const weights =
        own && count !== undefined && count <= MOST_COPIES
          ? copies('layers', own, count)
          : [weight('layers.0', undefined)];
      const stack = made(
        facet?.units,
        inputs,
        [...weights, ...under('norm', norm)],
        facet?.flags.get('batch_first'),
      );
      return {
        ...stack,
        call: use => refuseNoLayers(use, options, template) ?? stack.call(use),
        inner: layer ? [layer] : [],
      };
    },
  });
}

/** Of a container, or a module of the program's own; undefined: what it holds is not known. */
function weightsOfModule({ scene, bound }: Options, template: string): readonly Weight[] | undefined {
  const given = bound.value(template);
  if (!isModule(given) || !isWhole(given)) return undefined;
  return namedParameters(scene.host, given).map(([name, tensor]) => weight(name, shapeOf(tensor)));
}

/** Both read what their first layer is, before they look at what they are given. */
function refuseNoLayers(use: Use, { bound }: Options, template: string): Value | undefined {
  const isGiven =
    wasGiven(use.layer, 'layers') || use.host.mentions('.layers[') || use.host.mentions('.layers.');
  if (isGiven) return undefined;
  const refuse = (parameter: string, allowed: string, says: string): Value =>
    refuseArgument(use, {
      parameter,
      aspect: 'value',
      allowed,
      given: use.host.textOf(bound.at(parameter)),
      at: use.site,
      says,
    });
  const count = asInt(bound.value('num_layers'));
  if (count !== undefined && count <= 0)
    return refuse('num_layers', 'a positive integer', 'index 0 is out of range');
  const given = bound.value(template);
  const noAttention = (type: string): Value =>
    refuse(template, 'a layer with `self_attn`', `'${type}' object has no attribute 'self_attn'`);
  if (isWrittenNone(use.host, given, bound.at(template))) return noAttention('NoneType');
  if (given.kind === 'object')
    return use.host.lacks(given, 'self_attn', 'Module') ? noAttention(given.class.name) : undefined;
  const type = nativeOf(given)?.layer && nativeOf(given)?.class.name;
  return type && !/^Transformer(Encoder|Decoder)Layer$/.test(type) ? noAttention(type) : undefined;
}

const isNoModule = ({ kind }: Value): boolean =>
  ['tensor', 'number', 'string', 'list', 'bool', 'dict'].includes(kind);

const MOST_COPIES = 64;

function copies(prefix: string, own: readonly Weight[], count: number): readonly Weight[] {
  return Array.from({ length: count }, (_, i) => under(`${prefix}.${i}`, own)).flat();
}

function nativeOf(value: Value): NativeValue | undefined {
  return value.kind === 'native' ? value : undefined;
}

/** `generate_square_subsequent_mask(sz)`: what each step may see of those before it. */
const causalMask = functionValue(
  { ...TORCH, module: 'Transformer' },
  'generate_square_subsequent_mask',
  define('sz: int, device: device=None, dtype: dtype=None', op => {
    const steps = asDim(op.bound.value('sz')) ?? op.host.freshSymbol('sz', op.site);
    return result(op, [steps, steps], { dtype: 'float', role: 'data' });
  }),
);

const Transformer = layerClass({
  name: 'Transformer',
  signature:
    "d_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation='relu', custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True, device: device=None, dtype: dtype=None",
  called: HEADS,
  forward:
    'src, tgt, src_mask: Tensor=None, tgt_mask: Tensor=None, memory_mask: Tensor=None, src_key_padding_mask: Tensor=None, tgt_key_padding_mask: Tensor=None, memory_key_padding_mask: Tensor=None, src_is_causal=None, tgt_is_causal=None, memory_is_causal=False',
  make: options => {
    const block = readBlock(options);
    const stack = (prefix: string, parameter: string, attentions: readonly string[]): readonly Weight[] => {
      const count = constantOf(options.size(parameter, 0));
      if (count === undefined || count > MOST_COPIES) return [weight(`${prefix}.layers.0`, undefined)];
      return [
        ...copies(`${prefix}.layers`, blockWeights(block, attentions), count),
        ...pair(`${prefix}.norm`, [block.model], block.bias),
      ];
    };
    const weights = [
      ...stack('encoder', 'num_encoder_layers', ENCODER),
      ...stack('decoder', 'num_decoder_layers', DECODER),
    ];
    return {
      ...made(block.model, ['src', 'tgt'], weights, options.flag('batch_first')),
      attributes: { generate_square_subsequent_mask: causalMask },
    };
  },
});

export const TRANSFORMER: readonly NativeClass[] = [
  blockClass(
    'TransformerEncoderLayer',
    ENCODER,
    'src, src_mask: Tensor=None, src_key_padding_mask: Tensor=None, is_causal=False',
    ['src'],
  ),
  blockClass(
    'TransformerDecoderLayer',
    DECODER,
    'tgt, memory, tgt_mask: Tensor=None, memory_mask: Tensor=None, tgt_key_padding_mask: Tensor=None, memory_key_padding_mask: Tensor=None, tgt_is_causal=False, memory_is_causal=False',
    ['memory', 'tgt'],
  ),
  stackClass(
    'TransformerEncoder',
    'encoder_layer, num_layers: whole, norm=None, enable_nested_tensor=True, mask_check=True',
    'encoder_layer',
    'src, mask: Tensor=None, src_key_padding_mask: Tensor=None, is_causal=None',
    ['src'],
  ),
  stackClass(
    'TransformerDecoder',
    'decoder_layer, num_layers: whole, norm=None',
    'decoder_layer',
    'tgt, memory, tgt_mask: Tensor=None, memory_mask: Tensor=None, tgt_key_padding_mask: Tensor=None, memory_key_padding_mask: Tensor=None, tgt_is_causal=None, memory_is_causal=False',
    ['memory', 'tgt'],
  ),
  {
    ...Transformer,
    member: (_host, name) => (name === 'generate_square_subsequent_mask' ? causalMask : undefined),
  },
];

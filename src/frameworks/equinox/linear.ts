/** Linear and MLP, of one example. https://docs.kidger.site/equinox/api/nn/linear/, equinox/nn/_linear.py, equinox/nn/_mlp.py */
import { broadcast, constantOf, type Dim, matmul, type Shape, size } from '../../shapes/index.ts';
import { refused, refuseRank, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { type Made, noteCall, type Use } from '../modules/layer-class.ts';
import type { Options } from '../modules/options.ts';
import type { Operand, Value, Weight } from '../parts.ts';
import { layerClass } from './dialect.ts';
import { applyProduct } from './vectors.ts';

/** A size, or 'scalar': no axis at all where the weight has one of size 1. */
interface Width {
  readonly dim: Dim;
  readonly isScalar: boolean;
}

function widthOf(options: Options, parameter: string): Width {
  const isScalar = options.text(parameter) === 'scalar';
  return { dim: isScalar ? size(1) : options.size(parameter, 0), isScalar };
}

interface Affine {
  readonly inputs: Width;
  readonly outputs: Width;
  /** The constructor argument that the input's size comes from. */
  readonly parameter: string;
  /** undefined: not known. */
  readonly bias: boolean | undefined;
}

function affineWeights({ inputs, outputs, bias }: Affine, prefix = ''): readonly Weight[] {
  const matrix = weight(`${prefix}weight`, [outputs.dim, inputs.dim]);
  return bias === false ? [matrix] : [matrix, weight(`${prefix}bias`, bias ? [outputs.dim] : undefined)];
}

export const Linear = layerClass({
  name: 'Linear',
  signature: 'in_features, out_features, use_bias=True, dtype=None, *, key',
  forward: 'x, *, key=None',
  make: options => {
    const affine: Affine = {
      inputs: widthOf(options, 'in_features'),
      outputs: widthOf(options, 'out_features'),
      parameter: 'in_features',
      bias: options.flag('use_bias'),
    };
    return {
      weights: affineWeights(affine),
      units: affine.outputs.dim,
      inputSize: affine.inputs.dim,
      call: use => callAffine(use, affine),
    };
  },
});

function callAffine(use: Use, affine: Affine): Value {
  const input = inputOf(use, { numbers: true });
  if (!input) return refused(use);
  const { inputs, outputs, parameter } = affine;
  if (inputs.isScalar) {
    if (input.shape && input.shape.length > 0)
      return refuseRank(use, input, [0], [], 'x must have scalar shape');
    return give(use, input, outputs.isScalar ? [] : [outputs.dim]);
  }
  const applied = applyProduct(use, input, { rows: outputs.dim, columns: inputs.dim, parameter });
  if (applied.kind === 'refused') return applied.value;
  if (applied.kind === 'vector') return give(use, input, outputs.isScalar ? [] : [outputs.dim]);
  return giveMatrix(use, input, affine);
}

/** A matrix whose first axis fits: the bias must then stretch along the last axis of the product. */
function giveMatrix(use: Use, input: Operand, { inputs, outputs, bias }: Affine): Value {
  const product = input.shape && matmul([outputs.dim, inputs.dim], input.shape);
  if (!product?.ok || outputs.isScalar || bias === undefined) return give(use, input, undefined);
  if (!bias) return give(use, input, product.value);
  const sum = broadcast(product.value, [outputs.dim]);
  if (sum.ok) return give(use, input, sum.value);
  return refuseRank(use, input, [1], ['features'], 'incompatible shapes for broadcasting');
}

function give(use: Use, input: Operand, shape: Shape | undefined): Value {
  noteCall(use, [input.shape], [shape]);
  return result(use, shape, { parents: [input.tensor], dtype: 'float' });
}

/** More layers than this are not listed one by one. */
const MOST_LAYERS = 64;

export const MLP = layerClass({
  name: 'MLP',
  signature:
    'in_size, out_size, width_size, depth, activation=None, final_activation=None, use_bias=True, use_final_bias=True, dtype=None, *, scan=False, key',
  forward: 'x, *, key=None',
  make: makeMlp,
});

/** depth + 1 layers: in_size to width_size, depth - 1 times width_size to itself, width_size to out_size. */
function makeMlp(options: Options): Made {
  const [inputs, outputs] = [widthOf(options, 'in_size'), widthOf(options, 'out_size')];
  const width: Width = { dim: options.size('width_size', 0), isScalar: false };
  const depth = constantOf(options.size('depth', 0));
  const [bias, finalBias] = [options.flag('use_bias'), options.flag('use_final_bias')];
  const isListed = depth !== undefined && depth <= MOST_LAYERS;
  const affine: Affine = { inputs, outputs, parameter: 'in_size', bias: finalBias };
  const layers = Array.from(
    { length: isListed ? depth + 1 : 0 },
    (_, i): Affine => ({
      ...affine,
      inputs: i === 0 ? inputs : width,
      outputs: i === depth ? outputs : width,
      bias: i === depth ? finalBias : bias,
    }),
  );
  const weights = layers.flatMap((layer, i) => affineWeights(layer, `layers.${i}.`));
  return {
    weights: isListed ? weights : [weight('layers.0.weight', undefined)],
    units: outputs.dim,
    inputSize: inputs.dim,
    call: use => callAffine(use, { ...affine, bias: undefined }),
  };
}

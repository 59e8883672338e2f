/** Layers that multiply by a matrix. https://docs.pytorch.org/docs/stable/nn.html#linear-layers */
import { type Dim, difference, type Mismatch, otherRank, type Shape } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { checkSize, refused, refuseOperands, result } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { needFloat } from '../../modules/inputs.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import { biasWeights, linearLayer } from '../../modules/layers/linear.ts';
import type { Value } from '../../parts.ts';
import { layerClass, TORCH_NN } from '../dialect.ts';

export const Linear = linearLayer(TORCH_NN, {
  name: 'Linear',
  signature: 'in_features, out_features: int, bias=True, device: device=None, dtype: dtype=None',
  inputs: 'in_features',
  outputs: 'out_features',
  least: 0,
  rows: false,
  says: 'mat1 and mat2 shapes cannot be multiplied',
  saysScalar: 'both arguments to linear need to be at least 1D',
  saysTuple: `linear(): argument 'input' (position 1) must be Tensor, not tuple`,
});

export const Bilinear = layerClass({
  name: 'Bilinear',
  signature:
    'in1_features, in2_features, out_features: int, bias=True, device: device=None, dtype: dtype=None',
  forward: 'input1, input2',
  make: options => {
    const [one, two, outputs] = [
      options.size('in1_features'),
      options.size('in2_features', 0),
      options.size('out_features', 0),
    ];
    return {
      weights: [weight('weight', [outputs, one, two]), ...biasWeights(TORCH_NN, options, [outputs])],
      units: outputs,
      call: use => callBilinear(use, [one, two], outputs),
    };
  },
});

function callBilinear(use: Use, sizes: readonly [Dim, Dim], outputs: Dim): Value {
  const shapes: (Shape | undefined)[] = [];
  for (const [i, expected] of sizes.entries()) {
    const name = `input${i + 1}`;
    const input = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
    if (!input) return refused(use);
    const wrong =
      checkSize(use, input, { axis: -1, expected, parameter: `in${i + 1}_features` }) ??
      needFloat(use, input, 'All tensors must have the same dtype');
    if (wrong) return wrong;
    shapes.push(input.shape);
  }
  const [first, second] = shapes;
  if (first && second) {
    const mismatch = differentRows(first, second);
    if (mismatch) {
      const operands = [first, second].map((shape, i) => ({
        role: `input${i + 1}`,
        shape,
        tensor: undefined,
        at: use.arguments.at(`input${i + 1}`),
      }));
      return refuseOperands(
        use,
        operands,
        mismatch,
        use.arguments.at('input2'),
        'bilinear(): input batch dimensions do not match',
      );
    }
  }
  const output = first && [...first.slice(0, -1), outputs];
  noteCall(use, shapes, [output]);
  return result(use, output, { dtype: 'float' });
}

/** All axes but the last are equal, and as many. */
function differentRows(first: Shape, second: Shape): Mismatch | undefined {
  return first.length === second.length
    ? difference(first.slice(0, -1), second.slice(0, -1))
    : otherRank(first.length, second.length);
}

export const LINEAR = [Linear, Bilinear];

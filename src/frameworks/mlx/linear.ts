/** nn.Linear and nn.Bilinear. https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Linear.html, mlx/nn/layers/linear.py */
import { constantOf, type Dim, product } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { checkSize, refused, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import { biasWeights, linearLayer } from '../modules/layers/linear.ts';
import type { Operand, Value } from '../parts.ts';
import { layerClass, MLX_NN } from './dialect.ts';

/** What every product of mlx.nn says: `addmm(bias, x, W.T)`. */
export const ADDMM_SAYS =
  '[addmm] Last dimension of first input … must match second to last dimension of second input';

export const Linear = linearLayer(MLX_NN, {
  name: 'Linear',
  signature: 'input_dims, output_dims, bias=True',
  inputs: 'input_dims',
  outputs: 'output_dims',
  least: 0,
  rows: false,
  says: ADDMM_SAYS,
  saysScalar: '[addmm] Got 0 dimension input. Inputs must have at least one dimension.',
});

/** Two vectors for each place become one: weight (out, in2, in1). */
export const Bilinear = layerClass({
  name: 'Bilinear',
  signature: 'input1_dims, input2_dims, output_dims, bias=True',
  forward: 'x1, x2',
  make: options => {
    const [first, second] = [options.size('input1_dims'), options.size('input2_dims', 0)];
    const outputs = options.size('output_dims', 0);
    return {
      weights: [weight('weight', [outputs, second, first]), ...biasWeights(MLX_NN, options, [outputs])],
      units: outputs,
      call: use => callBilinear(use, [first, second], outputs),
    };
  },
});

/** Elements are read anew as rows of these features, and there must be as many rows as the first input has, or one, which is stretched. */
function refuseRows(
  use: Use,
  operand: Operand,
  features: Dim,
  { rows, parameter }: { readonly rows: Dim | undefined; readonly parameter: string },
): Value | undefined {
  const [elements, each, wanted] = [product(operand.shape ?? []), features, rows].map(
    dim => dim && constantOf(dim),
  );
  if (operand.shape?.length !== 2 || !elements || !each || wanted === undefined) return undefined;
  return [each, each * wanted].includes(elements)
    ? undefined
    : checkSize(use, operand, { axis: 1, expected: features, parameter });
}

function callBilinear(use: Use, features: readonly [Dim, Dim], outputs: Dim): Value {
  const operands: Operand[] = [];
  for (const name of ['x1', 'x2']) {
    const operand = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name);
    if (!operand) return refused(use);
    operands.push(operand);
  }
  const [first, second] = operands;
  if (!first || !second) return refused(use);
  const rows = first.shape?.length === 2 ? first.shape[0] : undefined;
  const wrong =
    refuseRows(use, first, features[0], { rows, parameter: 'input1_dims' }) ??
    refuseRows(use, second, features[1], { rows, parameter: 'input2_dims' });
  if (wrong) return wrong;
  const shape = first.shape && [...first.shape.slice(0, -1), outputs];
  noteCall(use, [first.shape, second.shape], [shape]);
  return result(use, shape, { parents: [first.tensor, second.tensor], dtype: 'float' });
}

/** Layers that multiply by a matrix. https://docs.pytorch.org/docs/stable/nn.html#linear-layers */
import { compare, type Dim, type Shape } from '../../../shapes/index.ts';
import { takeTensor } from '../../array/operand.ts';
import { refused, refuseRank, refuseSize, result, type Scene } from '../../array/scene.ts';
import { weight } from '../../layer.ts';
import { noteCall, type Use } from '../../modules/layer-class.ts';
import type { Options } from '../../modules/options.ts';
import type { Operand, Value, Weight } from '../../parts.ts';
import { layerClass } from '../dialect.ts';
import { needFloat } from '../inputs.ts';
import { lastAxisIndex, lastAxisOf } from '../last-axis.ts';

function biasOf(options: Options, shape: Shape): readonly Weight[] {
  const has = options.flag('bias');
  return has === false ? [] : [weight('bias', has ? shape : undefined)];
}

export const Linear = layerClass({
  name: 'Linear',
  signature: 'in_features, out_features, bias=True, device=None, dtype=None',
  make: options => {
    const [inputs, outputs] = [options.size('in_features', 0), options.size('out_features', 0)];
    return {
      weights: [weight('weight', [outputs, inputs]), ...biasOf(options, [outputs])],
      units: outputs,
      inputSize: inputs,
      call: use => callLinear(use, inputs, outputs),
    };
  },
});

/** Shared with `F.linear`: (*, in) to (*, out). */
export function applyLinear(
  scene: Scene,
  input: Operand,
  inputs: Dim | undefined,
  outputs: Dim,
): Value | Shape | undefined {
  const { shape } = input;
  if (shape?.length === 0)
    return refuseRank(
      scene,
      input,
      [1, 2, 3],
      ['batch', 'features'],
      'both arguments to linear need to be at least 1D',
    );
  const actual = lastAxisOf(input);
  if (actual && inputs && compare(actual, inputs) === 'different') {
    const says = 'mat1 and mat2 shapes cannot be multiplied';
    return refuseSize(scene, input, {
      axis: lastAxisIndex(input),
      expected: inputs,
      actual,
      parameter: 'in_features',
      says,
    });
  }
  return needFloat(scene, input) ?? (shape && [...shape.slice(0, -1), outputs]);
}

function callLinear(use: Use, inputs: Dim, outputs: Dim): Value {
  const says = `linear(): argument 'input' (position 1) must be Tensor, not tuple`;
  const input = takeTensor(use, use.arguments.value('input'), use.arguments.at('input'), 'input', { says });
  if (!input) return refused(use);
  const answer = applyLinear(use, input, inputs, outputs);
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

export const Bilinear = layerClass({
  name: 'Bilinear',
  signature: 'in1_features, in2_features, out_features, bias=True, device=None, dtype=None',
  forward: 'input1, input2',
  make: options => {
    const [one, two, outputs] = [
      options.size('in1_features'),
      options.size('in2_features', 0),
      options.size('out_features', 0),
    ];
    return {
      weights: [weight('weight', [outputs, one, two]), ...biasOf(options, [outputs])],
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
    const actual = input.shape?.at(-1);
    if (input.shape && actual && compare(actual, expected) === 'different') {
      return refuseSize(use, input, {
        axis: input.shape.length - 1,
        expected,
        actual,
        parameter: `in${i + 1}_features`,
      });
    }
    shapes.push(input.shape);
  }
  const [first] = shapes;
  const output = first && [...first.slice(0, -1), outputs];
  noteCall(use, shapes, [output]);
  return result(use, output, { dtype: 'float' });
}

export const LINEAR = [Linear, Bilinear];

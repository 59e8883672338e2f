/** nn.Embedding: indexing of a table. https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.Embedding.html, mlx/nn/layers/embedding.py */
import type { Dim } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { refuseArgument, refused, result } from '../array/scene.ts';
import { weight } from '../layer.ts';
import { inputOf } from '../modules/inputs.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import { refuseProduct } from '../modules/layers/linear.ts';
import { type Call, type NativeFunction, nativeFunction, type Operand, type Value } from '../parts.ts';
import { refuseFloatIndices } from './arguments.ts';
import { layerClass } from './dialect.ts';
import { sceneOf } from './transforms.ts';

export const Embedding = layerClass({
  name: 'Embedding',
  signature: 'num_embeddings, dims',
  make: options => {
    const [count, width] = [options.size('num_embeddings', 0), options.size('dims')];
    return {
      weights: [weight('weight', [count, width])],
      units: width,
      attributes: { as_linear: projection(count, width) },
      call: use => look(use, width),
    };
  },
});

/** Each index becomes a row; lists and numbers are indices too. */
function look(use: Use, width: Dim): Value {
  const input = inputOf(use, { numbers: true, lists: true });
  if (!input) return refused(use);
  const wrong = refuseIndices(use, input);
  if (wrong) return wrong;
  const shape = input.shape && [...input.shape, width];
  noteCall(use, [input.shape], [shape]);
  return result(use, shape, { parents: [input.tensor], dtype: 'float' });
}

function refuseIndices(use: Use, { tensor, at }: Operand): Value | undefined {
  if (tensor?.dtype === 'float') return refuseFloatIndices(use, 'x', at);
  if (tensor?.dtype !== 'bool') return undefined;
  return refuseArgument(use, {
    parameter: 'x',
    aspect: 'type',
    allowed: 'an array of integers',
    given: 'an array of truth values',
    at,
    says: 'boolean indices are not yet supported',
  });
}

/** `embedding.as_linear(x)`: the product with the table, for scores of all rows. */
const projection = (count: Dim, width: Dim): NativeFunction =>
  nativeFunction('as_linear', (call: Call) => {
    const scene = sceneOf(call, 'Embedding.as_linear');
    const [given] = call.args;
    const input = given && takeTensor(scene, given.value, given.at, 'x');
    if (!input) return refused(scene);
    const wrong = refuseProduct(scene, input, {
      parameter: 'dims',
      features: width,
      ranks: [1, 2, 3],
      axes: ['batch', 'features'],
      says: '[matmul] Last dimension of first input … must match second to last dimension of second input',
      saysRank: '[matmul] Got 0 dimension input. Inputs must have at least one dimension.',
    });
    const shape = input.shape && [...input.shape.slice(0, -1), count];
    return wrong ?? result(scene, shape, { parents: [input.tensor], dtype: 'float' });
  });

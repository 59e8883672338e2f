/** `set_weights`: as many arrays as there are weights, each of its weight's shape. */
import { compare, printShape, type Shape } from '../../../shapes/index.ts';
import { refuseArgument, type Scene } from '../../array/scene.ts';
import { type Call, itemsOf, type NativeValue, NONE, shapeOf, type Value, type Weight } from '../../parts.ts';

export function setWeights(call: Call, layer: NativeValue, weights: readonly Weight[] | undefined): Value {
  const [given] = call.args;
  const arrays = given && itemsOf(given.value);
  if (!given || !arrays || !weights) return NONE;
  const shapes = arrays.map(array => (array.kind === 'tensor' ? shapeOf(array) : undefined));
  if (fits(weights, shapes)) return NONE;
  const scene: Scene = {
    host: call.host,
    framework: layer.class.framework,
    operation: layer.class.name,
    site: call.site,
    layer,
  };
  refuseArgument(scene, {
    parameter: 'weights',
    aspect: 'value',
    allowed: `arrays of shapes ${weights.map(weight => textOf(weight.shape)).join(', ')}`,
    given: shapes.map(textOf).join(', '),
    at: given.at,
  });
  return NONE;
}

const textOf = (shape: Shape | undefined) => (shape ? printShape(shape) : 'an unknown shape');

function fits(weights: readonly Weight[], shapes: readonly (Shape | undefined)[]): boolean {
  if (weights.length !== shapes.length) return false;
  return weights.every(({ shape }, i) => {
    const given = shapes[i];
    if (!shape || !given) return true;
    return shape.length === given.length && shape.every((dim, axis) => isPossible(dim, given[axis]));
  });
}

function isPossible(dim: Shape[number], given: Shape[number] | undefined): boolean {
  return given !== undefined && compare(dim, given) !== 'different';
}

/** `set_weights`: as many arrays as there are weights, each of its weight's shape. */
import { compare, printDim, printShape, type Shape } from '../../../shapes/index.ts';
import { suspectLoadedInto } from '../../array/loaded-weights.ts';
import { refuseArgument, type Scene, suspectMisreading } from '../../array/scene.ts';
import { isFunction } from '../../kinds.ts';
import {
  type Argument,
  type Call,
  itemsOf,
  type NativeValue,
  NONE,
  shapeOf,
  type Value,
  type Weight,
} from '../../parts.ts';
import { layerOf } from './registry.ts';

export function setWeights(call: Call, layer: NativeValue, weights: readonly Weight[] | undefined): Value {
  const [given] = call.args;
  const arrays = given && itemsOf(given.value);
  if (!given || !arrays || !weights) return NONE;
  const shapes = arrays.map(array => (array.kind === 'tensor' ? shapeOf(array) : undefined));
  // By the time that somebody calls a method it may have been built.
  if (call.host.isEntry() && weights.length !== arrays.length) return NONE;
  const scene: Scene = {
    host: call.host,
    framework: layer.class.framework,
    operation: layer.class.name,
    site: call.site,
    layer,
  };
  const odd = layerOf(layer)?.flavour.name === 'keras3' ? arrays.findIndex(isNoArray) : -1;
  if (odd >= 0 && weights.length === arrays.length) {
    refuseArgument(scene, {
      parameter: 'weights',
      aspect: 'type',
      allowed: arraysOf(weights),
      given: `a list whose item ${odd} is no array`,
      at: given.at,
      says: "object has no attribute 'shape'",
    });
    return NONE;
  }
  if (fits(weights, shapes)) {
    suspectOrder(scene, given, arrays, weights);
    suspectForeign(scene, given, arrays, weights);
    return NONE;
  }
  refuseArgument(scene, {
    parameter: 'weights',
    aspect: 'value',
    allowed: weights.length === 0 ? 'an empty list, as it has not been built' : arraysOf(weights),
    given: shapes.map(textOf).join(', '),
    at: given.at,
    says: wordsOf(weights, shapes, layerOf(layer)?.flavour.options ? joined : textOf),
  });
  return NONE;
}

/** Keras 3 asks each for its shape. */
const isNoArray = (value: Value): boolean =>
  isFunction(value) ||
  (value.kind === 'list' && !value.shapeOf) ||
  value.kind === 'string' ||
  value.kind === 'dict';

/** What is wrong with arrays that are to be the weights of a layer; undefined: nothing that is known. */
export function misfitOf(
  weights: readonly Weight[],
  arrays: readonly Value[],
): { readonly allowed: string; readonly says: string; readonly given?: string } | undefined {
  return weights.length === arrays.length ? misfitOfAny(weights, arrays) : undefined;
}

/** 'arrays of shapes (8, 40), (10, 40), (40,)' */
function arraysOf(weights: readonly Weight[]): string {
  const shapes = weights.map(weight => textOf(weight.shape)).join(', ');
  return weights.length === 1 ? `one array of shape ${shapes}` : `arrays of shapes ${shapes}`;
}

/** The same of arrays that may be more or fewer. */
export function misfitOfAny(
  weights: readonly Weight[],
  arrays: readonly Value[],
): { readonly allowed: string; readonly says: string; readonly given?: string } | undefined {
  const shapes = arrays.map(array => (array.kind === 'tensor' ? shapeOf(array) : undefined));
  if (fits(weights, shapes)) return undefined;
  const allowed = arraysOf(weights);
  const given = shapes.every(shape => shape) ? shapes.map(textOf).join(', ') : undefined;
  return { allowed, says: wordsOf(weights, shapes, textOf), ...(given && { given }) };
}

/** A list written down as `[w[1], w[0], ...]`. */
const SWAPPED = /^\[\s*([\w.]+)\[1\]\s*,\s*\1\[0\]/;

/** Kernel and recurrent kernel are of one shape where there are as many features as units: then nothing notices that they are swapped. */
function suspectOrder(
  scene: Scene,
  { at }: Argument,
  arrays: readonly Value[],
  [first, second]: readonly Weight[],
): void {
  const [own, other] = arrays.map(array => (array.kind === 'tensor' ? array : undefined));
  if (!own || !other || first?.name !== 'kernel' || second?.name !== 'recurrent_kernel') return;
  const names = [own.weight?.name, other.weight?.name];
  const isSwapped =
    (names[0] === 'recurrent_kernel' && names[1] === 'kernel') || SWAPPED.test(scene.host.textOf(at));
  if (!isSwapped) return;
  suspectMisreading(scene, {
    about: 'swapped-kernels',
    tensor: { role: 'kernel', shape: shapeOf(own), tensor: own, at },
    other: { role: 'recurrent_kernel', shape: shapeOf(other), tensor: other, at },
    at,
  });
}

function suspectForeign(
  scene: Scene,
  { at }: Argument,
  arrays: readonly Value[],
  weights: readonly Weight[],
): void {
  const { layer } = scene;
  for (const [i, { name, gates, gateAxis }] of weights.entries()) {
    const array = arrays[i];
    if (array && layer) suspectLoadedInto(scene, { layer, name, gates, gateAxis }, array, at);
  }
}

/** All versions of Keras say this; those for Python with the layer's name before it. */
function wordsOf(
  weights: readonly Weight[],
  shapes: readonly (Shape | undefined)[],
  text: (shape: Shape | undefined) => string,
): string {
  if (weights.length !== shapes.length)
    return `weight list of length ${shapes.length}, but the layer was expecting ${weights.length} weights`;
  const wrong = weights.findIndex(({ shape }, i) => !fits([{ shape }], [shapes[i]]));
  return `weight shape ${text(weights[wrong]?.shape)} … not compatible with provided weight shape ${text(shapes[wrong])}`;
}

/** As JavaScript prints an array. */
const joined = (shape: Shape | undefined): string => shape?.map(printDim).join(',') ?? '…';

const textOf = (shape: Shape | undefined) => (shape ? printShape(shape) : 'an unknown shape');

function fits(weights: readonly Pick<Weight, 'shape'>[], shapes: readonly (Shape | undefined)[]): boolean {
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

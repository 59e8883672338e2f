/** Weights from files, between server, extension and calculator: which layers a file has, and their numbers by slice. */

import type { CalculatorSpec } from './calculatorSpec.ts';
import { isRecord, isTextUpTo, sizeLimit } from './checks.ts';

/** A layer in a file of weights. */
export interface WeightPlace {
  readonly uri: string;
  /** The file's name. */
  readonly label: string;
  /** The layer's path in the file, and which of those it is that can be calculated. */
  readonly layer: string;
  readonly index: number;
}

/** What a file says of a recurrent layer. */
export interface FileLayer {
  readonly name: string;
  /** Name of a layout of src/cells/layouts, and its title. */
  readonly layoutName: string;
  readonly framework: string;
  /** As in a `CalculatorSpec`. */
  readonly cell: string;
  readonly resetAfter: boolean;
  readonly biases: boolean;
  readonly units: number;
  readonly inputSize: number;
  readonly projection: number | null;
  readonly layers: number;
  readonly directions: 1 | 2;
  /** The layout's names of the weights of one cell. */
  readonly weights: readonly string[];
}

/** One cell of a layer of several. */
export interface WeightPart {
  readonly layer: number;
  readonly reverse: boolean;
}

export interface WeightLayersParams {
  readonly uri: string;
}

export type WeightLayersResult = { readonly layers: readonly FileLayer[] } | { readonly reason: string };

export interface WeightValuesParams {
  readonly place: WeightPlace;
  readonly part: WeightPart;
  /** The layout's name of the weight. */
  readonly weight: string;
  /** The first value that is wanted, counted by rows, and how many at most. */
  readonly first: number;
  readonly count: number;
}

export type WeightValuesResult =
  | {
      readonly shape: readonly number[];
      readonly kind: 'float32' | 'float64';
      /** Base64 of the values, least significant byte first. */
      readonly values: string;
    }
  | { readonly reason: string };

/** Values that travel at once. */
export const SLICE = 1 << 19;

const isText = isTextUpTo(2000);

export function readWeightPlace(value: unknown): WeightPlace | undefined {
  if (!isRecord(value)) return undefined;
  const { uri, label, layer, index } = value;
  return isText(uri) && isText(label) && isText(layer) && isIndex(index)
    ? { uri, label, layer, index }
    : undefined;
}

export function readWeightPart(value: unknown): WeightPart | undefined {
  if (!isRecord(value)) return undefined;
  const { layer, reverse } = value;
  return isIndex(layer) && layer < 1000 && typeof reverse === 'boolean' ? { layer, reverse } : undefined;
}

export function readFileLayer(value: unknown): FileLayer | undefined {
  if (!isRecord(value)) return undefined;
  const {
    name,
    layoutName,
    framework,
    cell,
    resetAfter,
    biases,
    units,
    inputSize,
    projection,
    layers,
    directions,
    weights,
  } = value;
  if (!isText(name) || !isText(layoutName) || !isText(framework) || !isText(cell)) return undefined;
  if (typeof resetAfter !== 'boolean' || typeof biases !== 'boolean') return undefined;
  if (
    !isCount(units) ||
    !isCount(inputSize) ||
    !isCount(layers) ||
    (projection !== null && !isCount(projection))
  )
    return undefined;
  if ((directions !== 1 && directions !== 2) || !Array.isArray(weights) || !weights.every(isText))
    return undefined;
  return {
    name,
    layoutName,
    framework,
    cell,
    resetAfter,
    biases,
    units,
    inputSize,
    projection,
    layers,
    directions,
    weights,
  };
}

export function readWeightValuesParams(value: unknown): WeightValuesParams | undefined {
  if (!isRecord(value)) return undefined;
  const [place, part] = [readWeightPlace(value.place), readWeightPart(value.part)];
  const { weight, first, count } = value;
  if (!place || !part || !isText(weight) || !isIndex(first) || !isIndex(count)) return undefined;
  return { place, part, weight, first, count: Math.min(count, SLICE) };
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isCount(value: unknown): value is number {
  return isIndex(value) && value >= 1 && value <= sizeLimit;
}

/** The specification that a file's layer alone gives. Activations are in no file: the framework's usual ones. */
export function specOfFile(place: WeightPlace, layer: FileLayer): CalculatorSpec {
  const isOnnx = layer.layoutName === 'onnx';
  const { units, inputSize, projection, layers, directions } = layer;
  const isStack = layers > 1 || directions === 2;
  return {
    framework: layer.framework,
    layer: layer.name || place.label,
    cell: layer.cell,
    layoutName: layer.layoutName,
    units,
    inputSize,
    steps: null,
    activations: isOnnx
      ? { activation: 'Tanh', recurrentActivation: 'Sigmoid' }
      : { activation: 'tanh', recurrentActivation: 'sigmoid' },
    biases: layer.biases,
    resetAfter: layer.resetAfter,
    projection,
    ...(isStack && { stack: { layers, directions, upperInputSize: directions * (projection ?? units) } }),
  };
}

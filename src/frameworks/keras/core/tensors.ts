/** Tensors that Keras code sees: outputs of layers, weights of layers as arrays and as variables. */
import type { Origin, Shape } from '../../../shapes/index.ts';
import { type ResultParts, result } from '../../array/scene.ts';
import {
  type FrameworkName,
  type Host,
  type NativeValue,
  type TensorValue,
  tensor,
  type Value,
  type Weight,
  whole,
} from '../../parts.ts';
import type { Use } from './description.ts';
import type { Flavour } from './flavour.ts';

/** A result of a layer's call. */
export function output(use: Use, shape: Shape | undefined, role: ResultParts['role'] = 'value'): TensorValue {
  const parents = use.inputs.map(input => input.tensor);
  const made = result(use, shape, { parents, role, dtype: 'float' });
  return made.graph === use.graph ? made : { ...made, graph: use.graph };
}

/** Several results: a tuple in Keras 3, a list before. */
export function several(flavour: Flavour, values: readonly Value[]): Value {
  return whole(values, flavour.results === 'tuple' ? 'tuple' : 'list');
}

/** A weight as an array (`get_weights()`) or as the variable itself (`layer.kernel`). */
export function weightTensor(
  host: Host,
  framework: FrameworkName,
  layer: NativeValue,
  of: Weight,
  site: Origin,
): TensorValue {
  return tensor(host, {
    framework,
    shape: of.shape,
    dtype: 'float',
    weight: { layer, name: of.name, gates: of.gates, gateAxis: of.gateAxis },
    source: { operation: of.name, site, layer, role: 'weight' },
  });
}

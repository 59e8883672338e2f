/** Weights of layers as the tensors that code sees: `lstm.weight_ih_l0`, `fc.weight`. */
import type { Origin, Shape } from '../../shapes/index.ts';
import { precisionOfWeights } from '../array/precision.ts';
import {
  asShape,
  type Call,
  type Host,
  type NativeValue,
  type TensorValue,
  tensor,
  type Weight,
} from '../parts.ts';
import type { Dialect } from './dialect.ts';

export function weightTensor(
  host: Host,
  layer: NativeValue,
  { name, shape, gates, gateAxis }: Weight,
  site: Origin,
): TensorValue {
  return tensor(host, {
    framework: layer.class.framework,
    shape,
    dtype: 'float',
    precision: precisionOfWeights(host, layer),
    weight: { layer, name, gates, gateAxis },
    source: { operation: name, site, layer, role: 'weight' },
  });
}

/** `bn.running_mean`: kept like a weight, but not a parameter. */
export function bufferTensor(
  host: Host,
  layer: NativeValue,
  { name, shape }: Weight,
  site: Origin,
): TensorValue {
  return tensor(host, {
    framework: layer.class.framework,
    shape,
    dtype: shape?.length === 0 ? 'int' : 'float',
    source: { operation: name, site, layer, role: 'value' },
  });
}

const MADE = 'nn.Parameter';

/** Whether it is a parameter of its own, made of a layer's weight: no more than its sizes are the layer's. */
export const isMadeParameter = ({ source }: TensorValue): boolean => source.operation === MADE;

/** `nn.Parameter(x)`: a weight of the user's own. */
export function parameterTensor(
  { framework }: Dialect,
  host: Host,
  shape: Shape | undefined,
  site: Origin,
  parents: readonly TensorValue[],
): TensorValue {
  return tensor(host, {
    framework,
    shape,
    dtype: parents[0]?.dtype ?? 'float',
    weight: parents[0]?.weight,
    source: { operation: MADE, site, role: 'weight', parents },
  });
}

/** `self.create_parameter(shape)`, `paddle.create_parameter(shape, dtype)`. */
export function createdParameter(dialect: Dialect, { host, site, args }: Call): TensorValue {
  const given = args.find(a => a.name === 'shape') ?? args.find(a => a.name === undefined);
  return parameterTensor(dialect, host, given && asShape(given.value), site, []);
}

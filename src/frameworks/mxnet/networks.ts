/** Operators of networks as functions. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html#mxnet.ndarray.FullyConnected */
import { compare, type Dim, product, type Shape } from '../../shapes/index.ts';
import { type Operation, operandAt, option } from '../array/operation.ts';
import { refused, refuseSize, result, type Scene } from '../array/scene.ts';
import { asBool, asDim, type Operand, shapeOf, type Value } from '../parts.ts';

/** The number of inputs that a dense layer sees: all but the batch, or the last axis. A vector is a batch of single numbers. */
export function denseInputs(shape: Shape, flattens: boolean): Dim | undefined {
  return flattens ? product(shape.slice(1)) : shape.at(-1);
}

export function denseOutput(shape: Shape, units: Dim, flattens: boolean): Shape {
  const [batch] = shape;
  return flattens && batch ? [batch, units] : [...shape.slice(0, -1), units];
}

export interface DenseSizes {
  readonly inputs: Dim | undefined;
  readonly units: Dim;
  readonly flattens: boolean | undefined;
  readonly parameter: string | undefined;
}

/** The shape of the output; undefined: not known. A value: the input is refused. */
export function applyDense(
  scene: Scene,
  input: Operand,
  { inputs, units, flattens, parameter }: DenseSizes,
): Shape | Value | undefined {
  const { shape } = input;
  if (!shape || shape.length === 0 || flattens === undefined) return undefined;
  const actual = denseInputs(shape, flattens);
  if (actual && inputs && compare(actual, inputs) === 'different')
    return refuseSize(scene, input, {
      axis: shape.length - 1,
      expected: inputs,
      actual,
      parameter,
      says: 'Shape inconsistent',
    });
  return denseOutput(shape, units, flattens);
}

/** `FullyConnected(x, weight, bias, num_hidden, flatten)`: the weight is (units, inputs). */
export const dense = (op: Operation): Value => {
  const input = operandAt(op);
  const units = asDim(option(op, 'num_hidden'));
  if (!input || !units) return input ? result(op, undefined) : refused(op);
  const weight = option(op, 'weight');
  const inputs = weight.kind === 'tensor' ? shapeOf(weight)?.[1] : undefined;
  const answer = applyDense(op, input, {
    inputs,
    units,
    flattens: asBool(option(op, 'flatten')),
    parameter: 'weight',
  });
  if (answer && 'kind' in answer) return answer;
  return result(op, answer, { parents: [input.tensor] });
};

/** What the tables of tensor functions of Keras, TensorFlow and TensorFlow.js share. */
import type { Flavour } from '../array/flavour.ts';
import { type FunctionTable, functionValue, type Operation, operandAt } from '../array/operation.ts';
import { NUMPY } from '../numpy/flavour.ts';
import { type FrameworkName, integer, shapeOf, tuple, type Value } from '../parts.ts';
import { graphFunction } from './graph-function.ts';
import { refusingSymbolic } from './symbolic-arguments.ts';

export function arrayFlavour(framework: FrameworkName, module: string): Flavour {
  return {
    ...NUMPY,
    checksArraysOfPositions: false,
    framework,
    module,
    integers: 'select',
    negativeInfers: false,
    flattensJoins: false,
    takesRagged: () => false,
    numbersNameDtypes: true,
    // Symbolic tensors are compared by identity, those of TensorFlow are unequal (`tensor_equals` in tensorflow/python/framework/tensor.py).
    equalsAnything: true,
    // An axis of 1 is not stretched under a label that others read too.
    einsum: { sumEllipsis: false, stretchOnes: false },
  };
}

/** The functions of a table as members of a module; on symbolic tensors they become nodes of the model. */
export function graphMembers(flavour: Flavour, table: FunctionTable): Record<string, () => Value> {
  return Object.fromEntries(
    Object.entries(table).map(([name, definition]) => [
      name,
      () =>
        refusingSymbolic(
          graphFunction({
            ...functionValue(flavour, name, definition),
            isFunction: flavour.module === 'keras.ops',
          }),
          flavour,
          name,
          definition.signature,
        ),
    ]),
  );
}

/** `shape(x)` as the tuple of sizes that it evaluates to. */
export const shapeOfTensor = (op: Operation): Value => {
  const input = operandAt(op);
  const shape = input?.tensor ? shapeOf(input.tensor) : input?.shape;
  return shape ? tuple(shape.map(integer)) : op.host.unknown('the shape of a tensor', op.site);
};

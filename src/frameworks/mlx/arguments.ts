/** Arguments that MLX's functions refuse by their type, before they look at any shape. */

import type { Operation } from '../array/operation.ts';
import { refuseArgument, type Scene } from '../array/scene.ts';
import type { Value } from '../parts.ts';

const SAYS = 'incompatible function arguments';

function refuseKind(op: Operation, parameter: string, allowed: string): Value {
  const says = `${op.operation.slice(op.operation.lastIndexOf('.') + 1)}(): ${SAYS}`;
  return refuseArgument(op, { parameter, aspect: 'type', allowed, at: op.bound.at(parameter), says });
}

/** A function whose shape is a sequence: `mx.reshape(x, -1)` and `mx.random.normal(3)` are refused. */
export const sequenceOf =
  (parameter: string, run: (op: Operation) => Value) =>
  (op: Operation): Value =>
    op.bound.value(parameter).kind === 'number' && op.bound.given(parameter)
      ? refuseKind(op, parameter, 'a sequence of integers')
      : run(op);

/** A function that takes one integer where others take several: `mx.moveaxis(x, (0, 1), (1, 0))` is refused. */
export const integerOf =
  (parameters: readonly string[], run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const wrong = parameters.find(name => op.bound.value(name).kind === 'list');
    return wrong === undefined ? run(op) : refuseKind(op, wrong, 'an integer');
  };

/** What `mx.array` made of floats is no array of positions. */
export const refuseFloatIndices = (scene: Scene, parameter: string, at: Operation['site']): Value =>
  refuseArgument(scene, {
    parameter,
    aspect: 'type',
    allowed: 'an array of integers',
    given: 'an array of floats',
    at,
    says: '[gather] Got indices with invalid dtype. Indices must be integral.',
  });

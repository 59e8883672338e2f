/** Inputs and results of layers. */
import type { Shape } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { checkSize, result } from '../array/scene.ts';
import { builtSize, isBuilt } from '../modules/deferred.ts';
import { noteCall, type Use } from '../modules/layer-class.ts';
import { type Operand, shapeOf, type Value } from '../parts.ts';

/**
 * What the layer is called with first; undefined: it cannot be a tensor, which has been stated. TensorFlow converts lists of numbers, but a layer that makes
 * its variables asks its input for a shape.
 */
export function inputOf(use: Use): Operand | undefined {
  const name = use.arguments.names[0] ?? 'inputs';
  const taken = takeTensor(use, use.arguments.value(name), use.arguments.at(name), name, {
    lists: isBuilt(use),
  });
  return taken?.tensor ? { ...taken, shape: shapeOf(taken.tensor) } : taken;
}

/** What was first given decides how many features every input has. */
export function checkBuiltSize(use: Use, input: Operand): Value | undefined {
  const says = 'Matrix size-incompatible';
  return checkSize(use, input, { axis: -1, expected: builtSize(use), parameter: undefined, says });
}

/** Notes a call and gives its result; of a refused one the refusal. */
export function give(use: Use, input: Operand, answer: Shape | Value | undefined): Value {
  if (answer && 'kind' in answer) return answer;
  noteCall(use, [input.shape], [answer]);
  return result(use, answer, { parents: [input.tensor], dtype: 'float' });
}

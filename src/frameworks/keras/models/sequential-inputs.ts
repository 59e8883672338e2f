/** What Keras 3 says of the input of a Sequential model: keras/src/models/sequential.py. */
import { constantOf, printShape, type Shape } from '../../../shapes/index.ts';
import { refuseArgument } from '../../array/scene.ts';
import type { Argument, Call, Value } from '../../parts.ts';
import { isNone } from '../core/none.ts';
import { sceneOf } from './data.ts';
import type { ModelCore } from './model-core.ts';

/** A model has one input layer, in the first place. */
export function refuseSecondInput(core: ModelCore, call: Call, { at }: Argument): false {
  refuseArgument(sceneOf(core, call), {
    parameter: 'layer',
    aspect: 'value',
    allowed: 'no further input: the model has one',
    at,
    says: 'has already been configured to use input shape',
  });
  return false;
}

/** One further back is called as any other layer is, and takes nothing. */
export function refuseInnerInput(core: ModelCore, call: Call, { at }: Argument): false {
  refuseArgument(sceneOf(core, call), {
    parameter: 'layer',
    aspect: 'value',
    allowed: 'an input in the first place only',
    at,
    says: 'Layers added to a Sequential model should have a single positional argument, the input tensor. Layer InputLayer has no positional arguments.',
  });
  return false;
}

/** A model that is built when it is called is built for that shape and no other: a batch that is left open is not one of 2. */
export function isOtherInput(configured: Shape, given: Shape, isGraph: boolean): boolean {
  if (configured.length !== given.length) return true;
  return configured.some((dim, axis) => {
    const other = given[axis];
    const [own, size] = [constantOf(dim), other && constantOf(other)];
    if (own !== undefined && size !== undefined) return own !== size;
    return isNone(dim) && size !== undefined && !isGraph;
  });
}

export function refuseOtherInput(
  core: ModelCore,
  call: Call,
  { at }: Argument,
  configured: Shape,
  given: Shape,
): Value {
  return refuseArgument(sceneOf(core, call), {
    parameter: 'inputs',
    aspect: 'value',
    allowed: `an input of shape ${printShape(configured)}, for which it is built only now: its layers were not built when they were added`,
    given: `one of shape ${printShape(given)}`,
    at,
    says: 'has already been configured to use input shape',
  });
}

export function refuseEmpty(core: ModelCore, call: Call): Value {
  return refuseArgument(sceneOf(core, call), {
    parameter: 'layers',
    aspect: 'missing',
    allowed: 'at least one layer',
    at: call.site,
    says: 'cannot be built because it has no layers. Call `model.add(layer)`.',
  });
}

/**
 * What layers and models of Keras 2 are called with: a symbolic tensor, or a list of them. All else is refused before a shape is looked at, also a tuple of
 * tensors: `Layer.assert_input_compatibility` of keras/engine/base_layer.py asks `is_keras_tensor` of the argument, or of every item of a list.
 * TensorFlow's own Keras takes structures apart, and computes with arrays.
 */
import { refuseArgument, type Scene, type WrongArgument } from '../../array/scene.ts';
import { isFunction, isModule, isNumpyArray, isWrittenNone } from '../../kinds.ts';
import { type Argument, isLiteral, itemsOf, type Value } from '../../parts.ts';
import type { Flavour } from './flavour.ts';

const SAYS = "Layer … was called with an input that isn't a symbolic tensor.";

/** Whether `given`, a layer's or a model's input, is refused for what it is, which has then been stated. */
export function refusesNoSymbols(flavour: Flavour, scene: Scene, given: Argument | undefined): boolean {
  const wrong = given && !flavour.eager ? noSymbols(scene, given) : undefined;
  if (wrong) refuseArgument(scene, wrong);
  return wrong !== undefined;
}

function noSymbols({ host }: Scene, { value, at }: Argument): WrongArgument | undefined {
  const wanted = { parameter: 'inputs', aspect: 'type', at } as const;
  const isList = value.kind === 'list' && value.flavour === 'list';
  const items = isList ? (itemsOf(value) ?? []) : [value];
  if (items.some(isNumpyArray)) return { ...wanted, allowed: 'a symbolic tensor', given: 'a NumPy array' };
  // Keras 1 is known of single arguments alone.
  if (host.version('keras').major < 2)
    return isLiteral(value) || isWrittenNone(host, value, at)
      ? { ...wanted, allowed: 'a symbolic tensor' }
      : undefined;
  if (!items.some(item => isOther(item) || isWrittenNone(host, item, at))) return undefined;
  // Recurrent layers take a list of numbers for their input and states, and ask those for their shapes.
  return { ...wanted, allowed: 'a symbolic tensor, or a list of them', says: isList ? undefined : SAYS };
}

/** A structure of tensors is none either, nor is a layer or a function in the place of what it gives. */
const isOther = (value: Value): boolean =>
  isLiteral(value) ||
  value.kind === 'list' ||
  value.kind === 'dict' ||
  isFunction(value) ||
  isModule(value) ||
  (value.kind === 'object' && value.base.value !== undefined);

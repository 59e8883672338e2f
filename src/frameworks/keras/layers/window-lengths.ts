/** How many windows there are along an axis, by who counts them. */
import { convolutionLength, windowsOrNone } from '../../../shapes/index.ts';
import type { Use } from '../core/description.ts';

const DOWN = windowsOrNone('down');
const TOWARDS_ZERO = windowsOrNone('towards zero');

/** TensorFlow takes an array along which not one window fits, and gives one without elements; Keras asks in a graph, and Keras 3 before it convolves. */
export function lengthOf({ graph, flavour: { name }, operation }: Use): typeof convolutionLength {
  const isPooling = /Pooling/.test(operation);
  if (graph || (name !== 'tf_keras' && !(name === 'keras3' && isPooling))) return convolutionLength;
  return /^Conv\dD$/.test(operation) ? DOWN : TOWARDS_ZERO;
}

/** Shape functions inside of layers: a mismatch is stated, unless it rests on a size that Keras still leaves open. */
import type { Mismatch, Shape, ShapeResult } from '../../../shapes/index.ts';
import { refuseOperands } from '../../array/scene.ts';
import type { Use } from './description.ts';
import { opened } from './none.ts';

/** The shape that the function gives for the inputs; undefined where an input is not known; null: refused, which has been stated. */
export function settleShape(
  use: Use,
  shapes: readonly (Shape | undefined)[],
  compute: (shapes: readonly Shape[]) => ShapeResult,
): Shape | undefined | null {
  const known = shapes.flatMap(shape => (shape ? [shape] : []));
  if (known.length < shapes.length || known.length === 0) return undefined;
  const exact = compute(known);
  if (exact.ok) return exact.value;
  const open = use.graph ? compute(known.map(opened)) : exact;
  if (open.ok) return open.value;
  // TensorFlow.js lets windows be longer than what they slide over, and gives a size of 0 or below.
  if (use.flavour.name === 'tfjs' && exact.mismatch.kind === 'too-small') return undefined;
  refuseHere(use, exact.mismatch);
  return null;
}

export function refuseHere(use: Use, mismatch: Mismatch): void {
  refuseOperands(use, use.inputs, mismatch, use.inputs[0]?.at ?? use.site);
}

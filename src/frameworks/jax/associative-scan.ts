/** `jax.lax.associative_scan(fn, elems)`: sums of all beginnings. https://docs.jax.dev/en/latest/_autosummary/jax.lax.associative_scan.html */
import { changeSize, constantOf, normalizeAxis, unknownDim } from '../../shapes/index.ts';
import { define, type Operation } from '../array/operation.ts';
import { result } from '../array/scene.ts';
import { asInt, shapeOf, type Value } from '../parts.ts';
import { callWith } from './calling.ts';
import { leavesOf, mapTree } from './trees.ts';

/** The function gets slices of many lengths along the axis; what it is given comes back as it was. */
export const associativeScan = define('fn, elems, reverse=False, axis: whole=0', (op: Operation): Value => {
  const elements = op.bound.value('elems');
  const axis = asInt(op.bound.value('axis'));
  if (axis !== undefined && isLong(elements, axis)) {
    const slice = (): Value => mapTree(elements, leaf => someLength(op, leaf, axis));
    callWith(op, op.bound.value('fn'), [slice(), slice()]);
  }
  return elements;
});

/** Of a single element nothing is computed. */
const isLong = (elements: Value, axis: number): boolean =>
  (leavesOf(elements) ?? []).every(leaf => {
    const shape = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
    const at = shape && normalizeAxis(axis, shape.length);
    const dim = at?.ok ? shape?.[at.value] : undefined;
    return dim !== undefined && (constantOf(dim) ?? 2) > 1;
  });

function someLength(op: Operation, leaf: Value, axis: number): Value {
  if (leaf.kind !== 'tensor') return leaf;
  const shape = shapeOf(leaf);
  const part = shape && changeSize(shape, axis, () => unknownDim());
  return result(op, part?.ok ? part.value : undefined, { parents: [leaf], dtype: leaf.dtype });
}

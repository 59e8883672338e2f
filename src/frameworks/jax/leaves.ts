/** What transformations do to the leaves of trees: take an axis away, put one in front, trace what were Python's numbers. */
import { type Dim, normalizeAxis, surelySame } from '../../shapes/index.ts';
import { literalDtype } from '../array/operand.ts';
import { result, type Scene } from '../array/scene.ts';
import { withNewAxis } from '../layer.ts';
import { shapeOf, type TensorValue, type Value } from '../parts.ts';
import { mapTree } from './trees.ts';

const isScalar = (leaf: Value): boolean => leaf.kind === 'number' || leaf.kind === 'bool';

/** A loop's carry: arrays of the same shapes whose content is another in each round. */
export const traced = (scene: Scene, tree: Value): Value =>
  mapTree(tree, leaf => {
    if (leaf.kind === 'tensor') {
      if (leaf.source.role === 'weight') return leaf;
      return result(scene, shapeOf(leaf), { parents: [leaf], dtype: leaf.dtype });
    }
    return isScalar(leaf) ? result(scene, [], { dtype: literalDtype(leaf) }) : leaf;
  });

/** Each leaf with an axis of this size more: what a loop stacks, or what `vmap` gives. */
export const withAxis = (scene: Scene, tree: Value, size: Dim, axis = 0): Value =>
  mapTree(tree, leaf => {
    if (isScalar(leaf)) return result(scene, [size], { dtype: literalDtype(leaf) });
    if (leaf.kind !== 'tensor') return leaf;
    const shape = shapeOf(leaf);
    return result(scene, shape && withNewAxis(shape, size, axis), { parents: [leaf], dtype: leaf.dtype });
  });

/** One slice of an array along an axis; undefined: it has no such axis. */
export function withoutAxis(scene: Scene, leaf: TensorValue, axis: number): TensorValue | undefined {
  const shape = shapeOf(leaf);
  const parts = { parents: [leaf], dtype: leaf.dtype } as const;
  if (!shape) return result(scene, undefined, parts);
  const named = normalizeAxis(axis, shape.length);
  if (!named.ok) return undefined;
  return result(scene, [...shape.slice(0, named.value), ...shape.slice(named.value + 1)], parts);
}

/** Two arrays of one shape, which is known. */
export function isAlike(a: Value, b: Value): boolean {
  const [one, other] = [a, b].map(value => (value.kind === 'tensor' ? shapeOf(value) : undefined));
  return surelySame(one, other);
}

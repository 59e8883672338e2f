/** Haiku's and Sonnet's `BatchApply(f, num_dims)(x)`: the leading axes are one while f runs. */
import { product, type Shape } from '../../shapes/index.ts';
import { result, type Scene } from '../array/scene.ts';
import { type Call, shapeOf, type Value } from '../parts.ts';
import { mapTree } from './trees.ts';

type Applied = Call & Pick<Scene, 'framework' | 'operation'>;

export function batchApplied(call: Applied, f: Value, dims: number): Value {
  let leading: Shape | undefined;
  const args = call.args.map(argument => ({
    ...argument,
    value: mapTree(argument.value, leaf => {
      const shape = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
      if (leaf.kind !== 'tensor') return leaf;
      if (!shape || shape.length < dims)
        return result(call, undefined, { parents: [leaf], dtype: leaf.dtype });
      leading ??= shape.slice(0, dims);
      return result(call, [product(shape.slice(0, dims)), ...shape.slice(dims)], {
        parents: [leaf],
        dtype: leaf.dtype,
      });
    }),
  }));
  const given = call.host.call(f, args, call.site);
  return mapTree(given, leaf => {
    const shape = leaf.kind === 'tensor' ? shapeOf(leaf) : undefined;
    if (leaf.kind !== 'tensor') return leaf;
    const whole = shape && leading && [...leading, ...shape.slice(1)];
    return result(call, whole, { parents: [leaf], dtype: leaf.dtype });
  });
}

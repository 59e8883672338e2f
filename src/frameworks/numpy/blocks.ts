/** Matrices put together of blocks, and places across several axes. https://numpy.org/doc/stable/reference/generated/numpy.block.html */
import { concatenate, size } from '../../shapes/index.ts';
import { takeTensor } from '../array/operand.ts';
import { define, type FunctionTable, type Operation, unmodelled } from '../array/operation.ts';
import { refused, result, settle } from '../array/scene.ts';
import { itemsOf, type Operand, tuple, type Value } from '../parts.ts';

/** How many lists lie in each other; undefined where not every block lies equally deep, or not all are known. */
function depthOf(value: Value): number | undefined {
  if (value.kind !== 'list' || value.flavour !== 'list')
    return value.kind === 'tensor' || value.kind === 'number' ? 0 : undefined;
  const depths = itemsOf(value)?.map(depthOf);
  const [first] = depths ?? [];
  return first !== undefined && depths?.every(depth => depth === first) ? first + 1 : undefined;
}

/** The blocks below a value, with ones in front where others have more axes; undefined where a shape is not known or refused. */
function leavesOf(op: Operation, value: Value): readonly Operand[] | undefined {
  if (value.kind !== 'list') {
    const leaf = takeTensor(op, value, op.bound.at('arrays'), 'arrays', { numbers: true });
    return leaf?.shape && [leaf];
  }
  const all = itemsOf(value)?.map(item => leavesOf(op, item));
  return all?.every(each => each !== undefined) ? all.flat() : undefined;
}

/** `block([[A, B], [C, D]])`: the innermost lists are joined along the last axis, those around them along the one before. */
function block(op: Operation): Value {
  const value = op.bound.value('arrays');
  const depth = depthOf(value);
  const leaves = depth === undefined ? undefined : leavesOf(op, value);
  if (depth === undefined || !leaves) return result(op, undefined);
  const rank = Math.max(depth, ...leaves.map(({ shape }) => shape?.length ?? 0));
  let next = 0;
  const joined = (part: Value, axis: number): Operand | undefined => {
    if (part.kind !== 'list') {
      const leaf = leaves[next++];
      const missing = rank - (leaf?.shape?.length ?? 0);
      return leaf && { ...leaf, shape: [...Array(missing).fill(size(1)), ...(leaf.shape ?? [])] };
    }
    const parts = (itemsOf(part) ?? []).map(item => joined(item, axis + 1));
    const operands = parts.flatMap(each => each ?? []);
    if (operands.length < parts.length) return undefined;
    const shapes = operands.map(({ shape }) => shape ?? []);
    const made = settle(op, operands, concatenate(shapes, axis));
    return (
      made && { role: 'blocks', shape: made.value, tensor: operands[0]?.tensor, at: op.bound.at('arrays') }
    );
  };
  const whole = joined(value, -depth);
  return whole ? result(op, whole.shape, { parents: leaves.map(({ tensor }) => tensor) }) : refused(op);
}

/** `ix_(rows, columns)`: each vector along an axis of its own. */
function openMesh(op: Operation): Value {
  if (op.bound.open) return unmodelled(op);
  const vectors = op.bound.extra.map(({ value, at }) =>
    takeTensor(op, value, at, 'args', { lists: op.flavour.takesLists }),
  );
  const rank = vectors.length;
  return vectors.some(each => !each)
    ? refused(op)
    : tuple(
        vectors.map((each, axis) => {
          const [count, more] = each?.tensor?.dtype === 'bool' ? [] : (each?.shape ?? []);
          const isVector = count !== undefined && more === undefined;
          const shape = Array.from({ length: rank }, (_, i) => (i === axis && count ? count : size(1)));
          return result(op, isVector ? shape : undefined, { dtype: 'int' });
        }),
      );
}

export const BLOCKS: FunctionTable = {
  block: define('arrays', block),
  ix_: define('*args', openMesh),
};

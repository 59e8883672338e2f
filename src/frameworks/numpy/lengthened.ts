/** Entries that go or come along an axis. https://numpy.org/doc/stable/reference/generated/numpy.insert.html */
import { add, changeSize, type Dim, product, size, subtract, unknownDim } from '../../shapes/index.ts';
import { axisOf, changed } from '../array/change.ts';
import { contentOf } from '../array/contents.ts';
import { literalShape, takeTensor } from '../array/operand.ts';
import {
  axisOption,
  define,
  type FunctionTable,
  type Operation,
  operandAt,
  option,
} from '../array/operation.ts';
import { refused } from '../array/scene.ts';
import { asInt, type Value } from '../parts.ts';

/** The size of an axis afterwards; `rank`: how many axes there are. */
type Change = (dim: Dim, rank: number) => Dim;

/** Without an axis of all elements in one row. */
const along =
  (change: (op: Operation) => Change) =>
  (op: Operation): Value => {
    const places = takeTensor(op, option(op, 'obj'), op.bound.at('obj'), 'obj', {
      numbers: true,
      lists: op.flavour.takesLists,
    });
    if (!places) return refused(op);
    const isFlat = axisOption(op).kind === 'none';
    const axis = isFlat ? 0 : axisOf(op);
    const changeDim = change(op);
    return changed(op, operandAt(op), given => {
      const shape = isFlat ? [product(given)] : given;
      return axis === undefined
        ? { ok: true, value: shape.map(() => unknownDim()) }
        : changeSize(shape, axis, dim => changeDim(dim, shape.length));
    });
  };

/** How many entries a list of places names; undefined where one may be named twice. */
function countPlaces(value: Value): number | undefined {
  if (asInt(value) !== undefined) return 1;
  const places = contentOf(value);
  const isOneSided = places && (places.every(n => n >= 0) || places.every(n => n < 0));
  return isOneSided ? new Set(places).size : undefined;
}

/** `delete(arr, obj, axis)` */
const deleted = along(op => {
  const count = countPlaces(option(op, 'obj'));
  return dim => (count === undefined ? unknownDim() : subtract(dim, size(count)));
});

/**
 * `insert(arr, obj, values, axis)`: at one place as many as the values have entries along their first axis, if they have as many axes as the array; at several
 * one each.
 */
const inserted = along(op => {
  const places = option(op, 'obj');
  const values = literalShape(option(op, 'values'));
  const listed = literalShape(places)?.[0];
  const isOne = asInt(places) !== undefined;
  return (dim, rank) => {
    if (isOne && values && values.length <= rank)
      return add(dim, values.length === rank ? (values[0] ?? size(1)) : size(1));
    return (contentOf(places)?.length ?? 0) > 1 && listed ? add(dim, listed) : unknownDim();
  };
});

export const LENGTHENED: FunctionTable = {
  delete: define('arr, obj, axis=None', deleted),
  insert: define('arr, obj, values, axis=None', inserted),
};

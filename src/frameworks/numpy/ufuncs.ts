/** What NumPy's element-by-element functions of two arrays do along an axis: `np.add.reduce`. https://numpy.org/doc/stable/reference/ufuncs.html */

import { changeSize, unknownDim } from '../../shapes/index.ts';
import { alongAxis } from '../array/change.ts';
import type { Flavour } from '../array/flavour.ts';
import { literalShape } from '../array/operand.ts';
import {
  define,
  defineOpen,
  type FunctionTable,
  functionMembers,
  functionValue,
  operandAt,
  option,
} from '../array/operation.ts';
import { keepingAxis, reduction } from '../array/reductions.ts';
import { refused, result } from '../array/scene.ts';
import { type Host, NONE, type Value } from '../parts.ts';

const NAMES =
  `add subtract multiply divide true_divide floor_divide maximum minimum fmax fmin power hypot logaddexp logical_and logical_or
  logical_xor bitwise_and bitwise_or bitwise_xor`.split(/\s+/);

const ALONG: FunctionTable = {
  reduce: define(
    'array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=None',
    reduction(),
  ),
  accumulate: define('array, axis=0, dtype=None, out=None', keepingAxis()),
  reduceat: define('array, indices, axis=0, dtype=None, out=None', op => {
    const [count] = literalShape(option(op, 'indices')) ?? [];
    return alongAxis((shape, axis) => changeSize(shape, axis, () => count ?? unknownDim()))(op);
  }),
  outer: define('a, b, **kwargs', op => {
    const operands = [operandAt(op, 0, { numbers: true }), operandAt(op, 1, { numbers: true })];
    const shapes = operands.map(each => each?.shape);
    if (operands.some(each => !each)) return refused(op);
    return result(op, shapes.every(shape => shape !== undefined) ? shapes.flat() : undefined);
  }),
  ...defineOpen('at', 'a, indices, b', () => NONE),
};

/** Functions of a table, with what they have themselves. */
export function ufuncs(flavour: Flavour, table: FunctionTable): Readonly<Record<string, () => Value>> {
  return Object.fromEntries(
    NAMES.flatMap(name => {
      const definition = table[name];
      if (!definition) return [];
      const make = (): Value => {
        const made = functionValue(flavour, name, definition);
        const members = functionMembers({ ...flavour, module: made.name }, ALONG);
        return { ...made, member: (_host: Host, member: string) => members[member]?.() };
      };
      return [[name, make]];
    }),
  );
}

/** Products whose operands a flag transposes first: TensorFlow's `transpose_a`, Paddle's `transpose_x`. */
import { matmul, type Shape, UNDECIDED } from '../../shapes/index.ts';
import { asBool, type Value } from '../parts.ts';
import { type Operation, operandAt, option } from './operation.ts';
import { productOf } from './products.ts';
import { refused } from './scene.ts';

/** Whether any of these flags is set; undefined: not known. */
function isSet(op: Operation, flags: readonly string[]): boolean | undefined {
  const values = flags.map(flag => asBool(option(op, flag)));
  return values.includes(true) ? true : values.includes(undefined) ? undefined : false;
}

/** `matmul(a, b, transpose_a, transpose_b)`, of TensorFlow also `adjoint_a`; flags that are not known leave the result open. */
export const matmulTransposed =
  (flagsA: string | readonly string[], flagsB: string | readonly string[]) =>
  (op: Operation): Value => {
    const [left, right] = [operandAt(op, 0), operandAt(op, 1)];
    if (!left || !right) return refused(op);
    const [a, b] = [isSet(op, [flagsA].flat()), isSet(op, [flagsB].flat())];
    const turn = (shape: Shape, isTurned: boolean | undefined): Shape => {
      const last = shape.slice(-2);
      return isTurned && last.length === 2 ? [...shape.slice(0, -2), ...last.reverse()] : shape;
    };
    const isKnown = a !== undefined && b !== undefined;
    return productOf(op, [left, right], (x, y) => (isKnown ? matmul(turn(x, a), turn(y, b)) : UNDECIDED));
  };

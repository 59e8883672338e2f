/** `keras.ops.einsum`: as any other, but for equations of which the TensorFlow backend makes plain products. */
import { type Operation, option } from '../array/operation.ts';
import { einsum as compared } from '../array/products.ts';
import { result } from '../array/scene.ts';
import { asString, shapeOf, type Value } from '../parts.ts';

/** Their ranks are not compared (`is_valid_for_custom_ops` in keras/src/backend/tensorflow/numpy.py). */
const PRODUCTS: ReadonlySet<string> = new Set([
  'a,b->ab',
  'ab,b->a',
  'ab,bc->ac',
  'ab,cb->ac',
  'abc,cd->abd',
  'abc,dc->abd',
  'abcd,abde->abce',
  'abcd,abed->abce',
  'abcd,acbe->adbe',
  'abcd,adbe->acbe',
  'abcd,aecd->acbe',
  'abcd,aecd->aceb',
]);

export const einsum = (op: Operation): Value =>
  isUnchecked(op) && !isDescribed(op) ? result(op, undefined) : compared(op);

/** The module's own symbolic tensors are compared with the equation, before any product is made. */
const isDescribed = (op: Operation): boolean =>
  op.host.isTopLevel() && op.bound.extra.some(({ value }) => value.kind === 'tensor' && value.graph);

/** One of these equations, with a tensor that has another number of axes than it reads. */
function isUnchecked(op: Operation): boolean {
  const equation = withPlainLetters(asString(option(op, 'subscripts')) ?? '');
  if (!PRODUCTS.has(equation)) return false;
  const terms = equation.split('->')[0]?.split(',') ?? [];
  return op.bound.extra.some(({ value }, i) => {
    const rank = value.kind === 'tensor' ? shapeOf(value)?.length : undefined;
    return rank !== undefined && rank !== terms[i]?.length;
  });
}

/** Labels in the order in which they come are a, b, c ... A space stays, and then it is none of these. */
function withPlainLetters(equation: string): string {
  const labels = [...new Set(equation.match(/[a-zA-Z]/g))];
  return equation.replace(/[a-zA-Z]/g, label =>
    String.fromCharCode('a'.charCodeAt(0) + labels.indexOf(label)),
  );
}

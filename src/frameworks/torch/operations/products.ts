/** Products of matrices and vectors. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */

import { ofOneDtype } from '../../array/one-dtype.ts';
import { define, defineAll, type FunctionTable, type Operation, operandAt } from '../../array/operation.ts';
import { added, bmm, matmul, ranked } from '../../array/products.ts';
import { result } from '../../array/scene.ts';
import type { Value } from '../../parts.ts';
import { stretched } from '../functional.ts';

/** `addmm(input, mat1, mat2)`: the input stretches to the product. */
const addedTo =
  (ranks: readonly [number, number]) =>
  (op: Operation): Value => {
    const product = added(ranks)(op);
    const input = product.kind === 'tensor' ? operandAt(op) : undefined;
    return product.kind === 'tensor' && input ? stretched(op, input, product) : product;
  };

/** The old form with factors between the operands, `addmm(beta, input, alpha, mat1, mat2)`, is not told, nor that with a dtype at the end. */
const unscaled =
  (run: (op: Operation) => Value) =>
  (op: Operation): Value =>
    op.bound.extra.length > 0 ? result(op, undefined) : run(op);

const SAYS = '… have the same dtype';

const FACTORS = 'beta: number=1, alpha: number=1, out=None, out_dtype: dtype=None';

export const PRODUCTS: FunctionTable = {
  matmul: define('input, other, *, out=None', matmul),
  mm: define('input, mat2, out_dtype: dtype=None, *, out=None', ranked([2, 2])),
  mv: define('input, vec, *, out=None', ranked([2, 1])),
  dot: define('input, tensor, *, out=None', ranked([1, 1])),
  ...defineAll(['outer', 'ger'], 'input, vec2, *, out=None', ranked([1, 1], 'outer')),
  bmm: define('input, mat2, out_dtype: dtype=None, *, out=None', bmm),
  addmm: define(
    `input, mat1, mat2, *args, ${FACTORS}`,
    unscaled(ofOneDtype('mat1 mat2 input', SAYS, addedTo([2, 2]))),
  ),
  baddbmm: define(
    `input, batch1, batch2, *args, ${FACTORS}`,
    unscaled(ofOneDtype('batch1 batch2 input', undefined, addedTo([3, 3]))),
  ),
  addmv: define(
    `input, mat, vec, *args, ${FACTORS}`,
    unscaled(ofOneDtype('mat vec input', undefined, addedTo([2, 1]))),
  ),
};

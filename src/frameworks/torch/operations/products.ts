/** Products of matrices and vectors. Signatures as https://docs.pytorch.org/docs/stable/torch.html has them. */

import { ofForms } from '../../array/forms.ts';
import { ofOneDtype } from '../../array/one-dtype.ts';
import {
  type ArrayFunction,
  define,
  defineAll,
  type FunctionTable,
  type Operation,
  operandAt,
} from '../../array/operation.ts';
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

/** With a dtype of the result behind the operands, or without. */
const withDtype = (operands: string, more = 'out: Tensor=None'): readonly string[] => [
  `${operands}, *, ${more}`,
  `${operands}, out_dtype: dtype, *, ${more}`,
];

/** The old forms have factors between the operands, as functions and as methods. */
const withFactors = (...[first, second]: readonly [string, string]): readonly string[] => {
  const [sum, product] = ['input: Tensor', `${first}: Tensor, ${second}: Tensor`];
  return [
    ...withDtype(`${sum}, ${product}`, 'beta: number=1, alpha: number=1, out: Tensor=None'),
    `beta: number, ${sum}, ${product}, *, out: Tensor=None`,
    `beta: number, ${sum}, alpha: number, ${product}, *, out: Tensor=None`,
    `${sum}, beta: number, ${product}`,
    `${sum}, beta: number, alpha: number, ${product}`,
  ];
};

/** A sum of a tensor and a product. */
const sumOf = (first: string, second: string, run: ArrayFunction['run']): ArrayFunction =>
  define(`input, ${first}, ${second}, *args, ${FACTORS}`, ofForms(withFactors(first, second), unscaled(run)));

export const PRODUCTS: FunctionTable = {
  matmul: define('input, other, *, out=None', matmul),
  mm: define(
    'input, mat2, out_dtype=None, *, out=None',
    ofForms(withDtype('input: Tensor, mat2: Tensor'), ranked([2, 2])),
  ),
  mv: define('input, vec, *, out=None', ranked([2, 1])),
  dot: define('input, tensor, *, out=None', ranked([1, 1])),
  ...defineAll(['outer', 'ger'], 'input, vec2, *, out=None', ranked([1, 1], 'outer')),
  bmm: define(
    'input, mat2, out_dtype=None, *, out=None',
    ofForms(withDtype('input: Tensor, mat2: Tensor'), bmm),
  ),
  addmm: sumOf('mat1', 'mat2', ofOneDtype('mat1 mat2 input', SAYS, addedTo([2, 2]))),
  baddbmm: sumOf('batch1', 'batch2', ofOneDtype('batch1 batch2 input', undefined, addedTo([3, 3]))),
  addmv: sumOf('mat', 'vec', ofOneDtype('mat vec input', undefined, addedTo([2, 1]))),
};

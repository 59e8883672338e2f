/** Families of tensor functions by name: the same mismatch reads differently in a product, a join and a sum. */
import type { OperandConflict } from '../../values/index.ts';

const PRODUCT =
  /(^|[._])(@|matmul|mat_mul|mm|bmm|baddbmm|addmm|dot|vdot|mv|inner|tensordot|linear|batch_dot|multi_dot|Dot|Bilinear|basicLSTMCell)$/i;
const JOIN =
  /(^|[._])(cat|concat|concatenate|stack|hstack|vstack|dstack|column_stack|row_stack|Concatenate|append)$/i;

/** `a @ b`, matmul, bmm, dot ... */
export function isProduct({ operation }: Pick<OperandConflict, 'operation'>): boolean {
  return operation === '@' || PRODUCT.test(operation);
}

/** cat, concatenate, stack ... */
export function isJoin({ operation }: Pick<OperandConflict, 'operation'>): boolean {
  return JOIN.test(operation);
}

/** sum, mean, max ...: what drops an axis unless it is told to keep it. */
export function isReduction(operation: string | undefined): boolean {
  return operation !== undefined && /(^|[._])(sum|mean|max|min|amax|amin|norm|std|var|prod)$/.test(operation);
}

/** Functions that are both `torch.name(x, ...)` and `x.name(...)`. */
import { toList } from '../../array/attributes.ts';
import { define, type FunctionTable } from '../../array/operation.ts';
import { POINTWISE } from './pointwise.ts';
import { PRODUCTS } from './products.ts';
import { REDUCTIONS } from './reductions.ts';
import { SELECTION } from './selection.ts';
import { SHAPES } from './shapes.ts';

export { rectified } from './pointwise.ts';

export const OPERATIONS: FunctionTable = {
  ...POINTWISE,
  ...SHAPES,
  ...SELECTION,
  ...REDUCTIONS,
  ...PRODUCTS,
  tolist: define('input', toList),
};

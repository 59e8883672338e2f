/** Shapes as Keras prints them: `None` where a size is left open, and in brackets with null where that is TensorFlow.js. */
import { constantOf, type Dim, type Shape } from '../../../shapes/index.ts';
import { GAP } from '../../../words/index.ts';
import { isNone } from '../core/none.ts';

const size = (dim: Dim, none: string): string => String(constantOf(dim) ?? (isNone(dim) ? none : GAP));

/** '(None, 8)', '(10,)' */
export function tupleText(shape: Shape): string {
  const items = shape.map(dim => size(dim, 'None')).join(', ');
  return `(${items}${shape.length === 1 ? ',' : ''})`;
}

/** 'null,8' as JavaScript joins the sizes of arrays that it prints alone; `none` is empty where it does so by itself. */
export const joinedText = (shape: Shape, none: '' | 'null'): string =>
  shape.map(dim => size(dim, none)).join(',');

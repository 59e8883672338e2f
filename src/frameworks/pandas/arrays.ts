/** Tables as arrays: `df.values`, and the rows and columns that a subscript by position takes. */
import type { Shape } from '../../shapes/index.ts';
import { indexTensor } from '../array/indexing.ts';
import { result, scenesOf } from '../array/scene.ts';
import { NUMPY } from '../numpy/flavour.ts';
import { type Argument, type Call, type Dtype, shapeOf, type TensorValue, type Value } from '../parts.ts';
import { type Made, type Rows, shapeOfTable, type Table } from './table.ts';

const sceneOf = scenesOf('numpy');

/** Of a table whose cells may be arrays nothing is certain: what is made of its rows has more axes. */
export function valuesOf(made: Made, rows: Rows | Table): Value {
  if (!rows.isPlain) return made.host.unknown('the cells of a table, which may be arrays', made.site);
  return arrayOf(made, 'columns' in rows ? shapeOfTable(rows) : [rows.rows], rows.dtype);
}

const arrayOf = (made: Made, shape: Shape, dtype: Dtype | undefined): TensorValue =>
  result(sceneOf(made, 'values'), shape, { dtype, precision: 'unknown', role: 'data' });

/** What a NumPy array of this shape would have at these positions; undefined: not known. */
export function takenFrom(call: Call, shape: Shape, indices: readonly Argument[]): Shape | undefined {
  const self = { name: undefined, value: arrayOf(call, shape, undefined), at: call.site };
  const taken = indexTensor(NUMPY, { ...call, args: [self, ...indices] });
  return taken.kind === 'tensor' ? shapeOf(taken) : undefined;
}

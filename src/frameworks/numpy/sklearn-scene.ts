/** The scene of a call of scikit-learn, and what its functions are given. */
import type { Shape } from '../../shapes/index.ts';
import { literalShape, textShape } from '../array/operand.ts';
import type { Scene } from '../array/scene.ts';
import { rowsOf, shapeOfTable, tableOf } from '../pandas/table.ts';
import type { Call, Value } from '../parts.ts';

export const sceneOf = ({ host, site }: Pick<Call, 'host' | 'site'>, operation: string): Scene => ({
  host,
  framework: 'numpy',
  dialect: 'scikit-learn',
  operation,
  site,
});

/** The shape of arrays, tables and lists of numbers or texts. */
export function shapeOfData(value: Value): Shape | undefined {
  const [table, column] = [tableOf(value), rowsOf(value)];
  if (table) return shapeOfTable(table);
  return column ? [column.rows] : (literalShape(value) ?? textShape(value));
}

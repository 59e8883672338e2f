/**
 * A cell with recurrent dropout as one without: a mask scales the state that a recurrent weight is multiplied with, which is the same as scaling what of
 * the weight meets it. So frameworks that draw their masks anew in every run can be given these.
 */
import { bindCell, parametersOf } from '../bind.ts';
import { maskSymbol } from '../dropout.ts';
import { allocate, type Matrix } from '../matrix.ts';
import { type Result, success } from '../result.ts';
import type { ExportedCell } from './exported.ts';

export function withoutMasks(cell: ExportedCell): Result<ExportedCell> {
  if (cell.bound.masks.length === 0) return success(cell);
  const { recurrentDropout: _, ...choice } = cell.choice;
  const bound = bindCell(choice);
  if (!bound.ok) return bound;
  const parameters = new Map(cell.parameters);
  for (const { symbol, role, gate, weight } of parametersOf(bound.value)) {
    const [matrix, mask] = [parameters.get(symbol), cell.masks?.get(maskSymbol(gate))];
    if (role === 'U' && matrix && mask)
      parameters.set(symbol, scaled(matrix, mask, weight.transposed, cell.precision));
  }
  return success({ ...cell, choice, bound: bound.value, parameters, masks: new Map() });
}

/** A row of a transposed weight meets a number of the state, else a column. */
function scaled(
  { rows, columns, data }: Matrix,
  mask: Matrix,
  isTransposed: boolean,
  precision: ExportedCell['precision'],
): Matrix {
  const numbers = allocate(data.length, precision);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const place = row * columns + column;
      numbers[place] = (data[place] ?? 0) * (mask.data[isTransposed ? row : column] ?? 0);
    }
  return { rows, columns, data: numbers };
}

/** For the text at the head of a script. */
export function masksTold({ bound }: ExportedCell): readonly string[] {
  return bound.masks.length > 0
    ? ['The masks of its recurrent dropout are multiplied into the recurrent weights.']
    : [];
}

/** A whole stored weight filled at once, as the frameworks do it: the formulas count the fused matrix, not one gate. */
import type { BoundCell } from '../bind.ts';
import type { Fills, StoredWeight } from '../layouts/layout.ts';
import type { Matrix, Precision } from '../matrix.ts';
import { inPrecision } from '../matrix.ts';
import { type Result, success } from '../result.ts';
import type { NumericSizes } from '../sizes.ts';
import type { Parameters } from '../trace.ts';
import { asMatrix, blocksOf, cutBlock, weightShapes } from '../weights.ts';
import { type FillShape, fillMatrix } from './fill.ts';

export interface FilledWeight {
  readonly bound: BoundCell;
  readonly weight: StoredWeight;
  readonly sizes: NumericSizes;
  readonly precision: Precision;
}

export function fillShapeOf({ bound, weight, sizes }: FilledWeight): FillShape {
  const shape = weightShapes(bound, sizes).get(weight.name) ?? [];
  const [rows, columns] = asMatrix(shape);
  const isVector = shape.length === 1;
  return { rows, columns, isForRows: weight.transposed, isVector, units: sizes.units };
}

/** One parameter a gate. `unit_forget_bias`: ones for the forget gate, zeros for the others. */
export function fillWeight(filled: FilledWeight, fill: Fills['bias'], seed: number): Result<Parameters> {
  const { bound, weight, sizes, precision } = filled;
  const shape = fillShapeOf(filled);
  const whole = fillMatrix(fill === 'unit_forget_bias' ? 'zeros' : fill, shape, seed);
  if (!whole.ok) return whole;
  const parts = blocksOf(bound, weight, sizes).map((block): [string, Matrix] => {
    const cut = cutBlock(whole.value.data, shape.columns, block);
    const isOne = fill === 'unit_forget_bias' && block.gate === 'f';
    const matrix = isOne ? { ...cut, data: new Float64Array(cut.data.length).fill(1) } : cut;
    return [block.symbol, inPrecision(matrix, precision)];
  });
  return success(new Map(parts));
}

/** How the framework itself fills a weight of a new layer; undefined where that is not known here. */
export function frameworkFill(
  { cell, layout }: BoundCell,
  { roles: [role] }: StoredWeight,
): Fills['bias'] | undefined {
  const { fills } = layout;
  if (!fills || role === 'p') return undefined;
  if (role === 'W' || role === 'R') return fills.matrix;
  if (role === 'U') return fills.state;
  const hasForget = cell.lines.some(({ gate }) => gate === 'f') && cell.states.length > 1;
  return fills.bias === 'unit_forget_bias' && !hasForget ? 'zeros' : fills.bias;
}

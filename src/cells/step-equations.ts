/** The per-step equations of a cell with their shapes: what hover, report and calculator all show. */

import type { Shape } from '../shapes/index.ts';
import { type BoundCell, bindCell, type CellChoice } from './bind.ts';
import { letterOf } from './notation.ts';
import { bracketed, shapesLine } from './shape-text.ts';
import { type CellSizes, symbolShapes } from './sizes.ts';
import { expressionLatex, expressionText, symbolIn } from './write.ts';

export interface StepEquation {
  /** As the layout writes it: `f_t`, `c̃_t`. */
  readonly symbol: string;
  /** The framework's gate letter; '' for a line that is no gate. */
  readonly gate: string;
  /** 'forget gate' */
  readonly name: string;
  /** What the line says, in plain words, without a full stop. */
  readonly does: string;
  /** `f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)` */
  readonly text: string;
  readonly latex: string;
  /** `[10, 8]·[8, 1] + [10, 10]·[10, 1] + [10, 1] → [10, 1]` */
  readonly shapesText: string;
  readonly output: Shape;
}

/**
 * The equations of one time step in evaluation order, in the framework's own symbols, with shapes in the column convention.
 * Sizes may be symbolic. Empty for a cell whose arithmetic is not known here (ConvLSTM, a cell of the user's own).
 */
export function stepEquations(choice: CellChoice, sizes: CellSizes): readonly StepEquation[] {
  const bound = bindCell(choice);
  return bound.ok ? equationsOf(bound.value, sizes) : [];
}

/** Each line as the layout writes it: `f_t = σ(W_fᵀ x_t + U_fᵀ h_{t-1} + b_f)`. */
export function equationLines(bound: BoundCell): readonly string[] {
  return bound.equations.map(
    ({ target, expression }) => `${symbolIn(bound, target)} = ${expressionText(expression, bound)}`,
  );
}

export function equationsOf(bound: BoundCell, sizes: CellSizes): readonly StepEquation[] {
  const shapes = symbolShapes(bound, sizes);
  return bound.equations.map(({ target, expression }) => {
    const line = bound.cell.lines.find(each => each.target === target);
    const symbol = symbolIn(bound, target);
    const output = shapes.get(target) ?? [];
    return {
      symbol,
      gate: line?.gate ? letterOf(line.gate, bound.stored) : '',
      name: line?.name ?? symbol,
      does: line?.does ?? '',
      text: `${symbol} = ${expressionText(expression, bound)}`,
      latex: `${expressionLatex({ kind: 'symbol', name: target }, bound)} = ${expressionLatex(expression, bound)}`,
      shapesText: `${shapesLine(expression, shapes)} → ${bracketed(output)}`,
      output,
    };
  });
}

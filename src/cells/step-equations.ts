/** The per-step equations of a cell with their shapes: what hover, report and calculator all show. */

import { type Shape, sum } from '../shapes/index.ts';
import { type BoundCell, bindCell, type CellChoice } from './bind.ts';
import { joinedSymbol, letterOf, parameterSymbol, roleOf } from './notation.ts';
import { inNotation, type Notation, plainNotation } from './notations/index.ts';
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

export function equationsOf(
  bound: BoundCell,
  sizes: CellSizes,
  notation: Notation = { ...plainNotation, ...bound.writing },
): readonly StepEquation[] {
  const shapes = shapesIn(notation, bound, symbolShapes(bound, sizes));
  const { logistic } = notation;
  return bound.equations.map(({ target, expression: plain }) => {
    const expression = inNotation(plain, notation);
    const line = bound.cell.lines.find(each => each.target === target);
    const symbol = symbolIn(bound, target);
    const output = shapes.get(target) ?? [];
    return {
      symbol,
      gate: line?.gate ? letterOf(line.gate, bound.stored) : '',
      name: line?.name ?? symbol,
      does: line?.does ?? '',
      text: `${symbol} = ${expressionText(expression, bound, logistic)}`,
      latex: `${expressionLatex({ kind: 'symbol', name: target }, bound)} = ${expressionLatex(expression, bound, undefined, logistic)}`,
      shapesText: `${shapesLine(expression, shapes)} → ${bracketed(output)}`,
      output,
    };
  });
}

/** Two weights side by side have a shape too; vectors that lie have theirs turned. */
function shapesIn(
  { vectors }: Notation,
  bound: BoundCell,
  plain: ReadonlyMap<string, Shape>,
): ReadonlyMap<string, Shape> {
  const shapes = new Map(plain);
  for (const gate of bound.stored.gates) {
    const [a, b] = plain.get(parameterSymbol('W', gate)) ?? [];
    const [c, d] = plain.get(parameterSymbol('U', gate)) ?? [];
    const weight = bound.weights.find(({ roles }) => roles.includes('W'));
    if (!a || !b || !c || !d) continue;
    shapes.set(joinedSymbol(gate), weight?.transposed ? [sum([c, a]), b] : [a, sum([d, b])]);
  }
  if (vectors === 'column') return shapes;
  const isVector = (symbol: string): boolean =>
    !['W', 'U', 'R'].includes(roleOf(symbol) ?? '') && !symbol.startsWith('WU');
  return new Map(
    [...shapes].map(([symbol, shape]) => [symbol, isVector(symbol) ? [...shape].reverse() : shape]),
  );
}

/** What a mistake that runs does to the numbers: the right ones beside its own. */

import { inputSymbol } from '../cell.ts';
import type { Expression } from '../expression.ts';
import { activationKernel, kernels } from '../kernels.ts';
import { allocate, at, columnVector, type Matrix, type MatrixView, viewAt, viewShape } from '../matrix.ts';
import { type Trace, type TraceInput, trace } from '../trace.ts';
import type { Slip } from './mistake.ts';

export interface Comparison {
  /** The symbol of what is compared: a column for each time step. */
  readonly symbol: string;
  readonly right: Matrix;
  readonly wrong: Matrix;
  /** The largest difference between two numbers in one place. */
  readonly largest: number;
}

/** More steps are not run for a comparison, and of a large layer fewer, so that nobody waits. */
const mostSteps = 16;
const mostProducts = 2e7;

function stepCount({ steps, sizes }: Trace): number {
  const products = 4 * sizes.units * (sizes.units + sizes.features);
  return Math.min(steps, mostSteps, Math.max(2, Math.floor(mostProducts / products)));
}

/** undefined: the cell cannot be run. */
export function compared(slip: Slip, input: TraceInput, own: Trace): Comparison | undefined {
  const steps = stepCount(own);
  if (slip.kind === 'parameters') {
    const other = trace({ ...input, parameters: slip.alter(input.parameters) });
    if (!other.ok) return undefined;
    return comparison('h_t', overTime(own, 'h_t', steps), overTime(other.value, 'h_t', steps));
  }
  const equation = own.program.bound.equations.find(each => each.target === slip.target);
  if (!equation) return undefined;
  const first = own.at(0);
  const whole: Matrix = { ...input.x, rows: steps };
  const wrong = evaluated(equation.expression, input, name =>
    name === inputSymbol ? { matrix: whole, transposed: true } : view(first.value(name) ?? columnVector([])),
  );
  return comparison(slip.target, overTime(own, slip.target, steps), copied(wrong));
}

const view = (matrix: Matrix): MatrixView => ({ matrix, transposed: false });

/** Arrays of libraries: a column is added to every column. */
function evaluated(node: Expression, input: TraceInput, read: (name: string) => MatrixView): MatrixView {
  if (node.kind === 'symbol') return read(node.name);
  if (node.kind === 'number') return view(columnVector([node.value]));
  const { precision } = input;
  if (node.kind === 'apply') {
    const operand = view(copied(evaluated(node.operand, input, read)));
    return view(activationKernel(node.activation)?.([operand], precision) ?? operand.matrix);
  }
  const operands = node.operands.map(operand => evaluated(operand, input, read));
  if (node.operator === 'transpose') {
    const [only = view(columnVector([]))] = operands;
    return { ...only, transposed: !only.transposed };
  }
  if (node.operator === 'multiply') return view(kernels.multiply(operands, precision));
  const columns = Math.max(...operands.map(operand => viewShape(operand)[1]));
  const wide = operands.map(operand => view(widened(operand, columns)));
  return view(kernels[node.operator](wide, precision));
}

function widened(operand: MatrixView, columns: number): Matrix {
  const [rows, own] = viewShape(operand);
  if (rows * own === 1 || own === columns) return copied(operand);
  const data = Float64Array.from({ length: rows * columns }, (_, index) =>
    viewAt(operand, Math.floor(index / columns), 0),
  );
  return { rows, columns, data };
}

function copied(operand: MatrixView): Matrix {
  if (!operand.transposed) return operand.matrix;
  const [rows, columns] = viewShape(operand);
  const data = Float64Array.from({ length: rows * columns }, (_, index) =>
    viewAt(operand, Math.floor(index / columns), index % columns),
  );
  return { rows, columns, data };
}

function overTime(run: Trace, symbol: string, steps: number): Matrix {
  const rows = run.at(0).value(symbol)?.rows ?? 0;
  const data = allocate(rows * steps, run.precision);
  for (let time = 0; time < steps; time++) {
    const column = run.at(time).value(symbol);
    for (let row = 0; row < rows; row++) data[row * steps + time] = column ? at(column, row, 0) : Number.NaN;
  }
  return { rows, columns: steps, data };
}

function comparison(symbol: string, right: Matrix, wrong: Matrix): Comparison {
  let largest = 0;
  for (let index = 0; index < right.data.length; index++)
    largest = Math.max(largest, Math.abs((right.data[index] ?? 0) - (wrong.data[index] ?? 0)));
  return { symbol, right, wrong, largest };
}

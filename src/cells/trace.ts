/**
 * One run of a cell over a sequence, every intermediate of every step kept. To a reader the trace is immutable; steps are computed
 * when first asked for, so that a large layer shows its first step at once.
 */
import type { BoundCell } from './bind.ts';
import { parametersOf } from './bind.ts';
import { inputSymbol } from './cell.ts';
import {
  at,
  columnVector,
  inPrecision,
  latePrecision,
  type Matrix,
  type MatrixView,
  type Precision,
  viewAt,
} from './matrix.ts';
import { compile, kernelOf, type Operand, type Operation, type Program } from './program.ts';
import type { Problem, Result } from './result.ts';
import { dimsOf, type NumericSizes, numericShape, symbolShapes } from './sizes.ts';
import { symbolIn } from './write.ts';

/** One gate's parameter each, by framework-neutral symbol (`W_f`), as stored: Keras' W_f is (features, units). Biases are columns. */
export type Parameters = ReadonlyMap<string, Matrix>;

/** What one time step works on and computes. */
export interface StepValues {
  /** Result of each operation of the program. */
  readonly results: readonly Matrix[];
  /** Value of a parameter, the input, a state before or a line of this step. */
  readonly value: (symbol: string) => Matrix | undefined;
}

export interface Trace {
  readonly program: Program;
  readonly sizes: NumericSizes;
  readonly precision: Precision;
  /** Number of time steps. */
  readonly steps: number;
  /** The first time step that is not computed yet. */
  readonly computed: () => number;
  /** The values of a time step, 0 for the first; clamped to the sequence. */
  readonly at: (time: number) => StepValues;
  /** Takes over the results of the next time step, computed elsewhere from the same input; false where it is not the next one. */
  readonly accept: (time: number, results: readonly Matrix[]) => boolean;
}

export interface TraceInput {
  readonly bound: BoundCell;
  readonly sizes: NumericSizes;
  readonly parameters: Parameters;
  /** (steps, features) */
  readonly x: Matrix;
  /** By the state's symbol before the step: `h_prev`, `c_prev`; zeros where missing. */
  readonly initialState: ReadonlyMap<string, Matrix>;
  readonly precision: Precision;
  /** Of a cell with recurrent dropout: its masks by symbol, (units, 1) each. */
  readonly masks?: Parameters;
}

/** Fails, naming each parameter whose shape is wrong, on shapes that do not fit the sizes, on an empty sequence, and on an activation whose arithmetic is not known. */
export function trace(input: TraceInput): Result<Trace> {
  const program = compile(input.bound);
  const problems = [...shapeProblems(input), ...activationProblems(program)];
  if (problems.length > 0) return { ok: false, problems };
  const constants = new Map<string, Matrix>();
  for (const { symbol } of parametersOf(input.bound)) {
    const matrix = input.parameters.get(symbol);
    if (matrix) constants.set(symbol, inPrecision(matrix, input.precision));
  }
  for (const symbol of input.bound.masks) {
    const matrix = input.masks?.get(symbol);
    if (matrix) constants.set(symbol, inPrecision(matrix, input.precision));
  }
  const done: StepValues[] = [];
  const run: Run = { input, program, constants };
  return {
    ok: true,
    value: {
      program,
      sizes: input.sizes,
      precision: input.precision,
      steps: input.x.rows,
      computed: () => done.length,
      at: time => {
        const index = Math.min(Math.max(Math.trunc(time), 0), input.x.rows - 1);
        while (done.length <= index) done.push(step(run, done.length, done.at(-1)));
        return done[index] ?? step(run, index, undefined);
      },
      accept: (time, results) => {
        const isNext = time === done.length && time < input.x.rows;
        if (!isNext || results.length !== program.operations.length) return false;
        done.push(stepWith(run, time, done.at(-1), results));
        return true;
      },
    },
  };
}

interface Run {
  readonly input: TraceInput;
  readonly program: Program;
  readonly constants: ReadonlyMap<string, Matrix>;
}

function step(run: Run, time: number, before: StepValues | undefined): StepValues {
  const results: Matrix[] = [];
  const values = stepWith(run, time, before, results);
  for (const operation of run.program.operations)
    results.push(compute(operation, values, run.input.precision));
  return values;
}

/** What a time step works on, with results that may still be added to. */
function stepWith(
  { input, program, constants }: Run,
  time: number,
  before: StepValues | undefined,
  results: readonly Matrix[],
): StepValues {
  const own = new Map<string, Matrix>([[inputSymbol, inPrecision(row(input.x, time), input.precision)]]);
  const shapes = symbolShapes(input.bound, dimsOf(input.sizes));
  for (const state of input.bound.cell.states) {
    const [rows = 0] = numericShape(shapes.get(state.previous) ?? []);
    const initial = input.initialState.get(state.previous) ?? columnVector(new Float64Array(rows));
    own.set(state.previous, before?.value(state.symbol) ?? inPrecision(initial, input.precision));
  }
  const value = (symbol: string): Matrix | undefined => {
    const index = program.resultOf.get(symbol);
    return index === undefined ? (own.get(symbol) ?? constants.get(symbol)) : results[index];
  };
  return { results, value };
}

function row(x: Matrix, time: number): Matrix {
  return columnVector(Float64Array.from({ length: x.columns }, (_, feature) => at(x, time, feature)));
}

function compute(operation: Operation, values: StepValues, precision: Precision): Matrix {
  const views = operation.operands.map(operand => operandView(operand, values));
  return kernelOf(operation)?.(views, precision) ?? columnVector([]);
}

/** An operand of an operation, as it was in a time step. */
export function operandView({ source, transposed }: Operand, values: StepValues): MatrixView {
  const empty = columnVector([]);
  if (source.kind === 'number') return { matrix: columnVector([source.value]), transposed };
  if (source.kind === 'result') return { matrix: values.results[source.operation] ?? empty, transposed };
  return { matrix: values.value(source.name) ?? empty, transposed };
}

/** The element of an operand that meets element [row, column] of an element-wise result. */
export function operandElement(view: MatrixView, row: number, column: number): number {
  return view.matrix.rows * view.matrix.columns === 1 ? at(view.matrix, 0, 0) : viewAt(view, row, column);
}

function activationProblems(program: Program): readonly Problem[] {
  const unknown = program.operations.flatMap(operation =>
    operation.node.kind === 'apply' && !kernelOf(operation) ? [operation.node.activation] : [],
  );
  return [...new Set(unknown)].map(name => ({
    where: name,
    message: `The activation "${name}" is not known here, so its numbers cannot be computed.`,
  }));
}

function shapeProblems({ bound, sizes, parameters, x, initialState, masks }: TraceInput): readonly Problem[] {
  const shapes = symbolShapes(bound, dimsOf(sizes));
  const problems: Problem[] = [];
  const expect = (where: string, matrix: Matrix | undefined, rows: number, columns: number): void => {
    const isShaped = matrix?.rows === rows && matrix.columns === columns;
    if (isShaped && (latePrecision(matrix) || matrix.data.length === rows * columns)) return;
    const found = matrix ? `(${matrix.rows}, ${matrix.columns})` : 'nothing';
    problems.push({ where, message: `${where}: expected (${rows}, ${columns}), got ${found}.` });
  };
  for (const { symbol } of parametersOf(bound)) {
    const [rows = 0, columns = 0] = numericShape(shapes.get(symbol) ?? []);
    expect(symbolIn(bound, symbol), parameters.get(symbol), rows, columns);
  }
  for (const symbol of bound.masks) {
    const [rows = 0] = numericShape(shapes.get(symbol) ?? []);
    expect(symbol, masks?.get(symbol), rows, 1);
  }
  if (x.rows === 0) problems.push({ where: 'x', message: 'x: the sequence has no time step.' });
  expect('x', x, x.rows, sizes.features);
  for (const [symbol, matrix] of initialState) {
    const [rows = 0, columns = 0] = numericShape(shapes.get(symbol) ?? []);
    expect(symbolIn(bound, symbol), matrix, rows, columns);
  }
  return problems;
}

/** What follows from the state: the bound cell, its parameters with a person's numbers in place, and the trace. */
import {
  type BoundCell,
  bindCell,
  type CellChoice,
  dimsOf,
  type Matrix,
  type Parameters,
  type Place,
  type Problem,
  type Program,
  placeOf,
  sampleMasks,
  sampleParameters,
  sampleSequence,
  symbolShapes,
  type Trace,
  type TraceInput,
  trace,
  type Walk,
  walkOf,
} from '../../src/cells/index.ts';
import type { CalculatorSpec } from '../../src/protocol/calculator.ts';
import type { Shape } from '../../src/shapes/index.ts';
import type { Edits } from '../sections/edits/slice.ts';
import { type Part, rowRead, seedOf } from '../sections/layer/stack.ts';
import type { State } from './state.ts';

export interface Model {
  readonly bound: BoundCell;
  readonly trace: Trace;
  /** What the trace was made of. */
  readonly input: TraceInput;
  readonly program: Program;
  /** The positions that one can step through. */
  readonly walk: Walk;
  /** The sequence as it stands in the program, whichever way it is read. */
  readonly x: Matrix;
  /** Which row of it is read at a time step. */
  readonly rowAt: (time: number) => number;
  readonly parameters: Parameters;
  /** Shape of every symbol in the column convention, parameters as stored. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

export type ModelResult = { readonly model: Model } | { readonly problems: readonly Problem[] };

/** The symbol under which the whole sequence (steps, features) is edited. */
export const sequenceSymbol = 'x';

type Inputs = Pick<State, 'spec' | 'part' | 'sizes' | 'seed' | 'edits' | 'precision'>;

function inputsOf({ spec, part, sizes, seed, edits, precision }: State): Inputs {
  return { spec, part, sizes, seed, edits, precision };
}

let latest: { readonly inputs: Inputs; readonly result: ModelResult } | undefined;

/** Made anew only when what it depends on has changed. */
export function modelOf(state: State): ModelResult {
  const inputs = inputsOf(state);
  if (latest && sameInputs(latest.inputs, inputs)) return latest.result;
  latest = { inputs, result: build(inputs) };
  return latest.result;
}

function sameInputs(a: Inputs, b: Inputs): boolean {
  return (
    a.spec === b.spec &&
    a.part === b.part &&
    a.sizes === b.sizes &&
    a.seed === b.seed &&
    a.edits === b.edits &&
    a.precision === b.precision
  );
}

/** What a specification says of the cell. */
export function choiceOf(spec: CalculatorSpec): CellChoice {
  return {
    kind: spec.cell,
    layout: spec.layoutName,
    activation: spec.activations.activation,
    recurrentActivation: spec.activations.recurrentActivation,
    bias: spec.biases,
    resetAfter: spec.resetAfter,
    projection: spec.projection ?? undefined,
    recurrentDropout: (spec.recurrentDropout ?? 0) > 0,
  };
}

function build({ spec, part, sizes, seed, edits, precision }: Inputs): ModelResult {
  const bound = bindCell(choiceOf(spec));
  if (!bound.ok) return bound;
  const sampled = sampleParameters(bound.value, sizes, seedOf(seed, part), precision);
  const parameters = new Map([...sampled].map(([symbol, matrix]) => [symbol, edited(symbol, matrix, edits)]));
  // Both directions of a layer read the same sequence.
  const sequence = sampleSequence(
    sizes.steps,
    sizes.features,
    seedOf(seed, { ...part, reverse: false }),
    precision,
  );
  const x = edited(sequenceSymbol, sequence, edits);
  const shapes = symbolShapes(bound.value, dimsOf(sizes));
  const initialState = new Map(
    bound.value.cell.states.map(({ previous, size }) => {
      const rows = size === 'projection' ? (sizes.projection ?? sizes.units) : sizes.units;
      return [previous, edited(previous, { rows, columns: 1, data: new Float64Array(rows) }, edits)];
    }),
  );
  const drawn = sampleMasks(bound.value, sizes, seedOf(seed, part), spec.recurrentDropout ?? 0);
  const masks = new Map([...drawn].map(([symbol, matrix]) => [symbol, edited(symbol, matrix, edits)]));
  const read = inReadingOrder(x, part);
  const input = { bound: bound.value, sizes, parameters, x: read, initialState, precision, masks };
  const run = trace(input);
  if (!run.ok) return run;
  return {
    model: {
      bound: bound.value,
      trace: run.value,
      input,
      program: run.value.program,
      walk: walkOf(run.value.program, sizes, run.value.steps),
      x,
      rowAt: time => rowRead(part, x.rows, time),
      parameters,
      shapes,
    },
  };
}

/** The rows in the order in which the cell reads them. */
function inReadingOrder(x: Matrix, part: Part): Matrix {
  if (!part.reverse) return x;
  const data = new Float64Array(x.data.length);
  for (let index = 0; index < data.length; index++) {
    const row = rowRead(part, x.rows, Math.floor(index / x.columns));
    data[index] = x.data[row * x.columns + (index % x.columns)] ?? 0;
  }
  return { ...x, data };
}

/** The matrix with the numbers that a person set in it. */
function edited(symbol: string, matrix: Matrix, edits: Edits): Matrix {
  let data: number[] | Float64Array | Float32Array | undefined;
  for (const [key, value] of edits) {
    const [name, row, column] = key.split(':');
    if (name !== symbol || Number(row) >= matrix.rows || Number(column) >= matrix.columns) continue;
    data ??= matrix.data instanceof Float32Array ? matrix.data.slice() : Float64Array.from(matrix.data);
    data[Number(row) * matrix.columns + Number(column)] = value;
  }
  return data ? { ...matrix, data } : matrix;
}

export function placeIn(model: Model, state: State): Place {
  return placeOf(model.walk, state.position);
}

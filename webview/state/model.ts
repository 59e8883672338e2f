/** What follows from the state: the bound cell, its parameters with a person's numbers in place, and the trace. */
import {
  type BoundCell,
  bindCell,
  type CellChoice,
  dimsOf,
  type Matrix,
  numericShape,
  type Parameters,
  type Place,
  type Problem,
  type Program,
  parametersOf,
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
  withNotation,
} from '../../src/cells/index.ts';
import type { CalculatorSpec } from '../../src/protocol/calculatorSpec.ts';
import type { Shape } from '../../src/shapes/index.ts';
import { numbersIn } from '../sections/edits/matrices.ts';
import { type Part, rowRead, seedOf } from '../sections/layer/stack.ts';
import type { Samples } from '../worker/job.ts';
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
  /** Which of them are examples in every number, and the seed that those are made from. */
  readonly samples: Samples;
  /** Shape of every symbol in the column convention, parameters as stored. */
  readonly shapes: ReadonlyMap<string, Shape>;
}

export type ModelResult = { readonly model: Model } | { readonly problems: readonly Problem[] };

/** The symbol under which the whole sequence (steps, features) is edited. */
export const sequenceSymbol = 'x';

type Inputs = Pick<
  State,
  'spec' | 'part' | 'sizes' | 'seed' | 'edits' | 'matrices' | 'precision' | 'notation'
>;

function inputsOf({ spec, part, sizes, seed, edits, matrices, precision, notation }: State): Inputs {
  return { spec, part, sizes, seed, edits, matrices, precision, notation };
}

let latest: { readonly inputs: Inputs; readonly result: ModelResult } | undefined;

/** Made anew only when what it depends on has changed. */
export function modelOf(state: State): ModelResult {
  const inputs = inputsOf(state);
  if (latest && sameInputs(latest.inputs, inputs)) return latest.result;
  latest = { inputs, result: build(inputs) };
  return latest.result;
}

let earlier: { readonly inputs: Inputs; readonly result: ModelResult } | undefined;

/** Larger cells are not computed twice. */
const mostCompared = 512 * 512;

/** What the cell was before the last edit, where a person compares and it is the same cell. */
export function modelBefore(state: State): Model | undefined {
  const before = state.comparing ? state.past.at(-1) : undefined;
  const { units, features } = state.sizes;
  // Of another cell there is nothing to compare.
  if (!before || before.layer) return undefined;
  if (units * (units + features) > mostCompared) return undefined;
  const inputs = { ...inputsOf(state), edits: before.edits, matrices: before.matrices };
  if (!earlier || !sameInputs(earlier.inputs, inputs)) earlier = { inputs, result: build(inputs) };
  return 'model' in earlier.result ? earlier.result.model : undefined;
}

function sameInputs(a: Inputs, b: Inputs): boolean {
  return (
    a.spec === b.spec &&
    a.part === b.part &&
    a.sizes === b.sizes &&
    a.seed === b.seed &&
    a.edits === b.edits &&
    a.matrices === b.matrices &&
    a.precision === b.precision &&
    a.notation.candidate === b.notation.candidate &&
    a.notation.vectors === b.notation.vectors &&
    a.notation.logistic === b.notation.logistic
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
    forgetBias: spec.forgetBias,
    recurrentDropout: (spec.recurrentDropout ?? 0) > 0,
  };
}

function build(inputs: Inputs): ModelResult {
  const { spec, part, sizes, seed, precision, notation } = inputs;
  const own = bindCell(choiceOf(spec));
  if (!own.ok) return own;
  const bound = withNotation(own.value, notation);
  const { parameters, samples } = parametersIn(bound, inputs);
  // Both directions of a layer read the same sequence.
  const sequence = sampleSequence(
    sizes.steps,
    sizes.features,
    seedOf(seed, { ...part, reverse: false }),
    precision,
  );
  const x = numbersIn(sequenceSymbol, sequence, inputs);
  const shapes = symbolShapes(bound, dimsOf(sizes));
  const initialState = new Map(
    bound.cell.states.map(({ previous, size }) => {
      const rows = size === 'projection' ? (sizes.projection ?? sizes.units) : sizes.units;
      return [previous, numbersIn(previous, { rows, columns: 1, data: new Float64Array(rows) }, inputs)];
    }),
  );
  const drawn = sampleMasks(bound, sizes, seedOf(seed, part), spec.recurrentDropout ?? 0);
  const masks = new Map([...drawn].map(([symbol, matrix]) => [symbol, numbersIn(symbol, matrix, inputs)]));
  const read = inReadingOrder(x, part);
  const input = { bound, sizes, parameters, x: read, initialState, precision, masks };
  const run = trace(input);
  if (!run.ok) return run;
  return {
    model: {
      bound: bound,
      trace: run.value,
      input,
      program: run.value.program,
      walk: walkOf(run.value.program, sizes, run.value.steps),
      x,
      rowAt: time => rowRead(part, x.rows, time),
      parameters,
      samples,
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

let samples: { readonly key: string; readonly of: Parameters } | undefined;

/** The examples of a large cell take as long as all the rest, and an edit does not change them. Those that nobody sees are not made. */
export function parametersIn(
  bound: BoundCell,
  inputs: Inputs,
): { readonly parameters: Parameters; readonly samples: Samples } {
  const { spec, part, sizes, seed, precision } = inputs;
  const shapes = symbolShapes(bound, dimsOf(sizes));
  const isWhole = (symbol: string): boolean => {
    const matrix = inputs.matrices.get(symbol)?.matrix;
    const [rows, columns] = numericShape(shapes.get(symbol) ?? []);
    return matrix !== undefined && matrix.rows === rows && matrix.columns === columns;
  };
  const wanted = parametersOf(bound).filter(({ symbol }) => !isWhole(symbol));
  const names = wanted.map(({ symbol }) => symbol);
  const key = JSON.stringify([
    spec.layoutName,
    bound.cell.name,
    seedOf(seed, part),
    sizes.units,
    sizes.features,
    sizes.projection,
    precision,
    names,
  ]);
  if (samples?.key !== key)
    samples = {
      key,
      of: sampleParameters(bound, sizes, seedOf(seed, part), precision, symbol => names.includes(symbol)),
    };
  const { of: sampled } = samples;
  const parameters = new Map(
    parametersOf(bound).flatMap(({ symbol }): [string, Matrix][] => {
      const own = sampled.get(symbol) ?? inputs.matrices.get(symbol)?.matrix;
      return own ? [[symbol, numbersIn(symbol, own, inputs)]] : [];
    }),
  );
  const untouched = names.filter(symbol => parameters.get(symbol) === sampled.get(symbol));
  return { parameters, samples: { seed: seedOf(seed, part), symbols: untouched } };
}

export function placeIn(model: Model, state: State): Place {
  return placeOf(model.walk, state.position);
}

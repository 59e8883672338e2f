/**
 * Runs a layer on given numbers. The arithmetic is that of the trace: results are rounded to the precision after each operation and sums run in
 * double precision, so that float32 differs from a framework by its order of summation only.
 */
import { columnVector, fromRows, type Matrix, type Precision } from '../matrix.ts';
import { compile } from '../program.ts';
import type { Problem, Result } from '../result.ts';
import { type Trace, trace } from '../trace.ts';
import type { Tensor } from '../weights.ts';
import { permuted, readAxes, type Sequences } from './axes.ts';
import { parametersFor, type SizedCell, sizeCell } from './cell-of-pass.ts';
import { product } from './convolution.ts';
import { findWeights } from './names.ts';
import { shapeText } from './nested.ts';
import type { Merge, Pass, SimulationPlan } from './plan.ts';
import type { SimulationSpec } from './spec.ts';
import { type FinalState, type InitialState, readStates, type StateShape } from './states.ts';

/** What one pass did, for each sequence of the batch. */
export interface PassRun {
  readonly sized: SizedCell;
  readonly traces: readonly Trace[];
  readonly steps: number;
}

export interface Simulation {
  /** In order: layers from below, in each the passes. */
  readonly runs: readonly PassRun[];
  /** As the framework returns it; two where a bidirectional layer keeps them apart. */
  readonly y: readonly Tensor[];
  readonly finals: readonly FinalState[];
}

/** Numbers of intermediates that are kept until the end. */
const MOST_KEPT = 100_000_000;

/** Numbers that one step of one sequence leaves. */
export function keptNumbers({ bound, sizes }: SizedCell): number {
  return compile(bound).operations.length * sizes.units;
}

/** Fails with every problem found: weights that are missing, unknown or of another shape, an input or a state that does not fit. */
export function simulate(
  plan: SimulationPlan,
  spec: SimulationSpec,
  precision: Precision,
): Result<Simulation> {
  const passes = plan.layers.flat();
  const convolution = passes[0]?.convolution;
  const input = readAxes(
    spec.x,
    spec.xLayout,
    convolution?.window.length ?? 0,
    convolution?.isChannelsFirst ?? false,
  );
  if (!input.ok) return input;
  const features = input.value.step.at(-1);
  if (plan.features !== undefined && features !== plan.features)
    return wrong(
      'x',
      `x: expected ${plan.features} features, as the constructor was given, got ${features}.`,
    );
  const sized = sizeAll(plan, input.value.step);
  if (!sized.ok) return sized;
  const cells = sized.value;
  const { batch, steps } = input.value;
  const kept = [...cells.values()].reduce((sum, cell) => sum + keptNumbers(cell) * batch * steps, 0);
  if (kept > MOST_KEPT)
    return wrong(
      'x',
      `x: expected at most ${MOST_KEPT} intermediates, got ${kept}; take fewer steps or sequences.`,
    );
  const found = findWeights(
    spec.weights,
    [...cells.values()].flatMap(({ pass, bound }) =>
      bound.weights.map(({ name }) => ({ pass, stored: name })),
    ),
  );
  const problems: Problem[] = [...found.problems];
  const states = readStates(
    spec.initialState,
    plan,
    pass => stateShapes(cells.get(pass)),
    input.value.batch,
    problems,
  );
  const parameters = new Map(
    [...cells].flatMap(([pass, cell]) => {
      const result = parametersFor(cell, found);
      if (result.ok) return [[pass, result.value] as const];
      problems.push(...result.problems);
      return [];
    }),
  );
  if (problems.length > 0) return { ok: false, problems: once(problems) };
  const runs: PassRun[] = [];
  let sequences = input.value;
  let parts: readonly Sequences[] = [];
  for (const layer of plan.layers) {
    const outputs: Sequences[] = [];
    for (const pass of layer) {
      const cell = cells.get(pass);
      const own = parameters.get(pass);
      if (!cell || !own) continue;
      const traces: Trace[] = [];
      for (let b = 0; b < sequences.batch; b++) {
        const traced = trace({
          bound: cell.bound,
          sizes: cell.sizes,
          parameters: own,
          x: sequenceOf(sequences, b, pass.isBackward),
          initialState: initialOf(states.get(pass), stateShapes(cell), b),
          precision,
        });
        if (!traced.ok) return traced;
        traces.push(traced.value);
      }
      const run = { sized: cell, traces, steps: sequences.steps };
      runs.push(run);
      outputs.push(outputOf(run));
    }
    parts = plan.merge === 'apart' ? outputs : [merged(outputs, plan.merge, precision)];
    sequences = parts[0] ?? sequences;
  }
  const last = plan.gives === 'last' ? [lastOutputs(runs, plan, precision)].flat() : undefined;
  const y = (last ?? parts).map(part => inOrder(part, plan, passes.at(-1), last !== undefined));
  return { ok: true, value: { runs, y, finals: runs.map(finalOf) } };
}

function wrong<T>(where: string, message: string): Result<T> {
  return { ok: false, problems: [{ where, message }] };
}

function once(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter((each, i) => problems.findIndex(({ message }) => message === each.message) === i);
}

function sizeAll(plan: SimulationPlan, input: readonly number[]): Result<ReadonlyMap<Pass, SizedCell>> {
  const cells = new Map<Pass, SizedCell>();
  let step = input;
  for (const layer of plan.layers) {
    const hidden: (readonly number[])[] = [];
    for (const pass of layer) {
      const sized = sizeCell(pass, step);
      if (!sized.ok) return sized;
      cells.set(pass, sized.value);
      hidden.push(sized.value.hidden);
    }
    const [first = []] = hidden;
    const isUniform = hidden.every(shape => shapeText(shape) === shapeText(first));
    if (!isUniform && plan.merge !== 'concat' && plan.merge !== 'apart')
      return wrong(
        'code',
        `code: expected two directions of one size to be merged by ${plan.merge}, got ${hidden.map(shapeText).join(' and ')}.`,
      );
    const last =
      plan.merge === 'concat'
        ? hidden.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0)
        : (first.at(-1) ?? 0);
    step = [...first.slice(0, -1), last];
  }
  return { ok: true, value: cells };
}

function stateShapes(cell: SizedCell | undefined): readonly StateShape[] {
  return (cell?.bound.cell.states ?? []).map(({ symbol }) => ({
    letter: letterOfState(symbol),
    shape: (symbol === 'c_t' ? cell?.memory : cell?.hidden) ?? [],
  }));
}

const letterOfState = (symbol: string): string => symbol.replace(/_t$/, '');

/** (steps, numbers of a step), in the order in which it is read. */
function sequenceOf({ steps, step, data }: Sequences, batch: number, isBackward: boolean): Matrix {
  const size = product(step);
  const rows = Array.from({ length: steps }, (_, t) => {
    const start = (batch * steps + (isBackward ? steps - 1 - t : t)) * size;
    return Array.from(data.subarray(start, start + size));
  });
  return fromRows(rows);
}

function initialOf(
  states: InitialState,
  shapes: readonly StateShape[],
  batch: number,
): ReadonlyMap<string, Matrix> {
  return new Map(
    shapes.flatMap(({ letter, shape }): [string, Matrix][] => {
      const numbers = states?.get(letter);
      const size = product(shape);
      return numbers
        ? [[`${letter}_prev`, columnVector(numbers.slice(batch * size, (batch + 1) * size))]]
        : [];
    }),
  );
}

/** The numbers of a symbol in all sequences: (batch, steps, size), in the order of processing. */
export function valuesOf({ traces, steps }: PassRun, symbol: string): Float64Array {
  const all = traces.flatMap(each =>
    Array.from({ length: steps }, (_, t) => each.at(t).value(symbol)?.data ?? []),
  );
  const data = new Float64Array(all.reduce((sum, part) => sum + part.length, 0));
  let next = 0;
  for (const part of all) for (let i = 0; i < part.length; i++) data[next++] = part[i] ?? Number.NaN;
  return data;
}

function outputOf(run: PassRun): Sequences {
  const { pass, hidden } = run.sized;
  const { steps, traces } = run;
  const data = valuesOf(run, 'h_t');
  return {
    batch: traces.length,
    steps,
    step: hidden,
    data: pass.isTurned ? turned(data, steps, product(hidden)) : data,
  };
}

function turned(data: Float64Array, steps: number, size: number): Float64Array {
  const out = new Float64Array(data.length);
  for (let row = 0; row < data.length / size; row++) {
    const [batch, time] = [Math.floor(row / steps), row % steps];
    out.set(data.subarray(row * size, (row + 1) * size), (batch * steps + steps - 1 - time) * size);
  }
  return out;
}

/** What each pass of the last layer gave last, merged: of a backward pass that is after the first input. */
function lastOutputs(
  runs: readonly PassRun[],
  plan: SimulationPlan,
  precision: Precision,
): readonly Sequences[] {
  const own = runs.slice(-(plan.layers.at(-1)?.length ?? 1));
  const parts = own.map(({ traces, sized, steps }): Sequences => {
    const rows = traces.flatMap(each => Array.from(each.at(steps - 1).value('h_t')?.data ?? []));
    return { batch: traces.length, steps: 1, step: sized.hidden, data: Float64Array.from(rows) };
  });
  return plan.merge === 'apart' ? parts : [merged(parts, plan.merge, precision)];
}

function merged(parts: readonly Sequences[], merge: Merge, precision: Precision): Sequences {
  const [first, ...others] = parts;
  if (!first || others.length === 0)
    return first ?? { batch: 0, steps: 0, step: [], data: new Float64Array(0) };
  if (merge === 'concat') return concatenated(parts, first);
  const round = precision === 'float32' ? Math.fround : (x: number) => x;
  const data = first.data.map((value, i) => {
    const all = others.reduce(
      (sum, { data: other }) => round(merge === 'mul' ? sum * (other[i] ?? 0) : sum + (other[i] ?? 0)),
      value,
    );
    return merge === 'ave' ? round(all / parts.length) : all;
  });
  return { ...first, data };
}

function concatenated(parts: readonly Sequences[], first: Sequences): Sequences {
  const widths = parts.map(({ step }) => step.at(-1) ?? 0);
  const width = widths.reduce((a, b) => a + b, 0);
  const rows = first.data.length / (widths[0] ?? 1);
  const data = new Float64Array(rows * width);
  let start = 0;
  for (const [i, part] of parts.entries()) {
    const own = widths[i] ?? 0;
    for (let row = 0; row < rows; row++)
      data.set(part.data.subarray(row * own, (row + 1) * own), row * width + start);
    start += own;
  }
  return { ...first, step: [...first.step.slice(0, -1), width], data };
}

/** With the framework's order of axes. */
function inOrder(part: Sequences, plan: SimulationPlan, pass: Pass | undefined, isLast: boolean): Tensor {
  const channels = pass?.convolution?.isChannelsFirst === true;
  const { batch, steps, step } = part;
  const data = channels ? channelsFirst(part) : part.data;
  const own = channels ? [step.at(-1) ?? 0, ...step.slice(0, -1)] : step;
  if (isLast) return { shape: [batch, ...own], data };
  if (plan.yOrder === 'batch-first') return { shape: [batch, steps, ...own], data };
  if (plan.yOrder === 'time-first')
    return { shape: [steps, batch, ...own], data: timeFirst(data, batch, steps, product(own)) };
  const directions = plan.layers.at(-1)?.length ?? 1;
  const units = (own[0] ?? 0) / directions;
  const shape = [batch, steps, directions, units];
  return { shape: [steps, directions, batch, units], data: permuted({ shape, data }, [1, 2, 0, 3]) };
}

function timeFirst(data: Float64Array, batch: number, steps: number, size: number): Float64Array {
  return permuted({ shape: [batch, steps, size], data }, [1, 0, 2]);
}

function channelsFirst({ batch, steps, step, data }: Sequences): Float64Array {
  const places = product(step.slice(0, -1));
  return permuted({ shape: [batch * steps, places, step.at(-1) ?? 0], data }, [0, 2, 1]);
}

/** A symbol's numbers at every step: (steps, batch, ...), in the order of processing. */
export function stepsOf(run: PassRun, symbol: string, shape: readonly number[]): Tensor {
  const { traces, steps } = run;
  const data = timeFirst(valuesOf(run, symbol), traces.length, steps, product(shape));
  return imageOrder(run, { shape: [steps, traces.length, ...shape], data });
}

/** Images of a layer with channels first are written so. */
function imageOrder({ sized }: PassRun, tensor: Tensor): Tensor {
  const { convolution } = sized.pass;
  if (!convolution?.isChannelsFirst) return tensor;
  const rank = tensor.shape.length;
  const first = rank - convolution.window.length - 1;
  const order = [
    ...Array.from({ length: first }, (_, axis) => axis),
    rank - 1,
    ...convolution.window.map((_, i) => first + i),
  ];
  return { shape: order.map(axis => tensor.shape[axis] ?? 0), data: permuted(tensor, order) };
}

function finalOf(run: PassRun): FinalState {
  const { sized, traces, steps } = run;
  const states = stateShapes(sized).map(({ letter, shape }) => {
    const rows = traces.flatMap(each => Array.from(each.at(steps - 1).value(`${letter}_t`)?.data ?? []));
    return {
      letter,
      tensor: imageOrder(run, { shape: [traces.length, ...shape], data: Float64Array.from(rows) }),
    };
  });
  return { pass: sized.pass, states };
}

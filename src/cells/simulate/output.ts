/** A simulation as JSON, in the form of its spec: nested lists under the names that recorded runs have. */
import { parametersOf } from '../bind.ts';
import { inputSymbol } from '../cell.ts';
import type { Precision } from '../matrix.ts';
import { compile } from '../program.ts';
import type { Problem } from '../result.ts';
import { equationLines } from '../step-equations.ts';
import type { Tensor } from '../weights.ts';
import { expressionText, symbolIn } from '../write.ts';
import { product } from './convolution.ts';
import { toNested } from './nested.ts';
import type { SimulationPlan } from './plan.ts';
import { keptNumbers, type PassRun, type Simulation, stepsOf } from './simulate.ts';
import { finalStates } from './states.ts';

/** Numbers that a written trace may have. */
const MOST_NUMBERS = 5_000_000;

/** h and c are (steps, batch, units) in the order of processing; of several passes they stand in `passes`, by label. */
export function simulationJson(
  { runs, y, finals }: Simulation,
  plan: SimulationPlan,
  options: { readonly precision: Precision; readonly isTraced: boolean },
): Readonly<Record<string, unknown>> {
  const write = writer(options.precision);
  const nested = ({ shape, data }: Tensor) => toNested(shape, data, write);
  const [only, ...others] = runs;
  const [first, second] = y;
  return {
    ...(only && others.length === 0
      ? statesOf(only, nested)
      : { passes: runs.map(run => ({ pass: run.sized.pass.label, ...statesOf(run, nested) })) }),
    y: second && first ? [nested(first), nested(second)] : first && nested(first),
    final_state: finalStates(finals, plan.states, nested),
    ...(options.isTraced && { trace: runs.map(run => traceOf(run, nested)) }),
  };
}

/** Why a trace cannot be written: it would be too long. */
export function traceFault({ runs }: Simulation): Problem | undefined {
  const count = runs.reduce(
    (sum, { sized, steps, traces }) => sum + keptNumbers(sized) * steps * traces.length,
    0,
  );
  return count <= MOST_NUMBERS
    ? undefined
    : {
        where: 'trace',
        message: `trace: expected at most ${MOST_NUMBERS} numbers, got ${count}; take fewer steps, sequences or units.`,
      };
}

function statesOf(run: PassRun, nested: (tensor: Tensor) => unknown): Readonly<Record<string, unknown>> {
  const { bound, hidden, memory } = run.sized;
  return Object.fromEntries(
    bound.cell.states.map(({ symbol }) => [
      symbol.replace(/_t$/, ''),
      nested(stepsOf(run, symbol, symbol === 'c_t' ? memory : hidden)),
    ]),
  );
}

/** Each operation of each step under what it computes, as the layout writes it: `W_fᵀ x_t`, `f_t`. Values are (batch, ...). */
function traceOf(run: PassRun, nested: (tensor: Tensor) => unknown): Readonly<Record<string, unknown>> {
  const { bound, pass, input, hidden, memory } = run.sized;
  const program = compile(bound);
  const shapes = new Map([
    [inputSymbol, input],
    ['h_t', hidden],
    ['h_prev', hidden],
  ]);
  const read = [inputSymbol, ...bound.cell.states.map(({ previous }) => previous)];
  const steps = Array.from({ length: run.steps }, (_, t) => {
    const values = run.traces.map(each => each.at(t));
    const write = (parts: readonly (ArrayLike<number> | undefined)[], shape: readonly number[]) => {
      const data = Float64Array.from(parts.flatMap(part => Array.from(part ?? [])));
      const size = product(shape);
      const own = data.length === size * parts.length ? shape : [data.length / parts.length];
      return nested({ shape: [parts.length, ...own], data });
    };
    const entries = read.map(symbol => {
      const parts = values.map(each => each.value(symbol)?.data);
      return [symbolIn(bound, symbol), write(parts, shapes.get(symbol) ?? memory)] as const;
    });
    const computed = program.operations.map(({ index, target, final, node }) => {
      const parts = values.map(each => each.results[index]?.data);
      const name = final ? symbolIn(bound, target) : expressionText(node, bound);
      return [name, write(parts, final ? (shapes.get(target) ?? memory) : memory)] as const;
    });
    return Object.fromEntries([...entries, ...computed]);
  });
  return {
    pass: pass.label,
    equations: equationLines(bound),
    ...(!pass.convolution && { parameters: parametersIn(run, nested) }),
    steps,
  };
}

function parametersIn(run: PassRun, nested: (tensor: Tensor) => unknown): Readonly<Record<string, unknown>> {
  const { bound } = run.sized;
  const [first] = run.traces;
  return Object.fromEntries(
    parametersOf(bound).flatMap(({ symbol }) => {
      const matrix = first?.at(0).value(symbol);
      if (!matrix) return [];
      const shape =
        matrix.columns === 1 && !/^[WUR]/.test(symbol) ? [matrix.rows] : [matrix.rows, matrix.columns];
      return [[symbolIn(bound, symbol), nested({ shape, data: matrix.data })]];
    }),
  );
}

/** A number of float32 with as few digits as tell it from its neighbours, as frameworks print it. */
function writer(precision: Precision): (value: number) => number {
  if (precision === 'float64') return value => value;
  return value => {
    for (let digits = 6; digits < 9; digits++) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === Math.fround(value)) return short;
    }
    return Number(value.toPrecision(9));
  };
}

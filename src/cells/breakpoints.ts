/** Where a run stops: at numbers that are none, at gates that can hardly move any more, and where a condition holds. */
import { isGateActivation } from './activations.ts';
import { type StepExpression, valueInStep } from './conditions/index.ts';
import type { Matrix } from './matrix.ts';
import { numberText } from './number-text.ts';
import type { Operand, Operation } from './program.ts';
import { placeOf, positionOf, type Walk } from './steps.ts';
import { operandView, type StepValues, type Trace } from './trace.ts';
import { expressionText, symbolIn } from './write.ts';

export interface Breakpoints {
  readonly nan: boolean;
  readonly infinite: boolean;
  readonly saturated: boolean;
  readonly conditions: readonly StepExpression[];
}

export interface Stop {
  readonly position: number;
  /** The row of the result that it is about. */
  readonly row: number;
  /** `f_t[2] = 0.998: the gate is saturated` */
  readonly why: string;
}

export type SearchResult =
  | { readonly kind: 'stop'; readonly stop: Stop }
  /** Time is up; to be continued from there. */
  | { readonly kind: 'pause'; readonly at: number }
  /** There is none until the end (or, backwards, the start). */
  | { readonly kind: 'end' };

/** A gate this near to 0 or 1, or a tanh this near to ±1, has next to no slope left. */
const nearEnd = 0.01;

/** The next stop after a position (or, backwards, before it), operation by operation. `isTime` is asked after each whether to pause. */
export function nextStop(
  trace: Trace,
  walk: Walk,
  from: number,
  by: 1 | -1,
  breakpoints: Breakpoints,
  isTime: () => boolean = () => false,
): SearchResult {
  const count = walk.stretches.length;
  const place = placeOf(walk, from);
  // Inside of an operation, its own stop lies behind.
  const inside = place.element !== undefined && by < 0 ? 1 : 0;
  let index = place.time * count + place.operation + inside + by;
  for (; index >= 0 && index < count * walk.steps; index += by) {
    const time = Math.floor(index / count);
    const stop = stopAt(trace, walk, time, index - time * count, breakpoints);
    if (stop) return { kind: 'stop', stop };
    if (isTime()) return { kind: 'pause', at: positionOf(walk, { time, operation: index - time * count }) };
  }
  return { kind: 'end' };
}

/** What there is to stop for when an operation is done; undefined: nothing. */
export function stopAt(
  trace: Trace,
  walk: Walk,
  time: number,
  index: number,
  breakpoints: Breakpoints,
): Stop | undefined {
  const operation = trace.program.operations[index];
  const values = trace.at(time);
  const result = values.results[index];
  if (!operation || !result) return undefined;
  const position = positionOf(walk, { time, operation: index });
  const found =
    (breakpoints.nan && born(trace, operation, time, values, Number.isNaN)) ||
    (breakpoints.infinite && born(trace, operation, time, values, isInfinite)) ||
    (breakpoints.saturated && saturated(operation, result));
  if (found) return { position, row: found.row, why: whyText(trace, operation, result, found) };
  for (const condition of breakpoints.conditions) {
    if (condition.from !== index) continue;
    const value = valueInStep(condition, trace, time);
    const row = value.ok ? Array.from(value.value.data).findIndex(Boolean) : -1;
    if (value.ok && row >= 0) {
      const where = value.value.data.length > 1 ? ` in row ${row}` : '';
      const own = value.value.rows === result.rows ? row : 0;
      return { position, row: own, why: `${condition.text} holds${where} at t = ${time}` };
    }
  }
  return undefined;
}

interface Found {
  readonly row: number;
  readonly what: string;
}

const isInfinite = (value: number): boolean => Math.abs(value) === Number.POSITIVE_INFINITY;

/** A loop, as an array's own search takes forty times as long over typed numbers, and every number of every step is looked at. */
function firstRow({ data, columns }: Matrix, test: (value: number) => boolean): number {
  for (let index = 0; index < data.length; index++)
    if (test(data[index] ?? 0)) return Math.floor(index / columns);
  return -1;
}

/** Only where such a number comes into being: what is computed from it is not told again. */
function born(
  trace: Trace,
  operation: Operation,
  time: number,
  values: StepValues,
  test: (value: number) => boolean,
): Found | undefined {
  const result = values.results[operation.index];
  const row = result ? firstRow(result, test) : -1;
  if (row < 0) return undefined;
  const isInherited = operation.operands.some(
    operand =>
      isComputed(trace, operand, time) &&
      firstRow(operandView(operand, values).matrix, value => !Number.isFinite(value)) >= 0,
  );
  return isInherited ? undefined : { row, what: '' };
}

function isComputed({ program }: Trace, { source }: Operand, time: number): boolean {
  if (source.kind === 'result') return true;
  return (
    source.kind === 'symbol' &&
    time > 0 &&
    program.bound.cell.states.some(({ previous }) => previous === source.name)
  );
}

function saturated({ node }: Operation, result: Matrix): Found | undefined {
  if (node.kind !== 'apply') return undefined;
  const isGate = isGateActivation(node.activation);
  if (!isGate && node.activation !== 'tanh') return undefined;
  const row = firstRow(result, value =>
    isGate ? value < nearEnd || value > 1 - nearEnd : Math.abs(value) > 1 - nearEnd,
  );
  return row < 0 ? undefined : { row, what: `: ${isGate ? 'the gate' : 'the tanh'} is saturated` };
}

function whyText(
  { program: { bound } }: Trace,
  operation: Operation,
  result: Matrix,
  { row, what }: Found,
): string {
  const name = operation.final
    ? symbolIn(bound, operation.target)
    : `(${expressionText(operation.node, bound)})`;
  return `${name}[${row}] = ${numberText(result.data[row * result.columns] ?? Number.NaN, 3)}${what}`;
}

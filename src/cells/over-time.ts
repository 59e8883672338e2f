/** One unit over time: its gates, its other lines, and what is left of its first memory. */
import { isGateActivation } from './activations.ts';
import type { Expression } from './expression.ts';
import { at } from './matrix.ts';
import type { Trace } from './trace.ts';
import { symbolIn } from './write.ts';

export interface TimeLine {
  /** `f_t`, framework-neutral. */
  readonly symbol: string;
  /** As the layout writes it. */
  readonly text: string;
  /** 'forget gate' */
  readonly name: string;
  /** The operation that computes it. */
  readonly operation: number;
  /** One for each step that is computed. */
  readonly values: readonly number[];
}

export interface OverTime {
  /** Between 0 and 1. */
  readonly gates: readonly TimeLine[];
  /** Candidates and states, on both sides of zero. */
  readonly others: readonly TimeLine[];
  readonly kept: Kept | undefined;
}

/** How much of what the first step left in the memory is still there: the product of what each later step keeps of it. */
export interface Kept {
  /** What each step multiplies the memory with: `f_t`, `1 − z_t`. */
  readonly factor: string;
  /** The state that is the memory: `c_t`. */
  readonly memory: string;
  /** 1 at t = 0. */
  readonly values: readonly number[];
}

interface Known {
  readonly unit: number;
  readonly computed: number;
  readonly value: OverTime;
}

/** The last one of each trace: while one steps, neither unit nor numbers change. */
const known = new WeakMap<Trace, Known>();

/** Of the steps that are computed already. A line that has fewer rows than there are units ends with its last. */
export function overTime(trace: Trace, unit: number): OverTime {
  const last = known.get(trace);
  const computed = trace.computed();
  if (last && last.unit === unit && last.computed === computed) return last.value;
  const value = made(trace, unit);
  known.set(trace, { unit, computed, value });
  return value;
}

function made(trace: Trace, unit: number): OverTime {
  const { bound, operations, resultOf } = trace.program;
  const lines = bound.equations.map(({ target, expression }) => {
    const line: TimeLine = {
      symbol: target,
      text: symbolIn(bound, target),
      name: bound.cell.lines.find(each => each.target === target)?.name ?? target,
      operation: resultOf.get(target) ?? operations.length - 1,
      values: valuesOf(trace, target, unit),
    };
    return { line, isGate: liesBetween(expression) };
  });
  return {
    gates: lines.flatMap(({ line, isGate }) => (isGate ? [line] : [])),
    others: lines.flatMap(({ line, isGate }) => (isGate ? [] : [line])),
    kept: keptOf(trace, unit),
  };
}

function valuesOf(trace: Trace, symbol: string, unit: number): readonly number[] {
  return Array.from({ length: trace.computed() }, (_, time) => {
    const matrix = trace.at(time).value(symbol);
    return matrix ? at(matrix, Math.min(unit, matrix.rows - 1), 0) : Number.NaN;
  });
}

/** A logistic function, or what another gate leaves of 1. */
function liesBetween(expression: Expression): boolean {
  return expression.kind === 'apply' ? isGateActivation(expression.activation) : isRest(expression);
}

/** `1 - z_t` */
function isRest(node: Expression): boolean {
  if (node.kind !== 'operation' || node.operator !== 'subtract') return false;
  const [first, second] = node.operands;
  return first?.kind === 'number' && first.value === 1 && second?.kind === 'symbol';
}

function keptOf(trace: Trace, unit: number): Kept | undefined {
  const { bound } = trace.program;
  const memory = bound.cell.states.at(-1);
  const equation = bound.equations.find(({ target }) => target === memory?.symbol);
  const factor = equation && memory && factorOf(equation.expression, memory.previous);
  if (!factor || !memory) return undefined;
  const gate = valuesOf(trace, factor.symbol, unit);
  let left = 1;
  const values = gate.map((value, time) => {
    if (time > 0) left *= factor.isRest ? 1 - value : value;
    return left;
  });
  const text = symbolIn(bound, factor.symbol);
  return { factor: factor.isRest ? `1 − ${text}` : text, memory: symbolIn(bound, memory.symbol), values };
}

/** What the state before is multiplied with, element by element, in a sum. */
function factorOf(
  node: Expression,
  previous: string,
): { readonly symbol: string; readonly isRest: boolean } | undefined {
  if (node.kind !== 'operation' || node.operator !== 'add') return undefined;
  for (const term of node.operands) {
    if (term.kind !== 'operation' || term.operator !== 'hadamard') continue;
    const isPrevious = (each: Expression): boolean => each.kind === 'symbol' && each.name === previous;
    const other = term.operands.find(each => !isPrevious(each));
    if (!other || !term.operands.some(isPrevious)) continue;
    if (other.kind === 'symbol') return { symbol: other.name, isRest: false };
    const [, rest] = other.kind === 'operation' ? other.operands : [];
    if (isRest(other) && rest?.kind === 'symbol') return { symbol: rest.name, isRest: true };
  }
  return undefined;
}

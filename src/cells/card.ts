/**
 * Where a number of a trace comes from: the terms of its sum with the place of every factor, so that each can be asked in turn, back to the inputs,
 * weights and initial states.
 */
import { at, viewAt, viewShape } from './matrix.ts';
import type { Operand, Operation } from './program.ts';
import type { Place } from './steps.ts';
import { operandElement, operandView, type StepValues, type Trace } from './trace.ts';
import { activationText, isLying, stepText, symbolIn } from './write.ts';

/** A number that an operation computed. */
export interface ResultSource {
  readonly kind: 'result';
  readonly time: number;
  readonly operation: number;
  readonly row: number;
  readonly column: number;
}

/** A number that was given: of a parameter (row and column as stored), of the input of a step, or of an initial state. */
export interface GivenSource {
  readonly kind: 'given';
  readonly time: number;
  readonly symbol: string;
  readonly row: number;
  readonly column: number;
}

export type Source = ResultSource | GivenSource;

export interface Factor {
  readonly value: number;
  /** As the formula has it: `W_fᵀ[2, 0]`, `h_{t-1}[3]`. */
  readonly name: string;
  /** undefined: a constant of the formula. */
  readonly source: Source | undefined;
}

/** A product of numbers that is added, or subtracted. */
export interface Term {
  readonly factors: readonly Factor[];
  readonly subtracted: boolean;
}

export interface Card {
  readonly source: ResultSource;
  /** What the number is: `f_t[2]`, `(W_fᵀ x_t)[2]`. */
  readonly subject: string;
  readonly value: number;
  /** What is summed up, in the order of the formula. Empty where an activation of something known is all. */
  readonly terms: readonly Term[];
  /** What the activation is applied to, after the sum. */
  readonly applied:
    | {
        readonly activation: string;
        /** As the formula writes it: `σ`. */
        readonly written: string;
        readonly to: Factor;
        readonly units: number;
      }
    | undefined;
}

/** The last one of each trace: one number is looked at from many sides. */
const known = new WeakMap<Trace, Card>();

/** Fails (undefined) on an operation or element that does not exist. */
export function cardOf(trace: Trace, source: ResultSource): Card | undefined {
  const last = known.get(trace);
  if (last && isSame(last.source, source)) return last;
  const card = made(trace, source);
  if (card) known.set(trace, card);
  return card;
}

function isSame(a: ResultSource, b: ResultSource): boolean {
  return a.time === b.time && a.operation === b.operation && a.row === b.row && a.column === b.column;
}

function made(trace: Trace, source: ResultSource): Card | undefined {
  const operation = trace.program.operations[source.operation];
  const values = trace.at(source.time);
  const result = values.results[source.operation];
  if (!operation || !result || source.row >= result.rows || source.column >= result.columns) return undefined;
  const scene: Scene = { trace, values, time: source.time, row: source.row, column: source.column };
  const { node, operands } = operation;
  const card = { source, subject: subjectOf(scene, operation), value: at(result, source.row, source.column) };
  if (node.kind !== 'apply') return { ...card, terms: termsOf(scene, operation), applied: undefined };
  const [operand] = operands;
  const earlier = operand && sameLine(trace, operation, operand);
  return {
    ...card,
    terms: earlier ? termsOf(scene, earlier) : [],
    applied: operand && {
      activation: node.activation,
      written: activationText(node.activation, trace.program.bound),
      to: factorOf(scene, operand),
      units: result.rows,
    },
  };
}

/** The terms of one operation alone, each as one step adds it: a summand that is itself a sum of products is one number. */
export function ownTerms(trace: Trace, { time, operation: index, element = 0 }: Place): readonly Term[] {
  const operation = trace.program.operations[index];
  const values = trace.at(time);
  const columns = values.results[index]?.columns ?? 1;
  if (!operation) return [];
  const row = Math.floor(element / columns);
  const scene: Scene = { trace, values, time, row, column: element - row * columns };
  const { node, operands } = operation;
  if (node.kind === 'apply') return operands.map(operand => term([factorOf(scene, operand)]));
  if (node.operator === 'multiply') return productTerms(scene, operation);
  if (node.operator === 'hadamard') return [term(operands.map(operand => factorOf(scene, operand)))];
  return summands(scene, operation);
}

interface Scene {
  readonly trace: Trace;
  readonly values: StepValues;
  readonly time: number;
  readonly row: number;
  readonly column: number;
}

function subjectOf({ trace, row, column }: Scene, operation: Operation): string {
  const { bound } = trace.program;
  if (operation.final) return symbolIn(bound, operation.target) + indexText(row, column);
  return `(${stepText(operation.node, bound)})${indexText(row, column)}`;
}

function indexText(row: number, column: number): string {
  return column === 0 ? `[${row}]` : `[${row}, ${column}]`;
}

/** The operation of the same line that computed an operand. */
function sameLine(
  trace: Trace,
  operation: Operation,
  { source, transposed }: Operand,
): Operation | undefined {
  if (source.kind !== 'result' || transposed) return undefined;
  const earlier = trace.program.operations[source.operation];
  return earlier?.target === operation.target ? earlier : undefined;
}

function termsOf(scene: Scene, operation: Operation): readonly Term[] {
  const { node, operands } = operation;
  if (node.kind === 'apply') return [term([ownFactor(scene, operation)])];
  if (node.operator === 'multiply') return productTerms(scene, operation);
  if (node.operator === 'hadamard') return [term(operands.map(operand => factorOf(scene, operand)))];
  return summands(scene, operation).flatMap((summand, index): readonly Term[] => {
    const operand = operands[index];
    const earlier = node.operator === 'add' && operand && sameLine(scene.trace, operation, operand);
    const product =
      earlier &&
      earlier.node.kind === 'operation' &&
      ['multiply', 'hadamard'].includes(earlier.node.operator);
    return product ? termsOf(scene, earlier) : [summand];
  });
}

function summands(scene: Scene, { node, operands }: Operation): readonly Term[] {
  const subtracts = node.kind === 'operation' && node.operator === 'subtract';
  return operands.map((operand, index) => ({
    factors: [factorOf(scene, operand)],
    subtracted: subtracts && index > 0,
  }));
}

function term(factors: readonly Factor[]): Term {
  return { factors, subtracted: false };
}

/** The result of an operation as a factor of another sum. */
function ownFactor(scene: Scene, operation: Operation): Factor {
  const { values, time, row, column } = scene;
  const result = values.results[operation.index];
  return {
    value: result ? at(result, row, column) : Number.NaN,
    name: subjectOf(scene, operation),
    source: { kind: 'result', time, operation: operation.index, row, column },
  };
}

/** The element of an operand that meets the element of the scene. */
function factorOf(scene: Scene, operand: Operand): Factor {
  const view = operandView(operand, scene.values);
  const single = view.matrix.rows * view.matrix.columns === 1;
  const [row, column] = single ? [0, 0] : [scene.row, scene.column];
  return factorsOf(scene, operand)(row, column, operandElement(view, scene.row, scene.column));
}

function productTerms(scene: Scene, { operands: [left, right] }: Operation): readonly Term[] {
  if (!left || !right) return [];
  const a = operandView(left, scene.values);
  const b = operandView(right, scene.values);
  const [, inner] = viewShape(a);
  const lies = isLying(scene.trace.program.bound);
  const [weightAt, stateAt] = [factorsOf(scene, left), factorsOf(scene, right)];
  return Array.from({ length: inner }, (_, k) => {
    const weight = weightAt(scene.row, k, viewAt(a, scene.row, k));
    const state = stateAt(k, scene.column, viewAt(b, k, scene.column));
    return term(lies ? [state, weight] : [weight, state]);
  });
}

/** The factors of an operand, by place and value; what they are called is found out once for all of them. */
function factorsOf(
  { trace, values, time }: Scene,
  operand: Operand,
): (row: number, column: number, value: number) => Factor {
  const { bound } = trace.program;
  const written = stepText(operand.expression, bound);
  const isVector = viewShape(operandView(operand, values))[1] === 1;
  const base = operand.expression.kind === 'operation' && /[ ()]/.test(written) ? `(${written})` : written;
  const lies = isLying(bound);
  return (row, column, value) => {
    const source = sourceOf(trace, operand, time, row, column);
    const place = lies ? `${column}, ${row}` : `${row}, ${column}`;
    return { value, name: source ? `${base}[${isVector ? row : place}]` : base, source };
  };
}

/** Where element [row, column] of an operand, as the formula reads it, was computed or given. */
export function sourceOf(
  trace: Trace,
  { source, transposed }: Operand,
  time: number,
  row: number,
  column: number,
): Source | undefined {
  if (source.kind === 'number') return undefined;
  const place = transposed ? { row: column, column: row } : { row, column };
  if (source.kind === 'result') return { kind: 'result', time, operation: source.operation, ...place };
  return symbolSource(trace, source.name, time, place.row, place.column);
}

/** Where a symbol's number in a time step was computed or given: a state before the step is the result of the step before. */
export function symbolSource(
  trace: Trace,
  symbol: string,
  time: number,
  row: number,
  column = 0,
): Source | undefined {
  const { program } = trace;
  const place = { row, column };
  const own = program.resultOf.get(symbol);
  if (own !== undefined) return { kind: 'result', time, operation: own, ...place };
  const state = program.bound.cell.states.find(({ previous }) => previous === symbol);
  const before = state && time > 0 ? program.resultOf.get(state.symbol) : undefined;
  if (before !== undefined) return { kind: 'result', time: time - 1, operation: before, ...place };
  return { kind: 'given', time, symbol, ...place };
}

/** The number itself. */
export function numberAt(trace: Trace, source: Source): number {
  const values = trace.at(source.time);
  const matrix = source.kind === 'result' ? values.results[source.operation] : values.value(source.symbol);
  return matrix ? at(matrix, source.row, source.column) : Number.NaN;
}

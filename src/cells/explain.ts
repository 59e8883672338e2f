/** One number of a trace, written out: `0.50·1.20 + (−0.30)·0.70 + 0.10 = 0.49 → σ(0.49) = 0.62`. */
import { scalarActivation, writtenActivation } from './activations.ts';
import { at, viewAt, viewShape } from './matrix.ts';
import { factorText, minus, numberText } from './number-text.ts';
import type { Operand, Operation } from './program.ts';
import type { Place } from './steps.ts';
import { operandElement, operandView, type StepValues, type Trace } from './trace.ts';
import { expressionText, symbolIn } from './write.ts';

export interface ExplainOptions {
  /** Decimals of every number. */
  readonly digits: number;
  /** Terms written out before the middle of a sum is folded; at least 4. */
  readonly most: number;
}

export interface Explanation {
  /** What the number is: `f_t[2]`, `(W_fᵀ x_t)[2]`. */
  readonly subject: string;
  /** The sum written out, up to and with the result. */
  readonly text: string;
  readonly value: number;
}

/** A product of numbers that is added, or subtracted. */
interface Term {
  readonly factors: readonly number[];
  readonly subtracted: boolean;
}

const defaults: ExplainOptions = { digits: 2, most: 12 };

/** Writes out element [row, column] of the result at a place of the trace. */
export function explain(
  trace: Trace,
  place: Place,
  row: number,
  column = 0,
  options = defaults,
): Explanation {
  const values = trace.at(place.time);
  const operation = trace.program.operations[place.operation];
  if (!operation) return { subject: '', text: '', value: Number.NaN };
  const result = values.results[place.operation];
  const value = result ? at(result, row, column) : Number.NaN;
  const element = { row, column };
  return {
    subject: subjectOf(trace, operation, element),
    text: textOf(trace, operation, values, element, value, options),
    value,
  };
}

interface Element {
  readonly row: number;
  readonly column: number;
}

function subjectOf({ program: { bound } }: Trace, operation: Operation, { row, column }: Element): string {
  const index = column === 0 ? `[${row}]` : `[${row}, ${column}]`;
  if (operation.final) return symbolIn(bound, operation.target) + index;
  return `(${expressionText(operation.node, bound)})${index}`;
}

function textOf(
  trace: Trace,
  operation: Operation,
  values: StepValues,
  element: Element,
  value: number,
  options: ExplainOptions,
): string {
  const result = numberText(value, options.digits);
  if (operation.node.kind !== 'apply')
    return `${sumText(termsOf(trace, operation, values, element), options)} = ${result}`;
  const [operand] = operation.operands;
  if (!operand) return result;
  const inner = numberText(
    operandElement(operandView(operand, values), element.row, element.column),
    options.digits,
  );
  const last = applied(operation.node.activation, inner, result, values.results[operation.index]?.rows ?? 0);
  const earlier = sameLine(trace, operation, operand);
  if (!earlier) return last;
  return `${sumText(termsOf(trace, earlier, values, element), options)} = ${inner} → ${last}`;
}

function applied(activation: string, inner: string, result: string, units: number): string {
  const name = writtenActivation(activation);
  if (!scalarActivation(activation)) return `${name} of ${inner} among all ${units} = ${result}`;
  return `${name}(${inner}) = ${result}`;
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

function termsOf(trace: Trace, operation: Operation, values: StepValues, element: Element): readonly Term[] {
  const { node, operands } = operation;
  if (node.kind === 'apply')
    return [term([at(values.results[operation.index] ?? empty, element.row, element.column)])];
  if (node.operator === 'multiply') return productTerms(operation, values, element);
  const numbers = operands.map(operand =>
    operandElement(operandView(operand, values), element.row, element.column),
  );
  if (node.operator === 'hadamard') return [term(numbers)];
  return operands.flatMap((operand, index): readonly Term[] => {
    const earlier = node.operator === 'add' ? sameLine(trace, operation, operand) : undefined;
    const product =
      earlier?.node.kind === 'operation' && ['multiply', 'hadamard'].includes(earlier.node.operator);
    if (earlier && product) return termsOf(trace, earlier, values, element);
    return [
      { factors: [numbers[index] ?? Number.NaN], subtracted: node.operator === 'subtract' && index > 0 },
    ];
  });
}

const empty = { rows: 0, columns: 0, data: [] };

function term(factors: readonly number[]): Term {
  return { factors, subtracted: false };
}

function productTerms(
  { operands: [left, right] }: Operation,
  values: StepValues,
  { row, column }: Element,
): readonly Term[] {
  if (!left || !right) return [];
  const a = operandView(left, values);
  const b = operandView(right, values);
  const [, inner] = viewShape(a);
  return Array.from({ length: inner }, (_, k) => term([viewAt(a, row, k), viewAt(b, k, column)]));
}

function sumText(terms: readonly Term[], { digits, most }: ExplainOptions): string {
  const head = terms.length > most ? most - 3 : terms.length;
  const tail = terms.length > most ? terms.slice(-2) : [];
  const folded = terms.slice(head, terms.length - tail.length);
  const shown = terms.slice(0, head).map(each => termText(each, digits));
  if (folded.length > 0) shown.push(foldedText(folded, digits));
  shown.push(...tail.map(each => termText(each, digits)));
  return shown.reduce((text, each, index) => {
    const subtracted = terms[index]?.subtracted && folded.length === 0;
    return index === 0 ? each : `${text} ${subtracted ? minus : '+'} ${each}`;
  }, '');
}

function termText({ factors }: Term, digits: number): string {
  return factors.map(factor => factorText(factor, digits)).join('·');
}

/** `(0.33 from 1,012 more terms)` */
function foldedText(terms: readonly Term[], digits: number): string {
  const total = terms.reduce((sum, { factors }) => sum + factors.reduce((a, b) => a * b, 1), 0);
  return `(${numberText(total, digits)} from ${terms.length.toLocaleString('en')} more terms)`;
}

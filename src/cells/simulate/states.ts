/** States before the first step and after the last one, between the framework's form and one matrix (units, 1) a pass and sequence. */
import type { Problem } from '../result.ts';
import type { Tensor } from '../weights.ts';
import { product } from './convolution.ts';
import { readNested, shapeText } from './nested.ts';
import type { Pass, SimulationPlan } from './plan.ts';
import { isObject, own } from './spec.ts';

/** A state of one pass: its letter ('h', 'c') and the shape of one sequence's, channels last. */
export interface StateShape {
  readonly letter: string;
  readonly shape: readonly number[];
}

/** By letter, the numbers of all sequences one after the other; undefined: zeros. */
export type InitialState = ReadonlyMap<string, Float64Array> | undefined;

/**
 * The initial state of each pass. `given` has a list for each state, as the layer takes it: (batch, units) for one pass, one such list for each
 * pass for several; or an object for each pass by its label. Reports what does not fit.
 */
export function readStates(
  given: Readonly<Record<string, unknown>> | undefined,
  { layers }: SimulationPlan,
  shapesOf: (pass: Pass) => readonly StateShape[],
  batch: number,
  problems: Problem[],
): ReadonlyMap<Pass, InitialState> {
  const passes = layers.flat();
  if (!given) return new Map();
  const labels = passes.map(({ label }) => label);
  const isNamed = Object.keys(given).some(key => labels.includes(key));
  const letters = [...new Set(passes.flatMap(pass => shapesOf(pass).map(({ letter }) => letter)))];
  for (const key of Object.keys(given))
    if (!(isNamed ? labels : letters).includes(key))
      problems.push({
        where: 'initial_state',
        message: `initial_state: expected ${(isNamed ? labels : letters).join(', ')}, got "${key}".`,
      });
  return new Map(
    passes.map((pass, index) => [
      pass,
      new Map(
        shapesOf(pass).flatMap(({ letter, shape }): [string, Float64Array][] => {
          const where = `initial_state ${isNamed ? `${pass.label} ` : ''}${letter}`;
          const source = isNamed ? own(given, pass.label) : given;
          const value = isObject(source) ? own(source, letter) : undefined;
          const rank = shape.length + 1;
          const numbers = readState(value, { where, isNamed, index, count: passes.length, rank });
          if (typeof numbers === 'string') problems.push({ where, message: numbers });
          else if (shapeText(numbers.shape) !== shapeText([batch, ...shape]))
            problems.push({
              where,
              message: `${where}: expected ${shapeText([batch, ...shape])}, got ${shapeText(numbers.shape)}.`,
            });
          else return [[letter, Float64Array.from(numbers.data)]];
          return [];
        }),
      ),
    ]),
  );
}

interface Place {
  readonly where: string;
  /** The value is of this pass alone. */
  readonly isNamed: boolean;
  readonly index: number;
  readonly count: number;
  /** Axes of the state of one pass with its batch. */
  readonly rank: number;
}

function readState(value: unknown, { where, isNamed, index, count, rank }: Place): Tensor | string {
  if (value === undefined) return `${where}: expected a list of numbers, got nothing.`;
  const isStacked = depthOf(value) === rank + 1;
  if (isStacked && !isNamed && Array.isArray(value) && value.length !== count)
    return `${where}: expected ${count} states, one for each layer and direction, got ${value.length}.`;
  if (!isStacked && !isNamed && count > 1 && depthOf(value) === rank)
    return `${where}: expected a list of ${count}, one state for each layer and direction, got one state.`;
  const read = readNested(isStacked && !isNamed && Array.isArray(value) ? value[index] : value, where);
  return read.ok ? read.value : (read.problems[0]?.message ?? where);
}

function depthOf(value: unknown): number {
  return Array.isArray(value) ? 1 + depthOf(value[0]) : 0;
}

/** The states of all sequences after the last step, by letter. */
export interface FinalState {
  readonly pass: Pass;
  readonly states: readonly { readonly letter: string; readonly tensor: Tensor }[];
}

/** As the framework returns them; passes whose states differ in size stand by name. */
export function finalStates(
  finals: readonly FinalState[],
  form: SimulationPlan['states'],
  write: (tensor: Tensor) => unknown,
): Readonly<Record<string, unknown>> {
  const objectOf = ({ states }: FinalState) =>
    Object.fromEntries(states.map(({ letter, tensor }) => [letter, write(tensor)]));
  const [first] = finals;
  if (form === 'one' && first) return objectOf(first);
  const letters = first?.states.map(({ letter }) => letter) ?? [];
  const stacked = letters.map(letter => [letter, stack(finals, letter)] as const);
  if (form === 'named' || stacked.some(([, tensor]) => !tensor))
    return Object.fromEntries(finals.map(final => [final.pass.label, objectOf(final)]));
  return Object.fromEntries(stacked.map(([letter, tensor]) => [letter, tensor && write(tensor)]));
}

function stack(finals: readonly FinalState[], letter: string): Tensor | undefined {
  const tensors = finals.flatMap(({ states }) => states.find(state => state.letter === letter)?.tensor ?? []);
  const [first] = tensors;
  const isUniform = tensors.every(({ shape }) => shapeText(shape) === shapeText(first?.shape ?? []));
  if (!first || !isUniform || tensors.length !== finals.length) return undefined;
  const size = product(first.shape);
  const data = new Float64Array(size * tensors.length);
  for (const [i, tensor] of tensors.entries()) data.set(Array.from(tensor.data), i * size);
  return { shape: [tensors.length, ...first.shape], data };
}

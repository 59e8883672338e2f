/** What training data says of a network that reads numbers by time step. brain.js, src/recurrent/rnn-time-step.ts (setSize), src/lookup.ts (dataShape) */
import { type Dim, size } from '../../shapes/index.ts';
import { itemsOf, type Value } from '../parts.ts';

/** Values in one step of the inputs, and of the outputs; undefined: not known. */
export interface StepSizes {
  readonly input: Dim;
  readonly output: Dim;
}

const ONE = size(1);

function entry(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === 'dict' ? value.entries.value.known.get(key) : undefined;
}

const first = (value: Value | undefined): Value | undefined => (value ? itemsOf(value)?.[0] : undefined);

/** One number, or how many there are in a list of them; undefined for objects, whose keys are counted over all data. */
function width(step: Value | undefined): Dim | undefined {
  if (step?.kind === 'number') return ONE;
  const items = step && itemsOf(step);
  return items?.every(item => item.kind === 'number') ? size(items.length) : undefined;
}

/** The width of the first step: all others are taken to be like it. */
export function stepSizes(data: Value): StepSizes | undefined {
  const sample = first(data);
  if (!sample) return undefined;
  const [input, output] =
    sample.kind === 'dict'
      ? [width(first(entry(sample, 'input'))), width(first(entry(sample, 'output')))]
      : [width(first(sample)), width(first(sample))];
  return input && output ? { input, output } : undefined;
}

/** Steps that are lists of numbers: 'array,array,array,number'. */
export function isListOfSequencesOfLists(data: Value): boolean {
  return first(first(first(data)))?.kind === 'number';
}

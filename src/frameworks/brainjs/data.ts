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

/**
 * What is found going down the first items: numbers at once ('array,number'), in rows ('array,array,number') or in rows of rows; below `input` of
 * pairs the same. undefined: something else, or not known.
 */
export type DataKind = 'numbers' | 'rows' | 'sequences' | 'pairs-of-rows' | 'pairs-of-sequences';

export function kindOf(data: Value): DataKind | undefined {
  const sample = first(data);
  if (sample?.kind === 'number') return 'numbers';
  const isPair = sample?.kind === 'dict';
  const row = isPair ? first(entry(sample, 'input')) : first(sample);
  if (row?.kind === 'number') return isPair ? 'pairs-of-rows' : 'rows';
  if (first(row)?.kind === 'number') return isPair ? 'pairs-of-sequences' : 'sequences';
  return undefined;
}

/** Numbers in the first row of rows, which networks of more than one input take for one step. */
export function rowLength(data: Value): Dim | undefined {
  const items = itemsOf(first(data) ?? data);
  return items && size(items.length);
}

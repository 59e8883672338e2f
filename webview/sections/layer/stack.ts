/**
 * The cells that one layer is made of: PyTorch stacks layers (num_layers) and runs each in one direction or two, Keras' Bidirectional
 * runs two. The calculator walks through one of them at a time.
 *
 * Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html (the input of layer k > 0 is the output of the one below, both
 * directions side by side) and https://keras.io/api/layers/recurrent_layers/bidirectional/.
 */
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';

/** One cell of a layer. */
export interface Part {
  /** 0 reads the layer's own input. */
  readonly layer: number;
  /** Reads the sequence from its last step to its first. */
  readonly reverse: boolean;
}

export const firstPart: Part = { layer: 0, reverse: false };

/** More layers than this are not offered one by one: all above the first are alike. */
const mostLayers = 64;

/** How many layers there are to choose from; where the code leaves their number open, the first and one that stands on it. */
export function layerCount({ stack }: CalculatorSpec): number {
  if (!stack) return 1;
  return stack.layers === null ? 2 : Math.min(stack.layers, mostLayers);
}

export function hasDirections({ stack }: CalculatorSpec): boolean {
  return stack?.directions === 2;
}

export function isStacked(spec: CalculatorSpec): boolean {
  return layerCount(spec) > 1 || hasDirections(spec);
}

export function hasPart(spec: CalculatorSpec, { layer, reverse }: Part): boolean {
  return layer >= 0 && layer < layerCount(spec) && (!reverse || hasDirections(spec));
}

export function samePart(a: Part, b: Part): boolean {
  return a.layer === b.layer && a.reverse === b.reverse;
}

/** 'l1' or 'l0_reverse', as PyTorch ends the names of a cell's weights. */
export function partKey({ layer, reverse }: Part): string {
  return `l${layer}${reverse ? '_reverse' : ''}`;
}

export function partOfKey(key: unknown): Part | undefined {
  const found = typeof key === 'string' ? /^l(\d{1,2})(_reverse)?$/.exec(key) : null;
  return found ? { layer: Number(found[1]), reverse: found[2] !== undefined } : undefined;
}

/** What the cell reads at each step; null where the code leaves it open. */
export function featuresOf(spec: CalculatorSpec, { layer }: Part): number | null {
  return layer === 0 ? spec.inputSize : (spec.stack?.upperInputSize ?? null);
}

/** The example numbers of each cell are others; those of the first are what a layer of one cell has. */
export function seedOf(seed: number, { layer, reverse }: Part): number {
  return seed + 7919 * (2 * layer + (reverse ? 1 : 0));
}

/** The row of X that is read at a time step. */
export function rowRead({ reverse }: Part, steps: number, time: number): number {
  return reverse ? steps - 1 - time : time;
}

/** 'weight_ih_l0_reverse': the layers of PyTorch name their weights by cell, its cells and the other frameworks do not. */
export function storedName(spec: CalculatorSpec, part: Part, name: string): string {
  return spec.stack && spec.layoutName === 'torch' ? `${name}_${partKey(part)}` : name;
}

export function layerText(spec: CalculatorSpec, layer: number): string {
  const { layers = 1 } = spec.stack ?? {};
  if (layers === null) return layer === 0 ? 'layer 0' : 'layer 1 and above';
  return `layer ${layer} of ${layers}`;
}

export function directionText(reverse: boolean): string {
  return reverse ? 'backward' : 'forward';
}

/** What a person has to know: of how many cells this is one, and where its input comes from. */
export function partSentences(spec: CalculatorSpec, part: Part): readonly string[] {
  const { stack } = spec;
  if (!stack) return [];
  const sentences = [`${countText(spec)} The numbers below are of one: ${partText(spec, part)}.`];
  if (part.layer > 0)
    sentences.push(
      `Its input is what layer ${part.layer - 1} gives at each step${stack.directions === 2 ? ', both directions side by side' : ''}; the numbers of X here are examples.`,
    );
  if (part.reverse) sentences.push('It reads X from the last row to the first.');
  return sentences;
}

function countText(spec: CalculatorSpec): string {
  const { layers = 1, directions = 1 } = spec.stack ?? {};
  if (layers === null)
    return `The code does not say how many layers are stacked${directions === 2 ? ', each with two directions' : ''}.`;
  const stacked = layers > 1 ? `${layers} layers` : '';
  const both = directions === 2 ? '2 directions' : '';
  const product = [stacked, both].filter(Boolean).join(' × ');
  return `This layer is made of ${layers * directions} cells: ${product}.`;
}

function partText(spec: CalculatorSpec, { layer, reverse }: Part): string {
  const layers = layerCount(spec) > 1 ? [layer === 0 ? 'layer 0' : layerText(spec, layer)] : [];
  return [...layers, ...(hasDirections(spec) ? [directionText(reverse)] : [])].join(', ');
}

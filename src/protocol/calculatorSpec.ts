/** The layer that a calculator shows, and the check that lets only a well-formed one in. */
import { isNumber, isRecord, isShare, isSize, isText } from './checks.ts';

/** As the code says it; null is a size that the code leaves open. */
export interface CalculatorSpec {
  /** As people call it: 'Keras'. */
  readonly framework: string;
  /** The layer's class, or the name a person gave it: 'LSTM', 'encoder'. */
  readonly layer: string;
  /** 'lstm', 'gru', 'simple-rnn', or the name of another cell of src/cells: 'lstm-peephole'. */
  readonly cell: string;
  /** How the framework stores its weights: the name of a layout of src/cells/layouts. */
  readonly layoutName: string;
  readonly units: number | null;
  readonly inputSize: number | null;
  readonly steps: number | null;
  readonly activations: { readonly activation: string; readonly recurrentActivation: string };
  readonly biases: boolean;
  /** GRU: the reset gate is applied after the matrix product. */
  readonly resetAfter: boolean;
  /** Size of a projected hidden state; null where it is not projected. */
  readonly projection: number | null;
  /** The share of the state before that recurrent dropout drops in training; absent: none. */
  readonly recurrentDropout?: number;
  /** Added to the forget gate inside of the formula; absent: what the framework adds by itself. */
  readonly forgetBias?: number;
  /** Of a cell by hand: how many axes its vectors have, 1 as of `np.zeros(10)`, 2 as of a column; absent: not known. */
  readonly vectorAxes?: 1 | 2;
  /** Of a layer that can be made of several cells; absent for a single cell. */
  readonly stack?: Stack;
  readonly source?: SourcePlace;
}

/** Cells above each other and side by side in one layer: PyTorch's num_layers and bidirectional, Keras' Bidirectional. */
export interface Stack {
  /** null: the code leaves it open. */
  readonly layers: number | null;
  readonly directions: 1 | 2;
  /** Features that every layer but the first reads: directions * (projection or units). */
  readonly upperInputSize: number | null;
}

/** Where the layer stands. */
export interface SourcePlace {
  /** The file's name as shown: 'model.py'. */
  readonly label: string;
  /** One-based. */
  readonly line: number;
  readonly uri?: string;
}

/** The layer in a webview's saved state, for a panel that is brought back after a restart. */
export function readSavedSpec(state: unknown): CalculatorSpec | undefined {
  // As the code said it: what is shown may be another variant or storage of the layer.
  return isRecord(state) ? (readSpec(state.code) ?? readSpec(state.spec)) : undefined;
}

/** A specification with exactly the known fields, or undefined where one is missing or malformed. */
export function readSpec(value: unknown): CalculatorSpec | undefined {
  if (!isRecord(value) || !isRecord(value.activations)) return undefined;
  const { framework, layer, cell, layoutName, units, inputSize, steps, biases, resetAfter, projection } =
    value;
  const { activation, recurrentActivation } = value.activations;
  if (!isText(framework) || !isText(layer) || !isText(cell) || !isText(layoutName)) return undefined;
  if (!isSize(units) || !isSize(inputSize) || !isSize(steps) || !isSize(projection)) return undefined;
  if (!isText(activation) || !isText(recurrentActivation)) return undefined;
  if (typeof biases !== 'boolean' || typeof resetAfter !== 'boolean') return undefined;
  const source = value.source === undefined ? undefined : readPlace(value.source);
  if (value.source !== undefined && !source) return undefined;
  const stack = value.stack === undefined ? undefined : readStack(value.stack);
  if (value.stack !== undefined && !stack) return undefined;
  const { recurrentDropout, forgetBias, vectorAxes } = value;
  if (recurrentDropout !== undefined && !isShare(recurrentDropout)) return undefined;
  if (forgetBias !== undefined && !isNumber(forgetBias)) return undefined;
  if (vectorAxes !== undefined && vectorAxes !== 1 && vectorAxes !== 2) return undefined;
  const sizes = { units, inputSize, steps, projection };
  const activations = { activation, recurrentActivation };
  const spec = { framework, layer, cell, layoutName, ...sizes, activations, biases, resetAfter };
  const dropout = recurrentDropout === undefined ? undefined : { recurrentDropout };
  const bias = forgetBias === undefined ? undefined : { forgetBias };
  const vectors = vectorAxes === 1 || vectorAxes === 2 ? ({ vectorAxes } as const) : undefined;
  return { ...spec, ...dropout, ...bias, ...vectors, ...(stack && { stack }), ...(source && { source }) };
}

function readStack(value: unknown): Stack | undefined {
  if (!isRecord(value)) return undefined;
  const { layers, directions, upperInputSize } = value;
  if (!isSize(layers) || !isSize(upperInputSize) || (directions !== 1 && directions !== 2)) return undefined;
  return { layers, directions, upperInputSize };
}

export function readPlace(value: unknown): SourcePlace | undefined {
  if (!isRecord(value)) return undefined;
  const { label, line, uri } = value;
  if (!isText(label) || typeof line !== 'number' || !Number.isInteger(line) || line < 1) return undefined;
  if (uri !== undefined && !isText(uri)) return undefined;
  return uri === undefined ? { label, line } : { label, line, uri };
}

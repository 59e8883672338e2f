/**
 * The messages between the extension and the calculator's webview, and the checks that let only well-formed ones in: either side
 * ignores what it does not know.
 */
import {
  type FileLayer,
  readFileLayer,
  readWeightPart,
  readWeightPlace,
  type WeightPart,
  type WeightPlace,
} from './weights.ts';

/** The layer that a calculator shows, as the code says it; null is a size that the code leaves open. */
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

/** Extension to webview. */
export type ToCalculator =
  | {
      readonly type: 'load';
      readonly spec: CalculatorSpec;
      /** The name of a mistake of src/cells/mistakes, to be shown at once. */
      readonly mistake?: string;
    }
  /** A person chose a layer of a file of weights. */
  | { readonly type: 'weights'; readonly place: WeightPlace; readonly layer: FileLayer }
  /** The answer to `weightsWanted` begins. */
  | WeightsBegin
  | WeightPiece
  /** Why numbers that were asked for do not come. */
  | { readonly type: 'weightsFailed'; readonly place: WeightPlace; readonly reason: string }
  /** A state that was saved elsewhere, to take the place of the present one. */
  | { readonly type: 'restore'; readonly state: unknown };

export interface WeightsBegin {
  readonly type: 'weightsBegin';
  readonly place: WeightPlace;
  readonly part: WeightPart;
  readonly layer: FileLayer;
}

export interface WeightPiece {
  readonly type: 'weightPiece';
  readonly place: WeightPlace;
  readonly part: WeightPart;
  /** The layout's name of the weight, and its shape. */
  readonly weight: string;
  readonly shape: readonly number[];
  /** Where the piece lies, counted by rows. */
  readonly first: number;
  readonly data: Float32Array | Float64Array;
}

/** Webview to extension. */
export type FromCalculator =
  /** The webview listens and wants its `load`. */
  | { readonly type: 'ready' }
  | StateMessage
  | { readonly type: 'revealSource'; readonly place: SourcePlace }
  /** To the clipboard. */
  | { readonly type: 'copy'; readonly text: string }
  /** A person wants to choose a file of weights. */
  | { readonly type: 'openWeights' }
  /** The numbers of one cell. */
  | { readonly type: 'weightsWanted'; readonly place: WeightPlace; readonly part: WeightPart }
  | ExportMessage
  /** A link that brings this state back, to the clipboard. */
  | { readonly type: 'link'; readonly state: unknown }
  | { readonly type: 'error'; readonly message: string };

/** What the webview has put into its own saved state; `readSavedSpec` finds the layer in it. */
export interface StateMessage {
  readonly type: 'stateChanged';
  readonly state: unknown;
  /** There are numbers in it that a person has given. */
  readonly hasOwnNumbers: boolean;
}

/** What is to be saved as a file, or opened as a document. */
export interface ExportMessage {
  readonly type: 'export';
  readonly how: 'save' | 'open';
  /** A proposal, without a folder. */
  readonly fileName: string;
  /** VS Code's name of the text's language. */
  readonly language: string;
  readonly text: string;
  /** The text is the base64 of bytes. */
  readonly isBinary: boolean;
}

/** Characters of a message as JSON; more is not read. */
export const messageLimit = 1_000_000;

/** The largest sizes that a specification may have. */
export const sizeLimit = 1_000_000;

/** Characters of what is exported or copied. */
export const exportLimit = 200_000_000;

const textLimit = 1000;

/** A message to the webview, or undefined for anything else. */
export function readToCalculator(message: unknown): ToCalculator | undefined {
  if (!isRecord(message)) return undefined;
  if (message.type === 'weightPiece') return readPiece(message);
  if (tooLong(message)) return undefined;
  const place = readWeightPlace(message.place);
  switch (message.type) {
    case 'load':
      return readLoad(message);
    case 'weights': {
      const layer = readFileLayer(message.layer);
      return place && layer && { type: 'weights', place, layer };
    }
    case 'weightsBegin': {
      const [layer, part] = [readFileLayer(message.layer), readWeightPart(message.part)];
      return place && layer && part && { type: 'weightsBegin', place, part, layer };
    }
    case 'weightsFailed':
      return place && isText(message.reason)
        ? { type: 'weightsFailed', place, reason: message.reason }
        : undefined;
    case 'restore':
      return readSavedSpec(message.state) && { type: 'restore', state: message.state };
    default:
      return undefined;
  }
}

function readLoad(message: Readonly<Record<string, unknown>>): ToCalculator | undefined {
  const spec = readSpec(message.spec);
  if (!spec || (message.mistake !== undefined && !isText(message.mistake))) return undefined;
  return message.mistake === undefined
    ? { type: 'load', spec }
    : { type: 'load', spec, mistake: message.mistake };
}

/** As numbers, not as JSON: there are millions. */
function readPiece(message: Readonly<Record<string, unknown>>): WeightPiece | undefined {
  const [place, part] = [readWeightPlace(message.place), readWeightPart(message.part)];
  const { weight, shape, first, data } = message;
  if (!place || !part || !isText(weight) || !Array.isArray(shape) || shape.length > 8) return undefined;
  if (!shape.every(size => isSize(size) && size !== null)) return undefined;
  if (typeof first !== 'number' || !Number.isSafeInteger(first) || first < 0) return undefined;
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return undefined;
  return { type: 'weightPiece', place, part, weight, shape, first, data };
}

/** A message from the webview, or undefined for anything else. */
export function readFromCalculator(message: unknown): FromCalculator | undefined {
  if (!isRecord(message)) return undefined;
  if (message.type === 'export') return readExport(message);
  if (message.type === 'copy') return readCopy(message);
  if (tooLong(message)) return undefined;
  switch (message.type) {
    case 'ready':
      return { type: 'ready' };
    case 'stateChanged':
      return (
        readSavedSpec(message.state) && {
          type: 'stateChanged',
          state: message.state,
          hasOwnNumbers: message.hasOwnNumbers === true,
        }
      );
    case 'revealSource': {
      const place = readPlace(message.place);
      return place && { type: 'revealSource', place };
    }
    case 'openWeights':
      return { type: 'openWeights' };
    case 'weightsWanted': {
      const [place, part] = [readWeightPlace(message.place), readWeightPart(message.part)];
      return place && part && { type: 'weightsWanted', place, part };
    }
    case 'link':
      return readSavedSpec(message.state) && { type: 'link', state: message.state };
    case 'error':
      return isText(message.message) ? { type: 'error', message: message.message } : undefined;
    default:
      return undefined;
  }
}

function readCopy({ text }: Readonly<Record<string, unknown>>): FromCalculator | undefined {
  return typeof text === 'string' && text.length <= exportLimit ? { type: 'copy', text } : undefined;
}

function readExport(message: Readonly<Record<string, unknown>>): ExportMessage | undefined {
  const { how, fileName, language, text, isBinary } = message;
  if (how !== 'save' && how !== 'open') return undefined;
  if (!isText(fileName) || /[\\/:*?"<>|\p{C}]/u.test(fileName) || !isText(language)) return undefined;
  if (typeof text !== 'string' || text.length > exportLimit || typeof isBinary !== 'boolean')
    return undefined;
  return { type: 'export', how, fileName, language, text, isBinary };
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

function readPlace(value: unknown): SourcePlace | undefined {
  if (!isRecord(value)) return undefined;
  const { label, line, uri } = value;
  if (!isText(label) || typeof line !== 'number' || !Number.isInteger(line) || line < 1) return undefined;
  if (uri !== undefined && !isText(uri)) return undefined;
  return uri === undefined ? { label, line } : { label, line, uri };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= textLimit;
}

function isSize(value: unknown): value is number | null {
  return (
    value === null ||
    (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= sizeLimit)
  );
}

function isShare(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value < 1;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function tooLong(message: unknown): boolean {
  try {
    return JSON.stringify(message).length > messageLimit;
  } catch {
    // A cycle, or something else that cannot have been sent as a message.
    return true;
  }
}

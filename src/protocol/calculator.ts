/**
 * The messages between the extension and the calculator's webview, and the checks that let only well-formed ones in: either side
 * ignores what it does not know.
 */
import {
  type CalculatorSpec,
  readPlace,
  readSavedSpec,
  readSpec,
  type SourcePlace,
} from './calculatorSpec.ts';
import { isRecord, isSize, isText } from './checks.ts';
import {
  isKeptId,
  type KeepMessage,
  type KeptMessage,
  type KeptWanted,
  readKeptMatrix,
} from './keptNumbers.ts';
import {
  type FileLayer,
  readFileLayer,
  readWeightPart,
  readWeightPlace,
  type WeightPart,
  type WeightPlace,
} from './weights.ts';

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
  | KeptMessage
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
  | KeepMessage
  | KeptWanted
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

/** Characters of what is exported or copied. */
export const exportLimit = 200_000_000;

/** A message to the webview, or undefined for anything else. */
export function readToCalculator(message: unknown): ToCalculator | undefined {
  if (!isRecord(message)) return undefined;
  if (message.type === 'weightPiece') return readPiece(message);
  if (message.type === 'kept') {
    const { id, matrix } = message;
    return isKeptId(id) ? { type: 'kept', id, matrix: readKeptMatrix(matrix) } : undefined;
  }
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
  if (message.type === 'keep') {
    const matrix = readKeptMatrix(message.matrix);
    return matrix && isKeptId(message.id) ? { type: 'keep', id: message.id, matrix } : undefined;
  }
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
    case 'keptWanted':
      return isKeptId(message.id) ? { type: 'keptWanted', id: message.id } : undefined;
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

function tooLong(message: unknown): boolean {
  try {
    return JSON.stringify(message).length > messageLimit;
  } catch {
    // A cycle, or something else that cannot have been sent as a message.
    return true;
  }
}

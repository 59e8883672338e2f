/**
 * The requests between the editor and the language server that the language server protocol does not have.
 *
 * Names and shapes are public: editors other than VS Code may send them too. Additions only.
 */
import type { CalculatorSpec } from './calculatorSpec.ts';
import type { InterpreterParams } from './interpreter.ts';
import type { Settings } from './settings.ts';
import type {
  WeightLayersParams,
  WeightLayersResult,
  WeightValuesParams,
  WeightValuesResult,
} from './weights.ts';

/** As in the language server protocol: zero-based, `character` in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What the client hands the server in `initialize`; the settings of single resources are pulled later. */
export interface InitializationOptions {
  readonly settings?: Partial<Settings>;
  /** Those that are selected at present; changes follow as notifications. */
  readonly interpreters?: readonly InterpreterParams[];
}

export interface ReportParams {
  /** A text document, or a notebook (then all its code cells are one program). */
  readonly uri: string;
}

export interface ReportResult {
  readonly markdown: string;
}

export interface WorkspaceReportParams {
  /** URIs of the folders to read. */
  readonly folders: readonly string[];
  /** The token under which the server reports its progress (`$/progress`). */
  readonly workDoneToken?: string | number;
}

export interface WorkspaceReportResult {
  readonly markdown: string;
  /** Files that were analysed. */
  readonly files: number;
  /** Recurrent layers found in them. */
  readonly layers: number;
  readonly problems: number;
}

export interface CalculatorSpecParams {
  readonly uri: string;
  /** Anywhere in the layer's constructor, in a name that holds it, or in a call of it. */
  readonly position: Position;
  /** The name of a mistake that is to be shown: a problem of that place then stands for a cell that is written by hand. */
  readonly mistake?: string;
}

/** Why there is nothing to calculate with: one sentence for the person, with its full stop. */
export interface NoCalculator {
  readonly reason: string;
  /** The layers of the document that can be calculated, to choose from. */
  readonly layers?: readonly LayerPlace[];
}

/** A layer as a person tells it from others, and where it is made. */
export interface LayerPlace {
  /** 'LSTM encoder' */
  readonly label: string;
  /** One-based. */
  readonly line: number;
  readonly uri: string;
  readonly position: Position;
}

export type CalculatorSpecResult = CalculatorSpec | NoCalculator;

export interface WhyParams {
  readonly uri: string;
  readonly position: Position;
}

/** Why no shape is known at a place. */
export interface WhyResult {
  /** Sentences, with code in backquotes. */
  readonly text: string;
  /** Where the value that is missing was lost. */
  readonly lost?: {
    readonly uri: string;
    readonly position: Position /** One-based. */;
    readonly line: number;
  };
  /** The address of a page to read on. */
  readonly page?: string;
}

export interface ExplainErrorParams {
  /** What a framework has raised, as text: the message, with its traceback where there is one. */
  readonly text: string;
  /** URIs of the folders to look in; open documents are looked at too. */
  readonly folders: readonly string[];
}

export interface ExplainErrorResult {
  /** Links lead to paths from the first workspace folder on, as the editor's Markdown preview resolves them. */
  readonly markdown: string;
  /** Where the error comes from; absent where no place was found. */
  readonly place?: {
    readonly uri: string;
    readonly position: Position;
    /** The file as a person knows it: its path in the workspace. */
    readonly file: string;
    /** One-based. */
    readonly line: number;
  };
}

/** undefined: what was sent are no such parameters. */
export function readExplainErrorParams(value: unknown): ExplainErrorParams | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, folders = [] } = value as { readonly text?: unknown; readonly folders?: unknown };
  if (typeof text !== 'string' || !Array.isArray(folders)) return undefined;
  return folders.every(folder => typeof folder === 'string') ? { text, folders } : undefined;
}

/** Every notification of ours by its method, from the client to the server. */
export interface ShapeNotifications {
  readonly 'lstmShapes/interpreter': InterpreterParams;
}

/** Every request of ours by its method, with what it takes and gives. */
export interface ShapeRequests {
  readonly 'lstmShapes/report': { readonly params: ReportParams; readonly result: ReportResult };
  readonly 'lstmShapes/workspaceReport': {
    readonly params: WorkspaceReportParams;
    readonly result: WorkspaceReportResult;
  };
  readonly 'lstmShapes/why': { readonly params: WhyParams; readonly result: WhyResult };
  readonly 'lstmShapes/explainError': {
    readonly params: ExplainErrorParams;
    readonly result: ExplainErrorResult;
  };
  readonly 'lstmShapes/weightLayers': {
    readonly params: WeightLayersParams;
    readonly result: WeightLayersResult;
  };
  readonly 'lstmShapes/weightValues': {
    readonly params: WeightValuesParams;
    readonly result: WeightValuesResult;
  };
  readonly 'lstmShapes/calculatorSpec': {
    readonly params: CalculatorSpecParams;
    readonly result: CalculatorSpecResult;
  };
}

export type ShapeMethod = keyof ShapeRequests;
export type ParamsOf<M extends ShapeMethod> = ShapeRequests[M]['params'];
export type ResultOf<M extends ShapeMethod> = ShapeRequests[M]['result'];

export function isNoCalculator(result: CalculatorSpecResult): result is NoCalculator {
  return 'reason' in result;
}

/**
 * The commands of the extension by their ids, and what those take that a hover's link may call.
 *
 * A hover is Markdown from the server: only `HOVER_COMMANDS` may be called from it.
 */
import { isRecord } from './checks.ts';
import type { Position } from './requests.ts';

export const COMMANDS = {
  showReport: 'lstmShapes.showReport',
  showWorkspaceReport: 'lstmShapes.showWorkspaceReport',
  openCalculator: 'lstmShapes.openCalculator',
  newCalculator: 'lstmShapes.newCalculator',
  openWeights: 'lstmShapes.openWeights',
  whyNoShape: 'lstmShapes.whyNoShape',
  explainError: 'lstmShapes.explainError',
  explainSelectedError: 'lstmShapes.explainSelectedError',
  restartServer: 'lstmShapes.restartServer',
  showLog: 'lstmShapes.showLog',
  reportWrongProblem: 'lstmShapes.reportWrongProblem',
  openSettings: 'lstmShapes.openSettings',
} as const;

export const HOVER_COMMANDS: readonly string[] = [COMMANDS.openCalculator, COMMANDS.showReport];

/** The argument of `openCalculator`: the layer at a place. Without `position` and `offset`: the cursor's. */
export interface CalculatorTarget {
  readonly uri: string;
  readonly position?: Position;
  /** UTF-16 offset into the document; `position` wins where both are given. */
  readonly offset?: number;
  /** The name of the mistake that is shown at once. */
  readonly mistake?: string;
}

/** The argument of `showReport`: without it, the active editor's document. */
export interface ReportTarget {
  readonly uri: string;
}

/** A Markdown link target that runs `command` with `argument`, e.g. `command:lstmShapes.showReport?%5B...%5D`. */
export function commandLink(command: string, argument: CalculatorTarget | ReportTarget): string {
  const encoded = encodeURIComponent(JSON.stringify([argument]));
  // Round brackets end a Markdown link and encodeURIComponent leaves them as they are.
  return `command:${command}?${encoded.replace(/\(/g, '%28').replace(/\)/g, '%29')}`;
}

function isPosition(value: unknown): value is Position {
  return isRecord(value) && Number.isInteger(value.line) && Number.isInteger(value.character);
}

/** A command's argument comes from anywhere (key bindings, links): what does not fit is as good as absent. */
export function readCalculatorTarget(value: unknown): CalculatorTarget | undefined {
  if (!isRecord(value) || typeof value.uri !== 'string') return undefined;
  return {
    uri: value.uri,
    position: isPosition(value.position) ? value.position : undefined,
    offset: typeof value.offset === 'number' && Number.isInteger(value.offset) ? value.offset : undefined,
    ...(typeof value.mistake === 'string' && { mistake: value.mistake }),
  };
}

export function readReportTarget(value: unknown): ReportTarget | undefined {
  return isRecord(value) && typeof value.uri === 'string' ? { uri: value.uri } : undefined;
}

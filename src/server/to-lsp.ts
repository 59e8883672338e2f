/** The product's own data as the language server protocol spells it: the only file that converts. */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Hover,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver';
import type { OpenedFile } from '../project/index.ts';
import { PROBLEM_SOURCE } from '../protocol/problems.ts';
import { type Problem, type Related, ruleUrl, type Severity } from '../rules/index.ts';
import type { DocumentPlace } from './program.ts';

/** Finds the document and the position of an offset into a file of the project; undefined where there is none to show. */
export type Places = (path: string, offset: number) => DocumentPlace | undefined;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A problem and the document that it is shown in. */
export interface PlacedDiagnostic {
  readonly uri: string;
  readonly diagnostic: Diagnostic;
}

export function diagnosticOf(problem: Problem, places: Places): PlacedDiagnostic | undefined {
  const at = rangeIn(problem.file, problem, places);
  if (!at) return undefined;
  const diagnostic: Diagnostic = {
    range: at.range,
    severity: SEVERITIES[problem.severity],
    source: PROBLEM_SOURCE,
    code: problem.rule,
    codeDescription: { href: ruleUrl(problem.rule) },
    message: problem.message,
    relatedInformation: problem.related.flatMap(related => relatedOf(related, places)),
  };
  return { uri: at.uri, diagnostic };
}

function relatedOf(related: Related, places: Places): readonly DiagnosticRelatedInformation[] {
  const at = rangeIn(related.file, related, places);
  return at ? [{ location: at, message: related.message }] : [];
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** A range never spans two cells of a notebook: it ends with the first. */
export function rangeIn(
  path: string,
  { start, end }: Extent,
  places: Places,
): { uri: string; range: Range } | undefined {
  const first = places(path, start);
  if (!first) return undefined;
  const last = places(path, end);
  const stop = last?.uri === first.uri ? last.position : first.position;
  return { uri: first.uri, range: { start: first.position, end: stop } };
}

export function hoverOf(markdown: string, range: Range | undefined): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: markdown }, range };
}

/** A place in a file that is not open. */
export function positionIn(file: OpenedFile, offset: number): Position {
  const { line, column } = file.placeOf(offset);
  return { line: line - 1, character: column - 1 };
}

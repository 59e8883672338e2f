/** The shape report of one document. */
import type { FileFacts } from '../analysis/index.ts';
import { isInside, nameOf, relativePath, syntaxErrors, unreadable } from '../project/index.ts';
import { fileReport, type ReportedFile } from '../report/index.ts';
import type { Problem } from '../rules/index.ts';
import type { Session } from './session.ts';
import { pathOfUri } from './uris.ts';

export function reportFor(uri: string, session: Session): string {
  const path = session.programOf(uri)?.path ?? pathOfUri(uri);
  return fileReport(reported(path, session), { locate: session.locate });
}

function reported(path: string, session: Session): ReportedFile {
  const shown = shownPath(path, session.roots);
  const program = session.programAt(path);
  const verdict = program && session.verdictOn(program);
  // Asked for by name, a file that imports no framework is read all the same: the report says what would be found.
  if (verdict && !verdict.analysed && !verdict.irrelevant) return left(shown, verdict.reason);
  const result = program && session.freshResultOf(program);
  if (result) return withProblems(shown, result.facts, result.problems);
  const opened = session.workspace.open(path);
  if (!opened.ok) return left(shown, `Not analysed: ${opened.reason}.`);
  const found = session.analyseOnce([path]);
  const facts = found.facts.get(path);
  if (!facts) return left(shown, 'Not analysed: the analysis failed; the log says why.');
  return withProblems(shown, facts, found.problems.get(path) ?? []);
}

/** A file of the report with what the parser says of it and what the rules do, by place. */
export function withProblems(path: string, facts: FileFacts, problems: readonly Problem[]): ReportedFile {
  const all = [...syntaxErrors(facts.module), ...problems].sort((a, b) => a.start - b.start);
  return { path, facts, problems: all };
}

function left(path: string, message: string): ReportedFile {
  return { path, facts: undefined, problems: [{ ...unreadable(''), message }] };
}

/** Relative to its workspace folder, which is named where there are several. */
export function shownPath(path: string, roots: readonly string[]): string {
  const root = roots.find(folder => isInside(path, folder));
  if (root === undefined) return nameOf(path);
  const below = relativePath(root, path);
  return roots.length > 1 ? `${nameOf(root)}/${below}` : below;
}

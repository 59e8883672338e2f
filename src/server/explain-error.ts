/** Explains an error text by the files of the workspace: those that its traceback names, those that are open, then others, as far as they are not too many. */
import type { CancellationToken } from 'vscode-languageserver';
import { workingFixes } from '../fixes/index.ts';
import { isInside, relativePath, runInParts, survey } from '../project/index.ts';
import type { ExplainErrorResult } from '../protocol/requests.ts';
import {
  type ExaminedFile,
  explainError,
  type FoundProblem,
  fewEnough,
  readingOrder,
} from '../report/index.ts';
import { isNotebook } from '../syntax/language.ts';
import { analyseIn, type Found } from './analyst.ts';
import { cancelled, surveyed } from './breath.ts';
import type { Log } from './log.ts';
import { shownPath } from './report.ts';
import type { Session } from './session.ts';
import { type FolderSettings, lengthProblem, pathsIn } from './workspace-report.ts';

export interface ExplainErrorOptions {
  readonly session: Session;
  readonly folders: readonly FolderSettings[];
  readonly log: Log;
  readonly token: CancellationToken;
}

/** Files that were analysed together, and what was found in them. */
interface Analysed extends Found {
  readonly roots: readonly string[];
}

/** undefined where it was cancelled. */
export async function explainErrorFor(
  text: string,
  options: ExplainErrorOptions,
): Promise<ExplainErrorResult | undefined> {
  const { session } = options;
  const programs = await analysedFor(text, options);
  if (!programs) return undefined;
  const { markdown, at } = explainError(text, programs.flatMap(examinedIn(session)), {
    locate: session.locate,
    linkTo: (path, offset) => linkTo(path, offset, session),
    fixesOf: found => fixTitles(found, programs, session),
    shownPath: path => shownPath(path, session.roots),
  });
  const place = at && session.placeOf(at.file, at.start);
  const line = at && session.locate(at.file, at.start)?.line;
  if (!place || line === undefined) return { markdown };
  const { uri, position } = place;
  return { markdown, place: { uri, position, file: shownPath(at.file, session.roots), line } };
}

async function analysedFor(
  text: string,
  { session, folders, log, token }: ExplainErrorOptions,
): Promise<readonly Analysed[] | undefined> {
  const view = session.viewForScan();
  const { workspace, relevance, files } = view;
  const open = session.programs().filter(program => session.verdictOn(program).analysed);
  const { paths, first } = readingOrder(
    text,
    open.map(({ path }) => path),
    pathsIn(folders, view),
  );
  const surveying = survey(paths, { files, relevance, resolve: workspace.resolve, always: first });
  const found = await surveyed(surveying, token);
  if (!found) return undefined;
  const analysed: Analysed[] = [];
  for (const batch of fewEnough(found.batches)) {
    if (await cancelled(token)) return undefined;
    const fitting = batch.filter(path => !lengthProblem(path, files, folders));
    const { results, failed } = runInParts(fitting, roots => ({
      roots,
      ...analyseIn({ workspace, levelsOf: session.levelsOf }, roots),
    }));
    for (const { path, reason } of failed) log.error(`the analysis of ${path} failed`, reason);
    analysed.push(...results);
    workspace.clear();
  }
  return analysed;
}

function examinedIn({ roots }: Session): (program: Analysed) => readonly ExaminedFile[] {
  return ({ facts, problems }) =>
    [...facts].map(([path, found]) => ({
      shown: shownPath(path, roots),
      facts: found,
      problems: problems.get(path) ?? [],
    }));
}

/** '/nets/model.py#L12', from the first workspace folder on. */
function linkTo(path: string, offset: number, { roots, locate }: Session): string | undefined {
  const [root] = roots;
  if (root === undefined || !isInside(path, root)) return undefined;
  const below = relativePath(root, path).split('/').map(encodeURIComponent).join('/');
  const line = locate(path, offset)?.line;
  return `/${below}${line === undefined || isNotebook(path) ? '' : `#L${line}`}`;
}

function fixTitles(
  { problem }: FoundProblem,
  programs: readonly Analysed[],
  session: Session,
): readonly string[] {
  const program = programs.find(({ problems }) => problems.get(problem.file)?.includes(problem));
  if (!program) return [];
  return workingFixes(session.triable(program), problem, program.problems).map(({ title }) => title);
}

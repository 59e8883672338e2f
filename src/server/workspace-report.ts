/** The shape report of whole folders: read, chosen and analysed batch by batch, with a breath for the editor between them. */
import type { CancellationToken } from 'vscode-languageserver';
import {
  excludes,
  isInside,
  runInParts,
  type Survey,
  sourceFilesIn,
  survey,
  unreadable,
} from '../project/index.ts';
import type { WorkspaceReportResult } from '../protocol/requests.ts';
import type { Settings } from '../protocol/settings.ts';
import { type ReportedFile, recurrentCount, workspaceReport } from '../report/index.ts';
import { analyseIn } from './analyst.ts';
import { cancelled, surveyed } from './breath.ts';
import { tooLarge } from './gate.ts';
import type { Log } from './log.ts';
import type { ProjectView } from './project-view.ts';
import { shownPath, withProblems } from './report.ts';
import type { Session } from './session.ts';

export interface FolderSettings {
  /** An absolute path. */
  readonly folder: string;
  readonly settings: Settings;
}

export interface WorkspaceReportOptions {
  readonly session: Session;
  readonly folders: readonly FolderSettings[];
  readonly log: Log;
  readonly token: CancellationToken;
  /** `done` of `all` files; `all` is undefined while they are being counted. */
  readonly progress: (done: number, all: number | undefined) => void;
}

/** undefined where it was cancelled. */
export async function makeWorkspaceReport(
  options: WorkspaceReportOptions,
): Promise<WorkspaceReportResult | undefined> {
  const view = options.session.viewForScan();
  const found = await surveyFolders(options, view);
  if (!found) return undefined;
  const roots = options.folders.map(({ folder }) => folder);
  const files: ReportedFile[] = found.unreadable.map(({ path, reason }) => ({
    path: shownPath(path, roots),
    facts: undefined,
    problems: [unreadable(reason)],
  }));
  let done = 0;
  for (const batch of found.batches) {
    if (await cancelled(options.token)) return undefined;
    files.push(
      ...reportBatch(
        batch.map(({ path }) => path),
        roots,
        view,
        options,
      ),
    );
    view.workspace.clear();
    done += batch.length;
    options.progress(done, found.batches.flat().length);
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const locate = options.session.locate;
  return { markdown: workspaceReport(files, { locate }), ...countsOf(files) };
}

async function surveyFolders(
  { folders, token, progress }: WorkspaceReportOptions,
  view: ProjectView,
): Promise<Survey | undefined> {
  const { workspace, relevance, files } = view;
  const surveying = survey(pathsIn(folders, view), {
    files,
    relevance,
    resolve: workspace.resolve,
    always: new Set(),
  });
  return surveyed(surveying, token, read => progress(read, undefined));
}

/** The source files of the folders that are not turned off. */
export function* pathsIn(folders: readonly FolderSettings[], { files }: ProjectView): Generator<string> {
  for (const { folder, settings } of folders) {
    if (settings.enable)
      yield* sourceFilesIn(files, folder, { root: folder, excluded: excludes(settings.exclude) });
  }
}

function reportBatch(
  paths: readonly string[],
  roots: readonly string[],
  { workspace, files }: ProjectView,
  { session, log, folders }: WorkspaceReportOptions,
): readonly ReportedFile[] {
  const large = new Map(paths.map(path => [path, lengthProblem(path, files, folders)]));
  const fitting = paths.filter(path => large.get(path) === undefined);
  const { results, failed } = runInParts(fitting, part =>
    analyseIn({ workspace, levelsOf: session.levelsOf }, part),
  );
  for (const { path, reason } of failed) log.error(`the analysis of ${path} failed`, reason);
  return paths.map(path => {
    const shown = shownPath(path, roots);
    const length = large.get(path);
    if (length !== undefined) return { path: shown, facts: undefined, problems: [unreadable(length)] };
    const result = results.find(({ facts }) => facts.has(path));
    const facts = result?.facts.get(path);
    if (!facts) {
      const opened = workspace.open(path);
      const reason = opened.ok ? 'the analysis failed; the log says why' : opened.reason;
      return { path: shown, facts: undefined, problems: [unreadable(reason)] };
    }
    const file = withProblems(shown, facts, result?.problems.get(path) ?? []);
    // A file that has nothing to report is only counted: its facts may go.
    const isEmpty = facts.layers.length === 0 && facts.models.length === 0 && file.problems.length === 0;
    return isEmpty ? { ...file, facts: undefined } : file;
  });
}

/** Why a file is too long for the settings of its folder, undefined where it is not. */
export function lengthProblem(
  path: string,
  files: ProjectView['files'],
  folders: readonly FolderSettings[],
): string | undefined {
  const settings = folders.find(({ folder }) => isInside(path, folder))?.settings;
  const loaded = files.load(path);
  const large = settings && loaded.ok ? tooLarge(loaded.text, settings) : undefined;
  return large && `it ${large}`;
}

function countsOf(files: readonly ReportedFile[]): Omit<WorkspaceReportResult, 'markdown'> {
  return {
    files: files.length,
    layers: files.reduce((sum, { facts }) => sum + recurrentCount(facts), 0),
    problems: files.reduce((sum, { problems }) => sum + problems.length, 0),
  };
}

/** Analyses what a command line names, batch by batch: each batch is parsed, analysed, handed on and dropped. */
import { analyse, type FileFacts } from '../analysis/index.ts';
import {
  type Chosen,
  createRelevance,
  createVersions,
  createWorkspace,
  type FileStore,
  type Opened,
  runInParts,
  survey,
  syntaxErrors,
  unreadable,
  type Workspace,
} from '../project/index.ts';
import { moduleNames } from '../protocol/frameworks.ts';
import type { CheckedFile } from '../report/index.ts';
import { atLevel, type Levels, type Locate, type Problem, problemsOf } from '../rules/index.ts';
import type { SourceParser } from '../syntax/parser.ts';
import { type FixedText, fixBatch } from './fix.ts';
import type { Inputs } from './inputs.ts';

export interface ScanOptions {
  readonly files: FileStore;
  readonly parser: SourceParser;
  /** Code units of a file's code. */
  readonly maxLength: number;
  /** Versions of frameworks that count whatever the project says. */
  readonly chosen: Chosen;
  /** The interpreter whose environment says which versions are installed. */
  readonly interpreter: string | undefined;
  /** The levels of the rules in a file. */
  readonly levelsOf: (path: string) => Levels;
  /** Safe fixes are done before problems are listed; each text is handed over, and counts where it is taken. undefined: none are done. */
  readonly takeFixed: ((fixed: FixedText) => boolean) | undefined;
}

/** Files that were analysed together; `locate` answers as long as the next batch is not asked for. */
export interface ScannedBatch {
  readonly files: readonly ScannedFile[];
  readonly locate: Locate;
  /** The texts of files whose problems were mended, old and new. */
  readonly fixed: readonly FixedText[];
}

export interface ScannedFile extends CheckedFile {
  /** The absolute path; `path` is the printed one. */
  readonly file: string;
  /** Why it could not be analysed; a clause. */
  readonly failure: string | undefined;
}

export function* scan(inputs: Inputs, options: ScanOptions): Generator<ScannedBatch> {
  const { files, parser, maxLength, chosen, interpreter, takeFixed } = options;
  const versions = createVersions(files, { chosenFor: () => chosen, interpreterFor: () => interpreter });
  const workspace = createWorkspace({ files, parser, roots: inputs.roots, versions, maxLength });
  const { batches, unreadable: unread } = surveyAll(inputs, workspace, files);
  const selected = new Set(batches.flat().map(item => item.path));
  const scope: Scope = { selected, workspace, inputs, levelsOf: options.levelsOf };
  yield {
    files: unread.map(({ path, reason }) => failedFile(path, scope, reason)),
    locate: () => undefined,
    fixed: [],
  };
  for (const batch of batches) {
    const paths = batch.map(item => item.path);
    const files = analyseBatch(paths, scope);
    const locate = locateIn(workspace);
    if (!takeFixed) yield { files, locate, fixed: [] };
    else yield fixedBatch(files, { paths, scope, parser, takeFixed });
    workspace.clear();
  }
}

function surveyAll(inputs: Inputs, workspace: Workspace, files: FileStore) {
  const modules = { python: moduleNames('python'), typescript: moduleNames('typescript') };
  const relevance = createRelevance({ modules, resolve: workspace.resolve, read: files.read });
  const options = { files, relevance, resolve: workspace.resolve, always: inputs.named };
  const surveying = survey(inputs.files(), options);
  for (;;) {
    const step = surveying.next();
    if (step.done) return step.value;
  }
}

interface Fixing {
  readonly paths: readonly string[];
  readonly scope: Scope;
  readonly parser: SourceParser;
  readonly takeFixed: (fixed: FixedText) => boolean;
}

/** The batch as it is once its safe fixes are done. */
function fixedBatch(
  files: readonly ScannedFile[],
  { paths, scope, parser, takeFixed }: Fixing,
): ScannedBatch {
  const { workspace, selected } = scope;
  const isHopeless = files.every(({ failure, problems }) => failure !== undefined || problems.length === 0);
  const roots = paths.filter(path => workspace.open(path).ok);
  const fixed = isHopeless
    ? undefined
    : fixBatch(
        { workspace, roots, levelsOf: scope.levelsOf, parser },
        { isWanted: path => selected.has(path), take: takeFixed },
      );
  if (!fixed || fixed.texts.length === 0) return { files, locate: locateIn(workspace), fixed: [] };
  const again: Scope = { ...scope, workspace: fixed.workspace };
  return { files: analyseBatch(paths, again), locate: locateIn(fixed.workspace), fixed: fixed.texts };
}

function locateIn(workspace: Workspace): Locate {
  return (path, offset) => workspace.source(path)?.placeOf(offset);
}

/** What is the same for all batches. */
interface Scope {
  /** The files that were asked for. */
  readonly selected: ReadonlySet<string>;
  readonly workspace: Workspace;
  readonly inputs: Inputs;
  readonly levelsOf: ScanOptions['levelsOf'];
}

function analyseBatch(paths: readonly string[], scope: Scope): readonly ScannedFile[] {
  const { selected, workspace } = scope;
  const opened = paths.map((path): [string, Opened] => [path, workspace.open(path)]);
  const readable = opened.filter(([, result]) => result.ok).map(([path]) => path);
  const { results, failed } = runInParts(readable, part => analysePart(part, scope));
  const facts = new Map(results.flatMap(result => [...result.facts]));
  const problems = new Map(results.flatMap(result => [...result.problems]));
  const listed = opened.map(([path, result]) => {
    const fault = failed.find(failure => failure.path === path);
    if (!result.ok) return failedFile(path, scope, result.reason);
    if (fault) return failedFile(path, scope, `the analysis failed (${String(fault.reason)})`);
    return analysedFile(path, scope, facts.get(path), problems.get(path) ?? []);
  });
  const imported = [...problems].filter(([path]) => !selected.has(path));
  return [...listed, ...imported.map(([path, found]) => analysedFile(path, scope, facts.get(path), found))];
}

function analysePart(paths: readonly string[], { workspace, levelsOf }: Scope) {
  const analysis = analyse(workspace, paths, { observes: false });
  return { facts: analysis.files, problems: problemsOf(analysis, locateIn(workspace), levelsOf) };
}

function analysedFile(
  file: string,
  { inputs, levelsOf }: Scope,
  facts: FileFacts | undefined,
  problems: readonly Problem[],
): ScannedFile {
  const unread = facts ? syntaxErrors(facts.module).flatMap(problem => atLevel(problem, levelsOf(file))) : [];
  const all = [...unread, ...problems].sort((a, b) => a.start - b.start);
  return { file, path: inputs.printed(file), facts, problems: all, failure: undefined };
}

function failedFile(file: string, { inputs, levelsOf }: Scope, reason: string): ScannedFile {
  const problems = atLevel(unreadable(reason), levelsOf(file));
  return { file, path: inputs.printed(file), facts: undefined, problems, failure: reason };
}

/** `explain-error`: an error text from standard input, explained by the files that the paths name. */
import { analyse } from '../analysis/index.ts';
import { type Problems, workingFixes } from '../fixes/index.ts';
import {
  createConfigurations,
  createRelevance,
  createVersions,
  createWorkspace,
  type FileStore,
  folderOf,
  isInside,
  normalisePath,
  readChosen,
  runInParts,
  survey,
  type Workspace,
  withListingsKept,
} from '../project/index.ts';
import { moduleNames } from '../protocol/frameworks.ts';
import {
  type ExaminedFile,
  explainError,
  type FoundProblem,
  fewEnough,
  readingOrder,
} from '../report/index.ts';
import { createLevels, type Levels, type Locate, NO_LEVELS, problemsOf } from '../rules/index.ts';
import type { SourceParser } from '../syntax/parser.ts';
import { reopening } from './fix.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { EXIT, type Surroundings } from './run.ts';

export interface ExplainOptions {
  readonly paths: readonly string[];
  /** The error text; undefined: it is read from standard input. */
  readonly text?: string;
  /** kB. */
  readonly maxFileSize: number;
}

export interface ExplainSurroundings
  extends Pick<Surroundings, 'output' | 'currentFolder' | 'disk' | 'loadParser'> {
  readonly readInput: () => Promise<string>;
}

/** Prints the explanation as Markdown and gives the exit code. */
export async function explainOnCommand(
  options: ExplainOptions,
  { output, currentFolder, disk, loadParser, readInput }: ExplainSurroundings,
): Promise<number> {
  const text = options.text ?? (await readInput());
  if (text.trim() === '') {
    output.complain('there is no error text: give it on standard input, or with --text');
    return EXIT.unreadable;
  }
  const maxBytes = options.maxFileSize * 1024;
  const files = withListingsKept(disk(maxBytes));
  const inputs = readInputs(options.paths, { files, current: normalisePath(currentFolder), exclude: [] });
  for (const path of inputs.missing) output.complain(`cannot read ${path}: it does not exist`);
  const { of: levelsOf } = createLevels({
    tablesFor: createConfigurations(files, path => rootOf(path, inputs.roots)).of,
    setFor: () => NO_LEVELS,
  });
  const parser = await loadParser();
  const { examined, workspace, programs } = examine(text, { inputs, files, parser, maxBytes, levelsOf });
  const locate: Locate = (path, offset) => workspace.source(path)?.placeOf(offset);
  const { markdown, at } = explainError(text, examined, {
    locate,
    fixesOf: found => fixTitles(found, programs, { workspace, levelsOf, parser }),
    shownPath: inputs.printed,
  });
  await output.write(markdown);
  if (inputs.missing.length > 0) return EXIT.unreadable;
  return at ? EXIT.fine : EXIT.errors;
}

function rootOf(path: string, roots: readonly string[]): string {
  return roots.find(root => isInside(path, root)) ?? folderOf(path);
}

interface Scope {
  readonly inputs: Inputs;
  readonly files: FileStore;
  readonly parser: SourceParser;
  readonly maxBytes: number;
  readonly levelsOf: (path: string) => Levels;
}

/** Files that were analysed together, with all their problems. */
interface Analysed {
  readonly roots: readonly string[];
  readonly problems: Problems;
}

interface Examined {
  readonly examined: readonly ExaminedFile[];
  readonly workspace: Workspace;
  readonly programs: readonly Analysed[];
}

function examine(text: string, { inputs, files, parser, maxBytes, levelsOf }: Scope): Examined {
  const versions = createVersions(files, {
    chosenFor: () => readChosen({}, ''),
    interpreterFor: () => undefined,
  });
  const workspace = createWorkspace({ files, parser, roots: inputs.roots, versions, maxLength: maxBytes });
  const locate: Locate = (path, offset) => workspace.source(path)?.placeOf(offset);
  const examined: ExaminedFile[] = [];
  const programs: Analysed[] = [];
  for (const batch of surveyed(text, inputs, workspace, files)) {
    const readable = batch.filter(path => workspace.open(path).ok);
    const { results } = runInParts(readable, roots => {
      const analysis = analyse(workspace, roots);
      return { roots, facts: analysis.files, problems: problemsOf(analysis, locate, levelsOf) };
    });
    for (const { roots, facts, problems } of results) {
      programs.push({ roots, problems });
      for (const [path, found] of facts)
        examined.push({ shown: inputs.printed(path), facts: found, problems: problems.get(path) ?? [] });
    }
  }
  return { examined, workspace, programs };
}

/** The files by what belongs together, those that the traceback names first. */
function surveyed(
  text: string,
  inputs: Inputs,
  workspace: Workspace,
  files: FileStore,
): readonly (readonly string[])[] {
  const modules = { python: moduleNames('python'), typescript: moduleNames('typescript') };
  const relevance = createRelevance({ modules, resolve: workspace.resolve, read: files.read });
  const { paths, first } = readingOrder(text, [...inputs.named], inputs.files());
  const surveying = survey(paths, { files, relevance, resolve: workspace.resolve, always: first });
  for (;;) {
    const step = surveying.next();
    if (step.done) return fewEnough(step.value.batches);
  }
}

function fixTitles(
  { problem }: FoundProblem,
  programs: readonly Analysed[],
  {
    workspace,
    levelsOf,
    parser,
  }: { workspace: Workspace; levelsOf: Scope['levelsOf']; parser: SourceParser },
): readonly string[] {
  const program = programs.find(({ problems }) => problems.get(problem.file)?.includes(problem));
  if (!program) return [];
  const triable = { workspace, roots: program.roots, levelsOf, reopen: reopening(parser) };
  return workingFixes(triable, problem, program.problems).map(({ title }) => title);
}

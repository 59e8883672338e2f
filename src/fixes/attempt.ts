/**
 * Tries fixes: the changed program is analysed as the first one was. A fix is one only if its problem is gone and no other has come; what a rule proposes
 * may therefore be a guess.
 */
import { type Analysis, analyse } from '../analysis/index.ts';
import type { OpenedFile, Workspace } from '../project/index.ts';
import { type Edit, type Fix, type Levels, type Locate, type Problem, problemsOf } from '../rules/index.ts';
import { applied, byFile, composed, movedBy } from './apply.ts';
import { saysLess } from './knowledge.ts';

export interface Program {
  readonly workspace: Workspace;
  /** Files that are analysed together. */
  readonly roots: readonly string[];
  readonly levelsOf: (path: string) => Levels;
  /** A file with another text; undefined where it cannot be had so (a notebook). */
  readonly reopen: (path: string, text: string) => OpenedFile | undefined;
}

/** Problems of a program, by file. */
export type Problems = ReadonlyMap<string, readonly Problem[]>;

/** Steps of one fix: both states of an LSTM may be of the wrong shape, and the framework names one at a time. */
const MOST_STEPS = 3;

/** Trying costs an analysis each; what comes later is hardly meant. */
const MOST_TRIED = 12;

/** The fixes of a problem that mend it. `before`: all problems of the program as it is. */
export function workingFixes(program: Program, problem: Problem, before: Problems): readonly Fix[] {
  let asItIs: Analysis | undefined;
  return distinct(problem.fixes())
    .slice(0, MOST_TRIED)
    .flatMap(proposed => {
      const mending = completed(program, problem, before, proposed, MOST_STEPS);
      if (!mending) return [];
      const { fix, mended } = mending;
      asItIs ??= analysed(program, true);
      return saysLess(asItIs, mended, fix.edits) ? [] : [fix];
    });
}

interface Mending {
  readonly fix: Fix;
  /** The program as it has left it. */
  readonly mended: Analysis;
}

/** The fix, with what follows from it: where the same rule says something else of the same place then, its first fix is part of this one. */
function completed(
  program: Program,
  problem: Problem,
  before: Problems,
  fix: Fix,
  steps: number,
): Mending | undefined {
  const edited = withEdits(program, fix.edits);
  if (!edited) return undefined;
  const mended = analysed(edited, true);
  const after = problemsOfAnalysis(edited, mended);
  if (isMended(problem, fix.edits, before, after)) return { fix, mended };
  const next = sameElsewhere(problem, fix.edits, after);
  const [further] = next && next.message !== problem.message && steps > 1 ? next.fixes() : [];
  const edits = further && composed(fix.edits, further.edits);
  return edits && completed(program, problem, before, { ...fix, edits }, steps - 1);
}

/** What the same rule says of the same place after the edits. */
function sameElsewhere(
  { file, rule, start }: Problem,
  edits: readonly Edit[],
  after: Problems,
): Problem | undefined {
  const moved = movedBy(byFile(edits).get(file) ?? [], start);
  return after.get(file)?.find(each => each.rule === rule && each.start === moved);
}

export const problemsIn = (program: Program): Problems =>
  problemsOfAnalysis(program, analysed(program, false));

function problemsOfAnalysis({ workspace, levelsOf }: Program, analysis: Analysis): Problems {
  const locate: Locate = (path, offset) => workspace.source(path)?.placeOf(offset);
  return problemsOf(analysis, locate, levelsOf);
}

const analysed = ({ workspace, roots }: Program, observes: boolean): Analysis =>
  analyse(workspace, roots, { observes });

/** The same program with other texts. */
export function withEdits(program: Program, edits: readonly Edit[]): Program | undefined {
  const { workspace, reopen } = program;
  const changed = new Map<string, OpenedFile>();
  for (const [path, own] of byFile(edits)) {
    const file = workspace.source(path);
    const reopened = file && reopen(path, applied(file.text, own));
    if (!reopened || isBroken(reopened, file)) return undefined;
    changed.set(path, reopened);
  }
  const source = (path: string): OpenedFile | undefined => changed.get(path) ?? workspace.source(path);
  return { ...program, workspace: { ...workspace, source } };
}

/** Not a text of the language any more. */
const isBroken = (now: OpenedFile, before: OpenedFile): boolean =>
  now.module.problems.length > before.module.problems.length;

/** The problem is gone, and what is left was there before. */
function isMended(problem: Problem, edits: readonly Edit[], before: Problems, after: Problems): boolean {
  const own = byFile(edits);
  const known = new Set(
    [...before.values()].flat().map(each => keyOf(each, movedBy(own.get(each.file) ?? [], each.start))),
  );
  const now = [...after.values()].flat().map(each => keyOf(each, each.start));
  const gone = keyOf(problem, movedBy(own.get(problem.file) ?? [], problem.start));
  return !now.includes(gone) && now.every(key => known.has(key));
}

function keyOf({ file, rule }: Problem, start: number): string {
  return `${file}\0${rule}\0${start}`;
}

function distinct(fixes: readonly Fix[]): readonly Fix[] {
  const seen = new Set<string>();
  return fixes.filter(({ edits }) => {
    const key = JSON.stringify(edits);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

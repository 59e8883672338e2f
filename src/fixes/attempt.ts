/**
 * Tries fixes: the changed program is analysed as the first one was. A fix is one only if its problem is gone and no other has come, or
 * what has come is mended along with it; what a rule proposes may therefore be a guess.
 */
import { type Analysis, analyse } from '../analysis/index.ts';
import type { OpenedFile, Workspace } from '../project/index.ts';
import { type Edit, type Fix, type Levels, type Locate, type Problem, problemsOf } from '../rules/index.ts';
import { applied, byFile, composed, movedBy } from './apply.ts';
import { saysLess } from './knowledge.ts';
import { withLineEnds } from './line-ends.ts';

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

/** Steps of one fix: a stack of layers may lack the same argument in each, and the framework names one at a time. */
const MOST_STEPS = 6;

/** Trying costs an analysis each; what comes later is hardly meant. */
const MOST_TRIED = 12;

/** The fixes of a problem that mend it. `before`: all problems of the program as it is. */
export function workingFixes(program: Program, problem: Problem, before: Problems): readonly Fix[] {
  let asItIs: Analysis | undefined;
  const working = distinct(problem.fixes())
    .slice(0, MOST_TRIED)
    .flatMap(proposed => {
      const own = withLineEnds(program.workspace, proposed);
      const mending = completed(program, problem, before, own, MOST_STEPS);
      if (!mending) return [];
      const { fix, mended } = mending;
      asItIs ??= analysed(program, true);
      return saysLess(asItIs, mended, fix.edits) ? [] : [fix];
    });
  return distinct(working);
}

interface Mending {
  readonly fix: Fix;
  /** The program as it has left it. */
  readonly mended: Analysis;
}

/**
 * The fix, with what follows from it: where the same rule says something else of the same place then (the other of two states), or where what was never
 * reached before is refused (the next layer of a stack), and the fix of that is as safe.
 */
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
  const isGone = isMended(problem, fix.edits, after);
  const [come] = cameWith(fix.edits, before, after);
  if (isGone && !come) return { fix, mended };
  const next = isGone ? come : sameElsewhere(problem, fix.edits, after);
  if (!next || steps <= 1 || (!isGone && next.message === problem.message)) return undefined;
  // What only makes up for a guess that was wrong is no part of it.
  for (const further of next
    .fixes()
    .filter(each => isLike(each, fix))
    .slice(0, MOST_FURTHER)) {
    const edits = composed(fix.edits, withLineEnds(program.workspace, further).edits);
    const title = isGone ? `${fix.title}, then ${uncapitalised(further.title)}` : fix.title;
    const mending = edits && completed(program, problem, before, { ...fix, title, edits }, steps - 1);
    if (mending) return mending;
  }
  return undefined;
}

/** Further fixes of one step that are tried. */
const MOST_FURTHER = 3;

const uncapitalised = (title: string): string => title.slice(0, 1).toLowerCase() + title.slice(1);

const isLike = (further: Fix, fix: Fix): boolean =>
  (further.isSafe && fix.isSafe) || further.title === fix.title;

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

function isMended(problem: Problem, edits: readonly Edit[], after: Problems): boolean {
  const gone = keyOf(problem, movedBy(byFile(edits).get(problem.file) ?? [], problem.start));
  return ![...after.values()].flat().some(each => keyOf(each, each.start) === gone);
}

/** Problems that were not there before. */
function cameWith(edits: readonly Edit[], before: Problems, after: Problems): readonly Problem[] {
  const own = byFile(edits);
  const known = new Set(
    [...before.values()].flat().map(each => keyOf(each, movedBy(own.get(each.file) ?? [], each.start))),
  );
  return [...after.values()].flat().filter(each => !known.has(keyOf(each, each.start)));
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

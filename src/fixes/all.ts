/** All safe fixes of a program, one after the other: each may mend more than its own problem, or bring another to light. */
import type { Edit, Problem } from '../rules/index.ts';
import { applied, byFile } from './apply.ts';
import { type Problems, type Program, problemsIn, withEdits, workingFixes } from './attempt.ts';

/** Fixes done in a row; a program that needs more is looked at by a person in between. */
const MOST_FIXES = 100;

export interface Fixed {
  /** The new text of each file that has one. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many problems were mended. */
  readonly count: number;
  /** What is left. */
  readonly problems: Problems;
}

/** `isWanted`: the files whose problems are to be mended; their fixes may change others. */
export function fixAll(program: Program, isWanted: (path: string) => boolean): Fixed {
  const texts = new Map<string, string>();
  let now = program;
  let problems = problemsIn(now);
  let count = 0;
  for (; count < MOST_FIXES; count++) {
    const edits = firstSafeFix(now, problems, isWanted);
    const next = edits && withEdits(now, edits);
    if (!edits || !next) break;
    for (const [path, own] of byFile(edits))
      texts.set(path, applied(texts.get(path) ?? now.workspace.source(path)?.text ?? '', own));
    now = next;
    problems = problemsIn(now);
  }
  return { texts, count, problems };
}

function firstSafeFix(
  program: Program,
  problems: Problems,
  isWanted: (path: string) => boolean,
): readonly Edit[] | undefined {
  const wanted: readonly Problem[] = [...problems]
    .filter(([path]) => isWanted(path))
    .flatMap(([, found]) => found);
  for (const problem of wanted) {
    const safe = { ...problem, fixes: () => problem.fixes().filter(({ isSafe }) => isSafe) };
    const [fix] = workingFixes(program, safe, problems);
    if (fix) return fix.edits;
  }
  return undefined;
}

/** Runs the analysis over what is open and keeps the last result of each program, which answers until there is a newer one. */
import { type Analysis, analyse, type FileFacts, StandingRun } from '../analysis/index.ts';
import type { Workspace } from '../project/index.ts';
import { type Levels, type Locate, type Problem, problemsOf } from '../rules/index.ts';
import { guarded } from './guard.ts';
import type { Log } from './log.ts';

export interface Result {
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
  /** Every file that took part: roots, what they import, and data that they read. */
  readonly files: ReadonlySet<string>;
  /** Problems in files that took part and are not open, by path. */
  readonly elsewhere: ReadonlyMap<string, readonly Problem[]>;
  readonly milliseconds: number;
  /** The files that were analysed together, and all problems that were found in any file. */
  readonly roots: readonly string[];
  readonly all: ReadonlyMap<string, readonly Problem[]>;
}

export interface Analyst {
  /** Analyses a program with those that are linked to it. Gives the paths of all open programs that have a new result. */
  run(path: string): readonly string[];
  /**
   * Problems that a program's own run finds where those that it is linked to would be run with it; undefined where it is linked to none, and `run`
   * takes no longer. Nothing of it is kept.
   */
  judgeAlone(path: string): readonly Problem[] | undefined;
  /** The last result, which may be of an older text. */
  resultOf(path: string): Result | undefined;
  isStale(path: string): boolean;
  markStale(path: string): void;
  /** Open programs that a file takes part in: to be analysed again when it changes. */
  usersOf(file: string): readonly string[];
  forget(path: string): void;
  /** Problems outside of what is open, of all results together. */
  elsewhere(): ReadonlyMap<string, readonly Problem[]>;
}

export interface AnalystOptions {
  readonly workspace: Workspace;
  /** The levels of the rules in a file. */
  readonly levelsOf: (path: string) => Levels;
  /** Paths of open programs that are to be analysed. */
  readonly analysed: () => readonly string[];
  /** Files that import a program's, open or not: they tell it its sizes. */
  readonly callersOf: (path: string) => readonly string[];
  readonly isOpen: (path: string) => boolean;
  readonly log: Log;
  readonly now: () => number;
}

export function createAnalyst(options: AnalystOptions): Analyst {
  const { analysed, callersOf, isOpen, log, now } = options;
  const results = new Map<string, Result>();
  const stale = new Set<string>();
  const typed = lastTyped(options);
  const group = (path: string) => linked(path, analysed(), results);
  const runGroup = (roots: readonly string[]): void => {
    const started = now();
    const callers = new Set(roots.flatMap(callersOf).filter(path => !roots.includes(path)));
    const together = [...roots, ...callers];
    const [only] = together;
    const found = together.length === 1 && only ? typed.analyse(only) : analyseSafely(options, together, log);
    const milliseconds = now() - started;
    // What is wrong in a caller is told when that is opened, or when it is imported by what is open.
    const isElsewhere = (path: string): boolean => !isOpen(path) && !callers.has(path);
    const elsewhere = new Map([...found.problems].filter(([path]) => isElsewhere(path)));
    for (const path of roots) {
      stale.delete(path);
      const facts = found.facts.get(path);
      const problems = found.problems.get(path) ?? [];
      if (facts)
        results.set(path, {
          facts,
          problems,
          files: new Set([...found.facts.keys(), ...found.dataFiles]),
          elsewhere,
          milliseconds,
          roots: together,
          all: found.problems,
        });
    }
    log.debug(`analysed ${roots.join(', ')} in ${milliseconds.toFixed(1)} ms`);
  };
  return {
    run: path => {
      const roots = group(path);
      if (roots.length === 0) return [];
      runGroup(roots);
      // A new import may have linked more of what is open.
      const wider = group(path);
      if (wider.length > roots.length) runGroup(wider);
      return wider;
    },
    judgeAlone: path => {
      const isLinked = group(path).length > 1 || callersOf(path).length > 0;
      return isLinked ? (typed.analyse(path).problems.get(path) ?? []) : undefined;
    },
    resultOf: path => results.get(path),
    isStale: path => stale.has(path) || !results.has(path),
    markStale: path => void stale.add(path),
    usersOf: file => [...results].filter(([, { files }]) => files.has(file)).map(([path]) => path),
    forget: path => {
      typed.forget(path);
      results.delete(path);
      stale.delete(path);
    },
    elsewhere: () => unite([...new Set([...results.values()].map(result => result.elsewhere))]),
  };
}

interface LastTyped {
  /** Analyses a program by itself. */
  analyse(path: string): Found;
  forget(path: string): void;
}

/** Of the program that was analysed by itself last a run is kept: it is most likely the one that is being typed in. */
function lastTyped({ workspace, levelsOf, log }: AnalystOptions): LastTyped {
  let last: { readonly path: string; readonly run: StandingRun } | undefined;
  const forget = (): void => {
    last?.run.dispose();
    last = undefined;
  };
  return {
    analyse: path => {
      if (last?.path !== path) forget();
      last ??= { path, run: new StandingRun(workspace, path) };
      const { run } = last;
      const found = guarded(log, `the analysis of ${path}`, undefined, () =>
        toFound({ workspace, levelsOf }, run.again()),
      );
      if (!found) forget();
      return found ?? NOTHING_FOUND;
    },
    forget: path => {
      if (last?.path === path) forget();
    },
  };
}

/** The open programs that reach a path over imports, in either direction, by what their last results say. The path comes first. */
function linked(
  path: string,
  open: readonly string[],
  results: ReadonlyMap<string, Result>,
): readonly string[] {
  if (!open.includes(path)) return [];
  const group = [path];
  for (let at = 0; at < group.length; at++) {
    const member = group[at] ?? path;
    for (const other of open) {
      const isLinked = results.get(other)?.files.has(member) || results.get(member)?.files.has(other);
      if (isLinked && !group.includes(other)) group.push(other);
    }
  }
  return group;
}

export interface Found {
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  readonly dataFiles: ReadonlySet<string>;
}

const NOTHING_FOUND: Found = { facts: new Map(), problems: new Map(), dataFiles: new Set() };

/** Where to analyse, and what is shown of what is found there. */
export type Setting = Pick<AnalystOptions, 'workspace' | 'levelsOf'>;

/** One analysis with its problems; throws only over a fault of ours. */
export function analyseIn(setting: Setting, roots: readonly string[]): Found {
  return toFound(setting, analyse(setting.workspace, roots));
}

function toFound({ workspace, levelsOf }: Setting, analysis: Analysis): Found {
  const locate: Locate = (path, offset) => workspace.source(path)?.placeOf(offset);
  const problems = problemsOf(analysis, locate, levelsOf);
  return { facts: analysis.files, problems, dataFiles: analysis.dataFiles };
}

/** A fault of ours in one program must not silence the server: it is logged, and the program has no result. */
export function analyseSafely(setting: Setting, roots: readonly string[], log: Pick<Log, 'error'>): Found {
  return guarded(log, `the analysis of ${roots.join(', ')}`, NOTHING_FOUND, () => analyseIn(setting, roots));
}

function unite(
  maps: readonly ReadonlyMap<string, readonly Problem[]>[],
): ReadonlyMap<string, readonly Problem[]> {
  const all = new Map<string, Problem[]>();
  for (const [path, problems] of maps.flatMap(map => [...map])) {
    const known = all.get(path) ?? [];
    all.set(path, known);
    known.push(...problems.filter(problem => !known.some(other => sameProblem(problem, other))));
  }
  return all;
}

function sameProblem(a: Problem, b: Problem): boolean {
  return a.rule === b.rule && a.start === b.start && a.end === b.end;
}

/** Runs files on shapes and collects what was found, by file. */

import type { Project } from '../project/source.ts';
import type { Origin } from '../shapes/index.ts';
import type { Changes, Restore, Value } from '../values/index.ts';
import { runEntries, runInner } from './entries.ts';
import { dropWhatHintsFound } from './hint-dependence.ts';
import { importOrder } from './import-order.ts';
import { BudgetSpent, type Machine } from './machine.ts';
import { keepRun } from './module-runs.ts';
import { executeMain } from './modules.ts';
import { recordedIn } from './recorded.ts';
import { Recorder } from './recorder.ts';
import type { Analysis } from './result.ts';
import { createMachine } from './running-machine.ts';
import { suspectUnusedLayers } from './unused/layers.ts';
import { suspectUnusedOutputs } from './unused/outputs.ts';
import { nameVersions } from './version-dependence.ts';

export interface AnalyseOptions {
  /** Nodes that may be visited for one file. */
  readonly budget?: number;
  /** False: nobody will hover, so the values of expressions are not kept. */
  readonly observes?: boolean;
}

/**
 * Analyses each root for itself: its own statements, then what nothing calls, with everything it imports. Never throws over the
 * user's code; what was cut off is in the result.
 */
export function analyse(project: Project, roots: readonly string[], options: AnalyseOptions = {}): Analysis {
  const recorder = new Recorder({ observes: options.observes ?? true });
  const machine = createMachine(project, { roots, recorder, ...options });
  const ran = runRoots(machine, roots);
  return examined(project, recorder, { roots, ...ran, usesHints: machine.usesHints, options });
}

/** The facts of a run without findings that rest on a hint, and with the versions that the others rest on. */
export function examined(
  project: Project,
  recorder: Recorder,
  { roots, found, refused, usesHints, withoutHints, options = {} }: Ran,
): Analysis {
  const again = (
    these: readonly string[],
    other: Project,
    changed: { budget?: number; takesHints?: boolean },
    watches?: readonly Origin[],
  ): Recorder => {
    const fresh = new Recorder({ observes: false, ...(watches && { watches }) });
    runRoots(createMachine(other, { roots, recorder: fresh, ...options, ...changed }), these);
    return fresh;
  };
  if (usesHints)
    dropWhatHintsFound(recorder, withoutHints ?? (() => again(found, project, { takesHints: false })));
  nameVersions(recorder, project, (other, budget, watches) => again(refused, other, { budget }, watches));
  return recordedIn(recorder, project);
}

interface Ran {
  readonly roots: readonly string[];
  /** Those in whose runs anything was refused or suspected. */
  readonly found: readonly string[];
  /** Those in whose runs anything was refused. */
  readonly refused: readonly string[];
  /** Whether any shape was taken from a hint. */
  readonly usesHints: boolean;
  /** A run of the same that takes none, where the caller has a quicker one. */
  readonly withoutHints?: () => Recorder;
  readonly options?: AnalyseOptions;
}

/** Gives those in whose runs anything was found. */
function runRoots(m: Machine, roots: readonly string[]): Pick<Ran, 'found' | 'refused'> {
  const ordered = importOrder(m.project, roots);
  const isSharing =
    roots.length <= MOST_SHARING && ordered.some(({ lastImporter }) => lastImporter !== undefined);
  const endings: Changes[] = [];
  const found: string[] = [];
  const refused: string[] = [];
  for (const { path, lastImporter } of ordered) {
    const { findingCount, suspicionCount } = m.recorder;
    if (isSharing) endings.push(runAside(m, () => runRoot(m, path, lastImporter !== undefined)));
    else runRoot(m, path, false);
    m.restart();
    // Where runs are undone, what they have kept is too.
    if (!isSharing) m.renewHost();
    for (const other of ordered) if (other.lastImporter === path) m.moduleRuns.delete(other.path);
    if (m.recorder.findingCount > findingCount) refused.push(path);
    if (m.recorder.findingCount > findingCount || m.recorder.suspicionCount > suspicionCount)
      found.push(path);
  }
  m.recorder.settle();
  // Facts are read when somebody asks, from the places that the runs have filled.
  for (const ending of endings) m.heap.apply(ending);
  m.release();
  return { found, refused };
}

function runRoot(m: Machine, path: string, isKept: boolean): void {
  const source = m.project.source(path);
  if (!source) return;
  m.root = path;
  m.recorder.of(path);
  guarded(m, path, () => {
    executeMain(m, path, source.module, importable => {
      const kept = isKept ? keepRun(m, importable) : undefined;
      if (kept) m.moduleRuns.set(path, kept);
    });
    runRest(m, path);
  });
}

/** What a file's own statements have left: what nothing calls, and what only the whole file shows. */
export function runRest(m: Machine, path: string): void {
  const restores: Restore[] = [];
  try {
    runEntries(m, ownDefinitions(m, path), restores);
    runInner(m, path);
    suspectUnusedLayers(m, path);
    suspectUnusedOutputs(m, path);
  } finally {
    for (const restore of restores) restore(m.host.write);
  }
}

/** Files that are run once for each other: with more of them, what they hold at the same time takes too much memory. */
const MOST_SHARING = 8;

/** Runs something on a heap of its own and undoes it, since kept runs are replayed onto the state that they began from; gives what it left. */
function runAside(m: Machine, action: () => void): Changes {
  const start = m.heap.open();
  action();
  const ending = m.heap.changesSince(start);
  m.heap.undoTo(start);
  return ending;
}

/** Functions and classes that the file itself defines. */
function ownDefinitions(m: Machine, path: string): readonly Value[] {
  return [...m.run.definitions].filter(
    value => (value.kind === 'class' || value.kind === 'function') && value.file === path,
  );
}

/** A spent budget or a stack that user code has driven too deep ends this file's analysis, not the program. */
export function guarded(m: Machine, path: string, action: () => void): void {
  try {
    action();
  } catch (reason) {
    if (!(reason instanceof BudgetSpent) && !(reason instanceof RangeError)) throw reason;
    const what =
      reason instanceof BudgetSpent
        ? 'what comes after the step limit of the analysis'
        : 'what is nested too deeply';
    m.recorder.isCut = true;
    m.recorder.cut({ file: path, start: m.statement.start, end: m.statement.end, what: '' }, what);
  }
}

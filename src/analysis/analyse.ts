/** Runs files on shapes and collects what was found, by file. */
import type { Project, Source } from '../project/source.ts';
import type { Module } from '../syntax/tree.ts';
import type { Changes, Value } from '../values/index.ts';
import { runEntries } from './entries.ts';
import { importOrder } from './import-order.ts';
import { BudgetSpent, createMachine, type Machine } from './machine.ts';
import { keepRun } from './module-runs.ts';
import { executeMain } from './modules.ts';
import { Recorder } from './recorder.ts';
import type { Analysis, FileFacts } from './result.ts';
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
  const refused = runRoots(createMachine(project, { roots, recorder, ...options }), roots);
  nameVersions(recorder, project, (other, budget) => {
    const again = new Recorder({ observes: false });
    runRoots(createMachine(other, { roots, recorder: again, ...options, budget }), refused);
    return again.isCut ? undefined : again;
  });
  const places = once(() => recorder.placesInModels());
  const files = new Map([...recorder.paths()].flatMap(path => factsOf(project, recorder, path, places)));
  return { files, dataFiles: recorder.dataFiles };
}

/** Gives those in whose runs anything was refused. */
function runRoots(m: Machine, roots: readonly string[]): readonly string[] {
  const ordered = importOrder(m.project, roots);
  const isSharing =
    roots.length <= MOST_SHARING && ordered.some(({ lastImporter }) => lastImporter !== undefined);
  const endings: Changes[] = [];
  const refused = ordered.filter(({ path, lastImporter }) => {
    const before = m.recorder.findingCount;
    if (isSharing) endings.push(runAside(m, () => runRoot(m, path, lastImporter !== undefined)));
    else runRoot(m, path, false);
    m.restart();
    for (const other of ordered) if (other.lastImporter === path) m.moduleRuns.delete(other.path);
    return m.recorder.findingCount > before;
  });
  m.recorder.settle();
  // Facts are read when somebody asks, from the places that the runs have filled.
  for (const ending of endings) m.heap.apply(ending);
  m.release();
  return refused.map(({ path }) => path);
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
    runEntries(m, ownDefinitions(m, path));
    suspectUnusedLayers(m, path);
    suspectUnusedOutputs(m, path);
  });
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
function guarded(m: Machine, path: string, action: () => void): void {
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

function factsOf(
  project: Project,
  recorder: Recorder,
  path: string,
  places: () => ReadonlyMap<number, string>,
): [string, FileFacts][] {
  const source = project.source(path);
  return source ? [[path, new RecordedFacts(source, recorder, places)]] : [];
}

/** Sorted lists are made when somebody asks: a keystroke needs the problems only. */
class RecordedFacts implements FileFacts {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
  readonly findings: FileFacts['findings'];
  readonly suspicions: FileFacts['suspicions'];
  readonly slips: FileFacts['slips'];
  readonly cuts: FileFacts['cuts'];
  readonly versions: FileFacts['versions'];
  readonly relevant: boolean;
  readonly #layers: () => FileFacts['layers'];
  readonly #models: () => FileFacts['models'];
  readonly #tensors: () => FileFacts['tensors'];
  readonly #observations: () => FileFacts['observations'];

  constructor({ path, text, module }: Source, recorder: Recorder, places: () => ReadonlyMap<number, string>) {
    const record = recorder.of(path);
    this.path = path;
    this.text = text;
    this.module = module;
    this.findings = record.findings;
    this.suspicions = record.suspicions;
    this.slips = [...record.slips.values()];
    this.cuts = record.cuts;
    this.versions = record.versions;
    this.relevant = record.relevant;
    this.#layers = once(() => recorder.layersOf(path, places));
    this.#models = once(() => recorder.modelsOf(path));
    this.#tensors = once(() => recorder.tensorsOf(path));
    this.#observations = once(() => recorder.observationsOf(path));
  }

  get layers(): FileFacts['layers'] {
    return this.#layers();
  }

  get models(): FileFacts['models'] {
    return this.#models();
  }

  get tensors(): FileFacts['tensors'] {
    return this.#tensors();
  }

  get observations(): FileFacts['observations'] {
    return this.#observations();
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

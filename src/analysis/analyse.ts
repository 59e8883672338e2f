/** Runs files on shapes and collects what was found, by file. */
import type { Project } from '../project/source.ts';
import type { Value } from '../values/index.ts';
import { runEntries } from './entries.ts';
import { BudgetSpent, createMachine, type Machine } from './machine.ts';
import { executeModule } from './modules.ts';
import { Recorder } from './recorder.ts';
import type { Analysis, FileFacts } from './result.ts';

export interface AnalyseOptions {
  /** Nodes that may be visited for one file. */
  readonly budget?: number;
}

/**
 * Analyses each root for itself: its own statements, then what nothing calls, with everything it imports. Never throws over the
 * user's code; what was cut off is in the result.
 */
export function analyse(project: Project, roots: readonly string[], options: AnalyseOptions = {}): Analysis {
  const recorder = new Recorder();
  for (const path of roots)
    analyseRoot(project, path, createMachine(project, { roots, recorder, ...options }));
  const places = once(() => recorder.placesInModels());
  const files = new Map([...recorder.paths()].flatMap(path => factsOf(project, recorder, path, places)));
  return { files, dataFiles: recorder.dataFiles };
}

function analyseRoot(project: Project, path: string, m: Machine): void {
  const source = project.source(path);
  if (!source) return;
  m.recorder.of(path);
  guarded(m, path, () => {
    executeModule(m, path, source.module);
    runEntries(m, ownDefinitions(m, path));
  });
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
  if (!source) return [];
  const record = recorder.of(path);
  // Sorted lists are made when somebody asks: a keystroke needs the problems only.
  const layers = once(() => recorder.layersOf(path, places));
  const models = once(() => recorder.modelsOf(path));
  const tensors = once(() => recorder.tensorsOf(path));
  const observations = once(() => recorder.observationsOf(path));
  const facts: FileFacts = {
    path,
    text: source.text,
    module: source.module,
    get layers() {
      return layers();
    },
    get models() {
      return models();
    },
    findings: record.findings,
    suspicions: record.suspicions,
    get tensors() {
      return tensors();
    },
    get observations() {
      return observations();
    },
    slips: [...record.slips.values()],
    cuts: record.cuts,
    versions: record.versions,
    relevant: record.relevant,
  };
  return [[path, facts]];
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

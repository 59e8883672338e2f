/**
 * The machine that runs programs on shapes: its heap, budget, recorder and present place in the program. The functions of this room take it as
 * their first argument; frameworks see it as `Host`.
 */

import { wordsOf } from '../frameworks/index.ts';
import type { Project } from '../project/source.ts';
import type { Origin } from '../shapes/index.ts';
import { symbol } from '../shapes/index.ts';
import type { FunctionExpr } from '../syntax/tree.ts';
import {
  type Assumption,
  type Conflict,
  type Finding,
  type FunctionValue,
  Heap,
  type Hold,
  type Host,
  itemsOf,
  keepUses,
  type LoopStart,
  noUses,
  shapeOf,
  type Uses,
  unknown,
  type Value,
  watchUses,
} from '../values/index.ts';
import { attributeOf } from './attributes.ts';
import { callValue, parametersOf } from './calls.ts';
import { restsOnComment } from './certainty.ts';
import type { Frame } from './frame.ts';
import { iterationOf, tolerating } from './iteration.ts';
import type { ModuleRun } from './module-runs.ts';
import { lacksWritten } from './python-errors/own-attributes.ts';
import { Readings } from './readings.ts';
import type { Recorder } from './recorder.ts';
import { RunState } from './run-state.ts';
import { type Saved, savedIn } from './saved.ts';
import { storedIn, tableIn } from './stored.ts';

/** Nodes visited before the analysis of one entry is cut off: about a second of work. */
const DEFAULT_BUDGET = 1_500_000;

export class BudgetSpent extends Error {}

export interface Machine {
  readonly project: Readings;
  heap: Heap;
  recorder: Recorder;
  readonly host: Host;
  run: RunState;
  /** Nodes left to visit. */
  budget: number;
  /** The statement being executed, where conflicts are refused. */
  statement: Origin;
  /** Call sites of the user's functions that led here, outermost first. */
  readonly callers: Origin[];
  /** Where the innermost call that is being evaluated is written. */
  calling: Frame | undefined;
  /** Functions being executed, for cutting recursion. */
  readonly active: Map<FunctionValue['function'], number>;
  /** Modules of the workspace that were executed or are being executed, by path. */
  readonly modules: Map<string, Value>;
  /** Runs of files that others after them import, by path: they outlive the run of a root. */
  readonly moduleRuns: Map<string, ModuleRun>;
  /** Those of them that were replayed in the run of this root. */
  readonly replayed: Set<ModuleRun>;
  /** What the program has saved, by the name of the file. */
  readonly saved: Map<string, Saved>;
  /** What is done with the values that are watched, by their names: by all programs that are run together. */
  readonly uses: Map<string, Uses>;
  /** Imports so far that gave nothing: inside a `try` they select its handler. */
  unresolvedImports: number;
  /** Files that are analysed for themselves: what merely importing them does is not recorded again. */
  readonly roots: ReadonlySet<string>;
  /** The one of them that is being run. */
  root: string;
  /** What is run although nothing calls it; named by the problems found there. */
  entry: Assumption | undefined;
  /** > 0: what happens is tried out only; nothing is recorded. */
  muted: number;
  /** > 0: in a branch that is not taken: expressions are observed, nothing else is recorded. */
  shadowed: number;
  /** > 0: in a round that stands for any number of rounds. */
  repeated: number;
  /** The loops of unknown numbers of rounds that are being run, outermost first. */
  readonly endless: LoopStart[];
  /** > 0: inside a `try` that catches what frameworks raise: refusals prove nothing. */
  tolerated: number;
  /** Some value of this analysis is known from a comment only. */
  usesComments: boolean;
  /** > 0: in the body of a condition or a loop of which it is not known whether it runs. */
  undecided: number;
  /**
   * Functions on undecided paths of which the program is, innermost last: their arguments may be such that the path is not taken. Of what runs
   * for itself, a module or an entry, every path counts.
   */
  readonly doubts: FunctionExpr[];
  /** Refusals on the present way of a condition, which do not count as long as that way is doubted. */
  withheld: Caught[] | undefined;
  /** > 0: one of several alternatives is tried. */
  trying: number;
  /** What is stated while alternatives are tried: caught instead of recorded. */
  caught: Caught[] | undefined;
  /** What the run has come to, between two statements of a file that nothing else has called. */
  hold(): Held;
  /** Undoes what was run since, by whatever it was ended. */
  goBack(held: Held): void;
  /** Makes it ready for the next root: as new, but for the runs that are kept. */
  restart(): void;
  /** Lets go of all that was made: layers hold on to their host, and it must not keep every module alive with them. */
  release(): void;
}

/** What a run of a file has come to between two of its statements. */
export interface Held {
  readonly heap: Hold;
  readonly run: RunState;
  readonly recorder: Recorder;
  readonly budget: number;
  readonly modules: ReadonlyMap<string, Value>;
  readonly saved: ReadonlyMap<string, Saved>;
  readonly uses: ReadonlyMap<string, Uses>;
  /** Forgets the later uses of these. */
  readonly forgetUses: readonly (() => void)[];
  readonly unresolvedImports: number;
  readonly usesComments: boolean;
  /** How many things were read of the project until then. */
  readonly readings: number;
}

/** A finding held back until it is known whether the alternative that it belongs to is the one that runs. */
export interface Caught {
  readonly certainty: Certainty;
  readonly finding: Finding;
  /** False where nothing would have been recorded: inside a `try`, or in a branch that is not taken. */
  readonly isTold: boolean;
}

export type Certainty = 'refused' | 'suspect';

export interface MachineOptions {
  readonly roots: readonly string[];
  readonly recorder: Recorder;
  readonly budget?: number;
}

export function createMachine(project: Project, options: MachineOptions): Machine {
  return new RunningMachine(project, options);
}

class RunningMachine implements Machine {
  readonly project: Readings;
  heap = new Heap();
  recorder: Recorder;
  run = new RunState();
  readonly host: Host = hostOf(this);
  budget: number;
  statement: Origin = { file: '', start: 0, end: 0, what: '' };
  readonly callers: Origin[] = [];
  readonly active = new Map<FunctionValue['function'], number>();
  readonly modules = new Map<string, Value>();
  readonly moduleRuns = new Map<string, ModuleRun>();
  readonly replayed = new Set<ModuleRun>();
  readonly saved = new Map<string, Saved>();
  readonly uses = new Map<string, Uses>();
  unresolvedImports = 0;
  readonly roots: ReadonlySet<string>;
  root = '';
  entry: Assumption | undefined = undefined;
  muted = 0;
  shadowed = 0;
  tolerated = 0;
  usesComments = false;
  repeated = 0;
  readonly endless: LoopStart[] = [];
  trying = 0;
  undecided = 0;
  readonly doubts: FunctionExpr[] = [];
  calling: Frame | undefined = undefined;
  withheld: Caught[] | undefined = undefined;
  caught: Caught[] | undefined = undefined;

  readonly #budget: number;

  constructor(project: Project, { roots, recorder, budget }: MachineOptions) {
    this.project = new Readings(project);
    this.recorder = recorder;
    this.roots = new Set(roots);
    this.#budget = budget ?? DEFAULT_BUDGET;
    this.budget = this.#budget;
  }

  hold(): Held {
    return {
      heap: this.heap.hold(),
      run: this.run.copy(),
      recorder: this.recorder.copy(),
      budget: this.budget,
      modules: new Map(this.modules),
      saved: new Map(this.saved),
      uses: new Map(this.uses),
      forgetUses: [...this.uses.values()].map(keepUses),
      unresolvedImports: this.unresolvedImports,
      usesComments: this.usesComments,
      readings: this.project.count,
    };
  }

  goBack(held: Held): void {
    this.#leaveAll();
    this.heap.goBack(held.heap);
    this.run = held.run.copy();
    const recorder = held.recorder.copy();
    recorder.countAfter(this.recorder);
    this.recorder = recorder;
    this.budget = held.budget;
    refill(this.modules, held.modules);
    refill(this.saved, held.saved);
    refill(this.uses, held.uses);
    for (const forget of held.forgetUses) forget();

    this.unresolvedImports = held.unresolvedImports;
    this.usesComments = held.usesComments;
    this.project.forgetAfter(held.readings);
  }

  restart(): void {
    this.#leaveAll();
    this.modules.clear();
    this.replayed.clear();
    this.saved.clear();
    this.run = new RunState(this.run.scopes);
    this.heap = new Heap();
    this.budget = this.#budget;
    this.unresolvedImports = 0;
  }

  /** A run that was cut off may have stopped anywhere. */
  #leaveAll(): void {
    this.callers.length = 0;
    this.active.clear();
    this.entry = undefined;
    this.muted = 0;
    this.shadowed = 0;
    this.tolerated = 0;
    this.repeated = 0;
    this.endless.length = 0;
    this.trying = 0;
    this.undecided = 0;
    this.doubts.length = 0;
    this.calling = undefined;
    this.withheld = undefined;
    this.caught = undefined;
  }

  release(): void {
    this.restart();
    this.run = new RunState();
    this.moduleRuns.clear();
    this.uses.clear();
  }
}

function refill<K, V>(map: Map<K, V>, entries: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}

/** Whether what happens now is a fact of the program. */
export function isRecording(m: Machine): boolean {
  return m.muted === 0 && m.shadowed === 0;
}

/** What making a layer costs, in visited nodes: as much time, and memory that stays. */
const LAYER_COST = 25;

/** Counts visited nodes; the budget is of nodes, not of time, so that results never depend on the machine. */
export function tick(m: Machine, nodes = 1): void {
  m.budget -= nodes;
  if (m.budget < 0) throw new BudgetSpent();
}

function hostOf(m: Machine): Host {
  return {
    refuse: conflict => report(m, conflict, 'refused'),
    suspect: conflict => report(m, conflict, 'suspect'),
    suspectAtEnd: (conflict, isSo) => report(m, conflict, 'suspect', isSo),
    watch: (value, name) => {
      const uses = m.uses.get(name) ?? noUses();
      m.uses.set(name, uses);
      watchUses(value, uses);
      return uses;
    },
    write: (place, value) => m.heap.write(place, value),
    nextId: () => m.recorder.nextId(),
    layerMade: layer => {
      tick(m, LAYER_COST);
      if (isRecording(m)) m.recorder.layerMade(layer, m.entry !== undefined);
    },
    modelMade: model => {
      if (isRecording(m)) m.recorder.modelMade(model);
    },
    call: (callee, args, site, open = false) => callValue(m, callee, { args, open }, site),
    passOn: (callee, { args, open, site }) => callValue(m, callee, { args, open, isWritten: true }, site),
    attribute: (value, name, site) => attributeOf(m, value, name, site),
    lacks: (value, name, base) => lacksWritten(m, value, name, base),
    items: value => itemsOf(value) ?? knownItems(m, value),
    iterate: (value, site) => iterationOf(m, value, site),
    readText: name => {
      const data = m.project.data(m.statement.file, name);
      if (data) m.recorder.dataFiles.add(data.path);
      return data?.text;
    },
    saved: file => savedIn(m, file),
    tensorsIn: file => storedIn(m, file),
    tableIn: file => tableIn(m, file),
    version: framework => {
      const { file } = m.statement;
      const version = m.project.version(file, framework);
      m.recorder.of(file).versions.set(framework, version);
      return version;
    },
    learn: (tensor, shape) => {
      if (shapeOf(tensor) === undefined || shapeOf(tensor)?.length === shape.length)
        m.heap.write(tensor.learned, shape);
    },
    unknown: (missing, site, settle) => unknown({ missing, at: site, settle }),
    because: unknown,
    isTopLevel: () => m.callers.length === 0 && m.entry === undefined,
    isEntry: () => m.entry !== undefined,
    isRepeating: () => m.repeated > 0,
    parameters: () => m.calling && parametersOf(m.calling),
    contradict: () => {
      if (m.entry && m.muted === 0) m.tolerated++;
    },
    outlastsRound: ({ serial }) => m.endless.some(loop => serial <= loop.serial),
    isFilling: place => m.heap.isFilled(place, m.endless),
    repeating: action => repeating(m, action),
    textOf: origin => textOf(m, origin),
    mentions: text =>
      m.project.ask(m.statement.file, `mentions ${text}`, source => source?.text.includes(text) === true),
    freshSymbol: (name, site) =>
      symbol(name, { id: `${name}@${site.file}:${site.start}#${m.recorder.nextId()}`, origin: site }),
  };
}

/** Runs what stands for any number of rounds. */
export function repeating<T>(m: Machine, action: () => T): T {
  m.repeated++;
  try {
    return action();
  } finally {
    m.repeated--;
  }
}

function knownItems(m: Machine, value: Value): readonly Value[] | undefined {
  // Frameworks ask this of whatever they are given.
  const items = tolerating(m, () => iterationOf(m, value, m.statement));
  return 'known' in items ? items.known : undefined;
}

function report(m: Machine, conflict: Conflict, certainty: Certainty, isSo?: () => boolean): void {
  const doubted = m.doubts.at(-1);
  const isCounted = isRecording(m) && m.tolerated === 0 && !isOfAnother(m, conflict);
  const isRecorded = isCounted && !(m.usesComments && restsOnComment(conflict));
  if (isRecorded && doubted) m.run.doubted.add(doubted);
  const isTold = isRecorded && !doubted;
  const withheld = isRecorded && doubted ? m.withheld : undefined;
  if (!isTold && !withheld && !m.caught) return;
  const finding: Finding = {
    conflict: certainty === 'refused' ? { ...conflict, says: wordsOf(conflict) } : conflict,
    file: m.statement.file,
    statement: m.statement,
    callers: [...m.callers],
    assumptions: m.entry ? [m.entry] : [],
    root: m.root,
    ...(isSo && { isSo }),
  };
  withheld?.push({ certainty, finding, isTold });
  tell(m, { certainty, finding, isTold });
}

/**
 * A layer that takes fewer tensors may stand where another is called with more, on a path that knows which it is (`norm(x, batch)` behind
 * `if self.supports_batch`, where `norm` is an Identity): of what nothing calls that is not told.
 */
function isOfAnother(m: Machine, conflict: Conflict): boolean {
  return (
    m.entry !== undefined && m.undecided > 0 && conflict.kind === 'argument' && conflict.aspect === 'too-many'
  );
}

/** Records a finding, or hands it to those who try alternatives. */
export function tell(m: Machine, found: Caught): void {
  if (m.caught) m.caught.push(found);
  else if (found.isTold) m.recorder.finding(found.certainty, found.finding);
}

const LONGEST_QUOTE = 60;

function textOf(m: Machine, origin: Origin): string {
  const text = m.project.source(origin.file)?.text.slice(origin.start, origin.end).replace(/\s+/g, ' ') ?? '';
  return text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text;
}

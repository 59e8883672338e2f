/** The machine itself: its state, and how that begins, is gone back to and let go. */
import type { Project } from '../project/source.ts';
import type { Origin } from '../shapes/index.ts';
import type { FunctionExpr } from '../syntax/tree.ts';
import {
  type Assumption,
  type FunctionValue,
  Heap,
  type Host,
  keepUses,
  type LoopStart,
  type Uses,
  type UsesPart,
  type Value,
} from '../values/index.ts';
import { nothingEquated } from './equated.ts';
import type { Frame } from './frame.ts';
import { hostOf } from './host.ts';
import { LANGUAGES } from './language.ts';
import type { Caught, Held, KeptStretches, Machine, Saved } from './machine.ts';
import type { Exception, Guard } from './raising.ts';
import { Readings } from './readings.ts';
import type { Recorder } from './recorder.ts';
import { type ModuleRun, RunState } from './run-state.ts';

/** Nodes visited before the analysis of one entry is cut off: about a second of work. */
const DEFAULT_BUDGET = 1_500_000;

export interface MachineOptions {
  readonly roots: readonly string[];
  readonly recorder: Recorder;
  readonly budget?: number;
  /** False: as if comments said nothing of shapes, and nobody asked for any. */
  readonly takesHints?: boolean;
}

export function createMachine(project: Project, options: MachineOptions): Machine {
  return new RunningMachine(project, options);
}

class RunningMachine implements Machine {
  readonly project: Readings;
  heap = new Heap();
  recorder: Recorder;
  run = new RunState();
  host: Host = hostOf(this);
  readonly languages = LANGUAGES;
  budget: number;
  statement: Origin = { file: '', start: 0, end: 0, what: '' };
  readonly callers: Origin[] = [];
  readonly active = new Map<FunctionValue['function'], number>();
  readonly modules = new Map<string, Value>();
  readonly moduleRuns = new Map<string, ModuleRun>();
  readonly replayed = new Set<ModuleRun>();
  readonly saved = new Map<string, Saved>();
  readonly uses = new Map<string, Uses>();
  usesPart: UsesPart | undefined = undefined;
  stretches: KeptStretches | undefined = undefined;
  unresolvedImports = 0;
  readonly roots: ReadonlySet<string>;
  root = '';
  entry: Assumption | undefined = undefined;
  readonly equated = nothingEquated();
  muted = 0;
  shadowed = 0;
  tolerated = 0;
  guard: Guard | undefined = undefined;
  raised: Exception | undefined = undefined;
  thrown: Exception | undefined = undefined;
  readonly takesHints: boolean;
  usesHints = false;
  repeated = 0;
  readonly endless: LoopStart[] = [];
  readonly rounds: number[] = [];
  trying = 0;
  undecided = 0;
  layersMade = 0;
  isInherited = false;
  readonly doubts: FunctionExpr[] = [];
  calling: Frame | undefined = undefined;
  unknownCalled: Machine['unknownCalled'] = undefined;
  withheld: Caught[] | undefined = undefined;
  caught: Caught[] | undefined = undefined;

  readonly #budget: number;

  constructor(project: Project, { roots, recorder, budget, takesHints = true }: MachineOptions) {
    this.project = new Readings(project);
    this.recorder = recorder;
    this.roots = new Set(roots);
    this.takesHints = takesHints;
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
      usesHints: this.usesHints,
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
    this.usesHints = held.usesHints;
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
    this.guard = undefined;
    this.raised = undefined;
    this.thrown = undefined;
    this.repeated = 0;
    this.endless.length = 0;
    this.rounds.length = 0;
    this.trying = 0;
    this.undecided = 0;
    this.isInherited = false;
    this.doubts.length = 0;
    this.calling = undefined;
    this.unknownCalled = undefined;
    this.withheld = undefined;
    this.caught = undefined;
  }

  renewHost(): void {
    this.host = hostOf(this);
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

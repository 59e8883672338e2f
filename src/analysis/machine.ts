/**
 * The machine that runs programs on shapes: its heap, budget, recorder and present place in the program. The functions of this room take it as
 * their first argument; frameworks see it as `Host`.
 */

import type { Dim, Origin } from '../shapes/index.ts';
import type { FunctionExpr, Language } from '../syntax/tree.ts';
import type {
  Assumption,
  Finding,
  FunctionValue,
  Heap,
  Hold,
  Host,
  LoopStart,
  Slot,
  Uses,
  UsesPart,
  Value,
} from '../values/index.ts';
import type { Flow, Frame } from './frame.ts';
import type { LanguageRules } from './language-rules.ts';
import type { Exception, Guard } from './raising.ts';
import type { Readings } from './readings.ts';
import type { Recorder } from './recorder.ts';
import type { ModuleRun, RunState } from './run-state.ts';

export class BudgetSpent extends Error {}

export interface Machine {
  readonly project: Readings;
  heap: Heap;
  recorder: Recorder;
  host: Host;
  readonly languages: Readonly<Record<Language, LanguageRules>>;
  run: RunState;
  /** Nodes left to visit. */
  budget: number;
  /** How many layers were made, those of trials too. */
  layersMade: number;
  /** The statement being executed, where conflicts are refused. */
  statement: Origin;
  /** Call sites of the user's functions that led here, outermost first. */
  readonly callers: Origin[];
  /** Where the innermost call that is being evaluated is written. */
  calling: Frame | undefined;
  /** Told the code of what is called that is not known and may make parts of a model, where a framework wants to know. */
  unknownCalled: ((code: string) => void) | undefined;
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
  /** What of them belongs to the part of the run that is being noted. */
  usesPart: UsesPart | undefined;
  /** Parts of a run of a file that is being typed in, which need not be run again; elsewhere undefined. */
  stretches: KeptStretches | undefined;
  /** Imports so far that gave nothing: inside a `try` they select its handler. */
  unresolvedImports: number;
  /** Files that are analysed for themselves: what merely importing them does is not recorded again. */
  readonly roots: ReadonlySet<string>;
  /** The one of them that is being run. */
  root: string;
  /** What is run although nothing calls it; named by the problems found there. */
  entry: Assumption | undefined;
  /** Sizes that use has shown (`equated.ts`), by the ids of the symbols that they are. */
  readonly equated: Slot<ReadonlyMap<string, Dim>>;
  /** > 0: what happens is tried out only; nothing is recorded. */
  muted: number;
  /** > 0: in a branch that is not taken: expressions are observed, nothing else is recorded. */
  shadowed: number;
  /** > 0: in a round that stands for any number of rounds. */
  repeated: number;
  /** The loops of unknown numbers of rounds that are being run, outermost first. */
  readonly endless: LoopStart[];
  /** The last serial before each comprehension of an unknown number of rounds that is being run. */
  readonly rounds: number[];
  /** > 0: inside a `try` that catches what frameworks raise: refusals prove nothing. */
  tolerated: number;
  /** The innermost `try` with handlers that is being run. */
  guard: Guard | undefined;
  /** What an expression of the present statement has raised, which then leaves. Of no use outside of a `try`. */
  raised: Exception | undefined;
  /** What was raised last: where the way of a function or a block ends with it. */
  thrown: Exception | undefined;
  /** What comments say of shapes, and what is asked for as a tensor's, is taken where nothing else is known. */
  readonly takesHints: boolean;
  /** Some value of this analysis is known from such a hint only. */
  usesHints: boolean;
  /** > 0: in the body of a condition or a loop of which it is not known whether it runs. */
  undecided: number;
  /** The entry is a method that its object inherits: paths of it may be there for objects of other classes. */
  isInherited: boolean;
  /**
   * Functions on undecided paths of which the program is, innermost last: their arguments may be such that the path is not taken. Of what runs
   * for itself, a module or an entry that is no inherited method, every path counts.
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
  /** Forgets what frameworks have kept beside the host, of which no kept run may hold anything. */
  renewHost(): void;
  /** Lets go of all that was made: layers hold on to their host, and it must not keep every module alive with them. */
  release(): void;
}

/** Parts of a run that are kept (`stretches.ts`). */
export interface KeptStretches {
  /** Runs something, or does again what it has done. */
  run(m: Machine, code: object, on: object | undefined, frame: Frame | undefined, action: () => Flow): Flow;
  /** What is being run depends on something, or changes something, that is not noted. */
  spoil(): void;
}

/** A file that the program has written. */
export interface Saved {
  readonly content: Slot<Value | undefined>;
  /** The run in which it was named first: what a function that nothing calls finds, another one may have written meanwhile. */
  readonly entry: Machine['entry'];
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
  readonly usesHints: boolean;
  /** How many things were read of the project until then. */
  readonly readings: number;
}

/** A finding held back until it is known whether the alternative that it belongs to is the one that runs. */
export interface Caught {
  readonly certainty: Certainty;
  readonly finding: Finding;
  readonly standing: Standing;
}

/**
 * What becomes of a finding whose alternative is the one that runs: it is recorded; it waits for what the other way of a doubted condition finds; or it
 * is dropped, as nothing would have been recorded (inside a `try`, in a branch that is not taken).
 */
export type Standing = 'told' | 'doubted' | 'dropped';

export type Certainty = 'refused' | 'suspect';

/** Whether what happens now is a fact of the program. */
export function isRecording(m: Machine): boolean {
  return m.muted === 0 && m.shadowed === 0;
}

/** Counts visited nodes; the budget is of nodes, not of time, so that results never depend on the machine. */
export function tick(m: Machine, nodes = 1): void {
  m.budget -= nodes;
  if (m.budget < 0) throw new BudgetSpent();
}

/** So many places of the heap that are looked at take as much time as one visited node. */
const PLACES_A_NODE = 20;

/** What a loop of many rounds, each of which may leave it, merges behind it grows with their square: that is work as well. */
export const costOf = (places: number): number => Math.floor(places / PLACES_A_NODE);

/** Runs what stands for any number of rounds. */
export function repeating<T>(m: Machine, action: () => T): T {
  const { raised } = m;
  m.repeated++;
  try {
    return action();
  } finally {
    m.repeated--;
    // There may be no round.
    m.raised = raised;
  }
}

/** Looks something up without recording anything. */
export function quietly<T>(m: Machine, action: () => T): T {
  m.muted++;
  try {
    return action();
  } finally {
    m.muted--;
  }
}

/** Records a finding, or hands it to those who try alternatives. */
export function tell(m: Machine, found: Caught): void {
  if (m.caught) m.caught.push(found);
  else if (found.standing === 'told') m.recorder.finding(found.certainty, found.finding);
  else if (found.standing === 'doubted') m.withheld?.push(found);
}

/**
 * Stretches of the run of a file that is being typed in: a statement of the file, or something that nothing calls. A stretch is not run again where all that it
 * has read is the same; what it has done is done again instead, which takes a fraction of the time.
 *
 * What it reads of the heap is noted by the heap's places (`values/reads.ts`), what it reads of the project by `Readings`, what it adds to the run by whoever
 * keeps that (`RunState`, `Recorder`, `uses.ts`). Whoever reads or changes anything else calls `spoil`.
 */
import { lastSerial, noted, type Reads, type Recording, type UsesPart, type Value } from '../values/index.ts';
import type { Flow, Frame } from './frame.ts';
import { isRecording, type KeptStretches, type Machine, tick } from './machine.ts';
import type { Reading } from './readings.ts';
import type { Told } from './recorder.ts';
import type { RunPart } from './run-state.ts';

/** What a stretch has read, done and left. */
interface Stretch {
  readonly before: Before;
  readonly reads: Reads;
  readonly readings: ReadonlyMap<string, Reading>;
  readonly writes: Recording;
  readonly run: RunPart;
  readonly told: readonly Told[];
  readonly uses: UsesPart;
  readonly exported: readonly (readonly [string, Value])[];
  readonly visited: number;
  readonly unresolvedImports: number;
  readonly usesHints: boolean;
  readonly statement: Machine['statement'];
}

/** What else it has begun from. */
interface Before {
  readonly usesHints: boolean;
  readonly tolerated: number;
  readonly modules: readonly (string | Value)[];
}

/** By what is run: a statement or a function, and the object that it is called on. */
type Kept = Map<object, Map<object | undefined, Stretch>>;

export class Stretches implements KeptStretches {
  /** Those of the last run. */
  #last: Kept = new Map();
  #present: Kept = new Map();
  #isSpoilt = false;

  /** A run begins, or goes on behind what is the same as before: what of that is kept stays kept. */
  begin(before: readonly object[]): void {
    this.#last = this.#present;
    this.#present = new Map();
    for (const code of before) {
      const kept = this.#last.get(code);
      if (kept) this.#present.set(code, kept);
    }
  }

  spoil(): void {
    this.#isSpoilt = true;
  }

  run(m: Machine, code: object, on: object | undefined, frame: Frame | undefined, action: () => Flow): Flow {
    const known = this.#last.get(code)?.get(on);
    if (known && isAsBefore(m, known)) {
      repeat(m, known, frame);
      this.#keep(code, on, known);
      return 'next';
    }
    this.#isSpoilt = false;
    const finish = note(m, frame);
    let flow: Flow | undefined;
    try {
      flow = action();
    } finally {
      const stretch = finish();
      if (flow === 'next' && stretch && !this.#isSpoilt) this.#keep(code, on, stretch);
    }
    return flow;
  }

  #keep(code: object, on: object | undefined, stretch: Stretch): void {
    const known = this.#present.get(code) ?? new Map<object | undefined, Stretch>();
    this.#present.set(code, known.set(on, stretch));
  }
}

/** Runs it, where parts of the run are kept as one of them. `on`: the object that it is called on. */
export function asStretch(
  m: Machine,
  code: object,
  action: () => Flow,
  { on, frame }: { readonly on?: object; readonly frame?: Frame } = {},
): Flow {
  return m.stretches ? m.stretches.run(m, code, on, frame, action) : action();
}

const begunFrom = (m: Machine): Before => ({
  usesHints: m.usesHints,
  tolerated: m.tolerated,
  modules: [...m.modules].flat(),
});

/** What is not noted by whoever keeps it: whether there is nothing of the kind. */
const isPlain = (m: Machine): boolean =>
  !m.run.isPatched && m.saved.size === 0 && isRecording(m) && m.recorder.instances.length === 0;

function isAsBefore(m: Machine, { before, visited, run, uses, reads, readings }: Stretch): boolean {
  const now = begunFrom(m);
  return (
    isPlain(m) &&
    visited <= m.budget &&
    now.usesHints === before.usesHints &&
    now.tolerated === before.tolerated &&
    now.modules.length === before.modules.length &&
    now.modules.every((each, i) => each === before.modules[i]) &&
    reads.areSame() &&
    run.asked.every(isSame => isSame(m.run)) &&
    [...uses.before].every(([name, watched]) => m.uses.get(name) === watched) &&
    m.project.areSameIn(readings)
  );
}

function repeat(m: Machine, stretch: Stretch, frame: Frame | undefined): void {
  tick(m, stretch.visited);
  m.heap.redo(stretch.writes);
  m.run.add(stretch.run.own);
  for (const tell of stretch.told) tell(m.recorder);
  for (const tell of stretch.uses.told) tell();
  for (const [name, value] of stretch.exported) frame?.exported?.set(name, value);
  m.unresolvedImports += stretch.unresolvedImports;
  m.usesHints = stretch.usesHints;
  m.statement = stretch.statement;
}

/** Notes everything from here on; gives what ends that and tells what there was, undefined where it cannot be done again. */
function note(m: Machine, frame: Frame | undefined): () => Stretch | undefined {
  const before = begunFrom(m);
  const { budget, unresolvedImports } = m;
  const exported = new Map(frame?.exported);
  const [exits, returns, outer] = [frame?.exits.length, frame?.returns.length, frame?.outer?.size];
  const wasPlain = isPlain(m);
  const mark = m.heap.beginRecording();
  const reads = noted.begin(lastSerial());
  const readings = new Map<string, Reading>();
  const told: Told[] = [];
  const uses: UsesPart = { before: new Map(), told: [] };
  m.project.notes = readings;
  m.recorder.notes = told;
  m.usesPart = uses;
  m.run.beginPart();
  return () => {
    noted.end();
    m.project.notes = undefined;
    m.recorder.notes = undefined;
    m.usesPart = undefined;
    const run = m.run.takePart();
    const isSameFrame =
      frame?.exits.length === exits && frame?.returns.length === returns && frame?.outer?.size === outer;
    if (!run || !wasPlain || !isPlain(m) || !isSameFrame) return undefined;
    return {
      before,
      reads,
      readings,
      writes: m.heap.recordingSince(mark, []),
      run,
      told,
      uses,
      exported: [...(frame?.exported ?? [])].filter(([name, value]) => exported.get(name) !== value),
      visited: budget - m.budget,
      unresolvedImports: m.unresolvedImports - unresolvedImports,
      usesHints: m.usesHints,
      statement: m.statement,
    };
  };
}

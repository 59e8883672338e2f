/**
 * The run of a file that is being typed in. It stands still before the first statement that the last edit has changed, so that the next run goes on from
 * there: what comes before cannot be otherwise, as long as all is the same that it has read of the project and of the rest of the file (`Readings`). Of
 * what comes behind, only that is run again which has read something that is no longer the same (`Stretches`).
 */
import type { Project, Source } from '../project/source.ts';
import { type Alike, alikeStatements } from '../syntax/alike.ts';
import type { Stmt } from '../syntax/tree.ts';
import type { Value } from '../values/index.ts';
import { analyse, examined, guarded, runRest } from './analyse.ts';
import type { Flow, Frame } from './frame.ts';
import { LANGUAGES } from './language.ts';
import type { Held, Machine } from './machine.ts';
import { openModule } from './modules.ts';
import { Recorder } from './recorder.ts';
import type { Analysis } from './result.ts';
import { createMachine } from './running-machine.ts';
import { executeBlock } from './statements.ts';
import { asStretch, Stretches } from './stretches.ts';

/** Before which statement of the file a run stands, and all that it has come to. */
interface Stop {
  readonly before: number;
  readonly held: Held;
  readonly local: Local;
}

/** What a file's own frame holds outside of the heap. */
interface Local {
  readonly exits: number;
  readonly returns: number;
  readonly outer: Frame['outer'];
  readonly exported: ReadonlyMap<string, Value>;
}

/** A run that is kept, with where it can be taken up: at the beginning, and where it stands. */
interface Standing {
  readonly machine: Machine;
  readonly stretches: Stretches;
  readonly frame: Frame;
  readonly beginning: Stop;
  stop: Stop;
}

export class StandingRun {
  readonly #project: Project;
  readonly #path: string;
  #last: Source | undefined;
  #standing: Standing | undefined;
  /** The same run without hints, as long as each edit asks for it. */
  #withoutHints: Standing | undefined;

  constructor(project: Project, path: string) {
    this.#project = project;
    this.#path = path;
  }

  /** As `analyse` of the file alone, as it is now. The facts of earlier analyses are no longer to be read. */
  again(): Analysis {
    const read = this.#project.source(this.#path);
    const before = this.#last;
    const alike = before && read ? alikeStatements(before, read) : { first: 0, last: 0 };
    this.#last = before && read ? withNodesOf(before, read, alike) : read;
    if (this.#last && alike.first + alike.last > 0) return this.#run(this.#last, alike.first);
    this.dispose();
    return analyse(this.#project, [this.#path]);
  }

  /** Lets go of all that is kept. */
  dispose(): void {
    this.#standing?.machine.release();
    this.#standing = undefined;
    this.#letGoWithoutHints();
  }

  #letGoWithoutHints(): void {
    this.#withoutHints?.machine.release();
    this.#withoutHints = undefined;
  }

  #run(source: Source, alike: number): Analysis {
    this.#standing ??= begin(this.#project, source, true);
    const { machine } = this.#standing;
    const recorder = follow(this.#standing, source, alike);
    const roots = [this.#path];
    const refused = recorder.findingCount > 0 ? roots : [];
    let isAsked = false;
    const withoutHints = (): Recorder => {
      isAsked = true;
      this.#withoutHints ??= begin(this.#project, source, false);
      return follow(this.#withoutHints, source, alike);
    };
    const { project, usesHints } = machine;
    const analysis = examined(project, recorder, { roots, found: roots, refused, usesHints, withoutHints });
    // One that has missed an edit cannot be taken up again.
    if (!isAsked) this.#letGoWithoutHints();
    return analysis;
  }
}

/** Runs the file as it is now, of which so many statements at the beginning are as they were; gives what was found. */
function follow(standing: Standing, source: Source, alike: number): Recorder {
  const { machine, frame, stretches } = standing;
  const { body } = source.module;
  const from = takeUp(standing, source, alike);
  // Where the run is to stand next time, if not where it did.
  const next = from < alike && mayStop(source, alike) ? alike : from;
  stretches.begin(body.slice(0, from));
  guarded(machine, source.path, () => {
    const flow = executeStatements(machine, frame, body.slice(from, next));
    if (flow === 'next') {
      if (next > from) standing.stop = stopAt(machine, frame, next);
      executeStatements(machine, frame, body.slice(next));
    }
    runRest(machine, source.path);
  });
  const { recorder } = machine;
  recorder.settle();
  return recorder;
}

function begin(project: Project, source: Source, takesHints: boolean): Standing {
  const { path } = source;
  const recorder = new Recorder({ observes: takesHints });
  const machine = createMachine(project, { roots: [path], recorder, takesHints });
  const stretches = new Stretches();
  machine.stretches = stretches;
  machine.project.edited = source;
  machine.root = path;
  recorder.of(path);
  const { frame } = openModule(machine, path, source.module.language);
  const beginning = stopAt(machine, frame, 0);
  return { machine, stretches, frame, beginning, stop: beginning };
}

/** Takes the run up where it stands, if that is before what has changed and has read nothing that has, else at the beginning; gives before which statement. */
function takeUp(standing: Standing, source: Source, alike: number): number {
  const { machine, beginning, stop } = standing;
  machine.project.edited = source;
  const isSame = stop.before <= alike && machine.project.areSame(stop.held.readings);
  standing.stop = isSame ? stop : beginning;
  goBack(standing, standing.stop);
  return standing.stop.before;
}

function goBack({ machine, frame }: Standing, { held, local }: Stop): void {
  machine.goBack(held);
  frame.exits.length = local.exits;
  frame.returns.length = local.returns;
  frame.outer = local.outer && new Map(local.outer);
  frame.exported?.clear();
  for (const [name, value] of local.exported) frame.exported?.set(name, value);
}

function stopAt(machine: Machine, frame: Frame, before: number): Stop {
  const { exits, returns, outer, exported } = frame;
  return {
    before,
    held: machine.hold(),
    local: {
      exits: exits.length,
      returns: returns.length,
      outer: outer && new Map(outer),
      exported: new Map(exported),
    },
  };
}

/** As `executeBlock`, each statement for itself. */
function executeStatements(m: Machine, frame: Frame, statements: readonly Stmt[]): Flow {
  const isHoisted = ({ kind }: Stmt): boolean => frame.language.hoistsFunctions && kind === 'function';
  const inOrder = [...statements.filter(isHoisted), ...statements.filter(s => !isHoisted(s))];
  for (const statement of inOrder) {
    const flow = asStretch(m, statement, () => executeBlock(m, frame, [statement]), { frame });
    if (flow !== 'next') return flow;
  }
  return 'next';
}

/** Functions that are in sight before they are defined must not be among what may change. */
function mayStop({ module: { language, body } }: Source, before: number): boolean {
  return !LANGUAGES[language].hoistsFunctions || body.slice(before).every(({ kind }) => kind !== 'function');
}

/**
 * A file with the nodes that its unchanged statements had before: short statements, and all in broken text, are read anew with every edit, but a run
 * knows functions and classes by their nodes.
 */
function withNodesOf(before: Source, { module, ...read }: Source, { first, last }: Alike): Source {
  const old = before.module.body;
  const body = [
    ...old.slice(0, first),
    ...module.body.slice(first, module.body.length - last),
    ...old.slice(old.length - last),
  ];
  return { ...read, module: { ...module, body } };
}

/**
 * The run of a file that is being typed in. It stands still before the first statement that the last edit has changed, so that the next run goes on from
 * there: what comes before cannot be otherwise, as long as all is the same that it has read of the project and of the rest of the file (`Readings`).
 */
import type { Project, Source } from '../project/source.ts';
import { alikeStatements } from '../syntax/alike.ts';
import type { Value } from '../values/index.ts';
import { analyse, guarded, runRest, withVersions } from './analyse.ts';
import type { Frame } from './frame.ts';
import { LANGUAGES } from './language.ts';
import type { Held, Machine } from './machine.ts';
import { openModule } from './modules.ts';
import { Recorder } from './recorder.ts';
import type { Analysis } from './result.ts';
import { createMachine } from './running-machine.ts';
import { executeBlock } from './statements.ts';

/** Before which statement of the file a run stands, and all that it has come to. */
interface Stop {
  readonly machine: Machine;
  readonly frame: Frame;
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

export class StandingRun {
  readonly #project: Project;
  readonly #path: string;
  #last: Source | undefined;
  #stop: Stop | undefined;

  constructor(project: Project, path: string) {
    this.#project = project;
    this.#path = path;
  }

  /** As `analyse` of the file alone, as it is now. The facts of earlier analyses are no longer to be read. */
  again(): Analysis {
    const read = this.#project.source(this.#path);
    const before = this.#last;
    const alike = before && read ? alikeStatements(before, read) : 0;
    this.#last = before && read ? withNodesOf(before, read, alike) : read;
    if (this.#last && alike > 0) return this.#run(this.#last, alike);
    this.dispose();
    return analyse(this.#project, [this.#path]);
  }

  /** Lets go of all that is kept. */
  dispose(): void {
    this.#stop?.machine.release();
    this.#stop = undefined;
  }

  #run(source: Source, alike: number): Analysis {
    const { body } = source.module;
    const stop = this.#takeUp(source, alike) ?? this.#begin(source);
    const { machine, frame } = stop;
    // Where the run is to stand next time, if not where it did.
    const next = stop.before < alike && mayStop(source, alike) ? alike : stop.before;
    guarded(machine, this.#path, () => {
      const flow = executeBlock(machine, frame, body.slice(stop.before, next));
      if (flow === 'next') {
        if (next > stop.before) this.#stop = stopAt(machine, frame, next);
        executeBlock(machine, frame, body.slice(next));
      }
      runRest(machine, this.#path);
    });
    const { recorder } = machine;
    recorder.settle();
    if (!this.#stop) machine.release();
    const refused = recorder.findingCount > 0 ? [this.#path] : [];
    return withVersions(machine.project, recorder, { roots: [this.#path], refused });
  }

  /** The run as it stands, where it stands before what has changed and has read nothing that has. */
  #takeUp(source: Source, alike: number): Stop | undefined {
    const stop = this.#stop;
    if (!stop || stop.before > alike) return undefined;
    const { machine, frame, held, local } = stop;
    machine.project.edited = source;
    if (!machine.project.areSame(held.readings)) return undefined;
    machine.goBack(held);
    frame.exits.length = local.exits;
    frame.returns.length = local.returns;
    frame.outer = local.outer && new Map(local.outer);
    frame.exported?.clear();
    for (const [name, value] of local.exported) frame.exported?.set(name, value);
    return stop;
  }

  #begin(source: Source): Pick<Stop, 'machine' | 'frame' | 'before'> {
    this.dispose();
    const recorder = new Recorder({ observes: true });
    const machine = createMachine(this.#project, { roots: [this.#path], recorder });
    machine.project.edited = source;
    machine.root = this.#path;
    recorder.of(this.#path);
    const { frame } = openModule(machine, this.#path, source.module.language);
    return { machine, frame, before: 0 };
  }
}

function stopAt(machine: Machine, frame: Frame, before: number): Stop {
  const { exits, returns, outer, exported } = frame;
  return {
    machine,
    frame,
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

/** Functions that are in sight before they are defined must not be among what may change. */
function mayStop({ module: { language, body } }: Source, before: number): boolean {
  return !LANGUAGES[language].hoistsFunctions || body.slice(before).every(({ kind }) => kind !== 'function');
}

/**
 * A file with the nodes that its unchanged statements had before: short statements, and all in broken text, are read anew with every edit, but a run
 * knows functions and classes by their nodes.
 */
function withNodesOf(before: Source, { module, ...read }: Source, alike: number): Source {
  const body = [...before.module.body.slice(0, alike), ...module.body.slice(alike)];
  return { ...read, module: { ...module, body } };
}

/** The real framework: one Python process that runs many programs (worker.py). */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Program, textOf } from './program.ts';

export type FrameworkShape = readonly (number | null)[];

export interface RealLayer {
  readonly line: number;
  readonly type: string;
  readonly weights: readonly (readonly [string, FrameworkShape])[] | null;
  readonly parameters: number | null;
}

/** What the framework did with a program; worker.py says what the fields mean. */
export interface Ran {
  readonly raises: { readonly lines: readonly number[]; readonly says: string } | null;
  readonly executed: readonly number[];
  readonly vars: Readonly<Record<string, FrameworkShape | string>>;
  readonly locals: Readonly<Record<string, Readonly<Record<string, readonly (FrameworkShape | null)[]>>>>;
  readonly layers: readonly RealLayer[];
}

/** `without`: why there is no answer: not a program, too slow, or it took the process down. */
export type Answer = Ran | { readonly without: 'syntax' | 'time' | 'process' };

export type WorkerName = 'torch' | 'keras';

/** The framework is not there. */
export class Missing extends Error {}

export class Worker {
  #process: ChildProcessWithoutNullStreams | undefined;
  #lines: AsyncIterator<string> | undefined;

  constructor(
    readonly name: WorkerName,
    readonly python: string,
  ) {}

  /** Starts the process. Says the framework with its version; throws `Missing` where it cannot be imported. */
  async start(): Promise<string> {
    const script = fileURLToPath(new URL('worker.py', import.meta.url));
    const child = spawn(this.python, [script, this.name]);
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    child.stderr.resume();
    this.#process = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await this.#next();
    if (first && 'ready' in first) return String(first.ready);
    throw new Missing(first && 'missing' in first ? String(first.missing) : `${this.python} cannot be run`);
  }

  async run(program: Program): Promise<Answer> {
    this.#process?.stdin.write(`${JSON.stringify({ id: program.id, code: textOf(program) })}\n`);
    const answer = await this.#next();
    if (!answer) {
      await this.start();
      return { without: 'process' };
    }
    if ('invalid' in answer) return { without: 'syntax' };
    if ('late' in answer) return { without: 'time' };
    return answer as unknown as Ran;
  }

  stop(): void {
    this.#process?.stdin.end();
    this.#process?.kill();
  }

  async #next(): Promise<Readonly<Record<string, unknown>> | undefined> {
    const line = await this.#lines?.next();
    return line && !line.done ? JSON.parse(line.value) : undefined;
  }
}

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
  /** null: the framework does not say. */
  readonly layers: readonly RealLayer[] | null;
}

/** Why there is no answer: it was too slow, or took the process down. */
export type Silence = 'too slow' | 'process ended';

export type Answer = Ran | { readonly without: Silence };

/** `keras2`: Keras before it was part of TensorFlow; `tf1_keras`: as it first was. */
export const WORKERS = ['torch', 'keras', 'tf_keras', 'keras2', 'tf1_keras', 'jax'] as const;

export type WorkerName = (typeof WORKERS)[number];

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
    const answer = await this.#ask({ id: program.id, code: textOf(program) });
    if (!answer) {
      await this.start();
      return { without: 'process ended' };
    }
    if ('late' in answer) return { without: 'too slow' };
    return answer as unknown as Ran;
  }

  /** Whether the framework's Python can read it at all. */
  async isPython(program: Program): Promise<boolean> {
    return (await this.#ask({ compiles: textOf(program) }))?.compiles === true;
  }

  #ask(asked: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>> | undefined> {
    this.#process?.stdin.write(`${JSON.stringify(asked)}\n`);
    return this.#next();
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

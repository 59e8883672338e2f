/** Runs the built command line tool on files that a test writes into a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const DIST = path.resolve(process.env.LSTM_SHAPES_DIST ?? 'dist');
const CLI = path.join(DIST, 'cli.js');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export class Folder {
  readonly path = realpathSync(mkdtempSync(path.join(tmpdir(), 'cli-')));

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.path, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export interface RunOptions {
  readonly cwd?: string;
  readonly nodeArguments?: readonly string[];
  /** Closes standard output after the first bytes. */
  readonly leaveEarly?: boolean;
  /** What stands on standard input; without it there is none. */
  readonly input?: string;
}

export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { cwd = process.cwd(), nodeArguments = [], leaveEarly = false, input } = options;
  const child = spawn(process.execPath, [...nodeArguments, CLI, ...args], {
    cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(input);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => {
    out.push(chunk);
    if (leaveEarly) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code =>
      resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    );
  });
}

/** Runs on files that exist for this run only, in their folder. */
export async function runOn(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Ended> {
  const folder = new Folder(files);
  try {
    return await runCli(args, { cwd: folder.path, ...options });
  } finally {
    folder.remove();
  }
}

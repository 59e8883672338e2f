/** What the built command line tool says of programs: `check --format json --tensors` on a folder of them. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Program, textOf } from './program.ts';
import type { WorkerName } from './worker.ts';

export const CLI = path.resolve(process.env.LSTM_SHAPES_DIST ?? 'dist', 'cli.js');

export type ToldShape = readonly (number | string | null)[] | null;

interface Range {
  readonly start: { readonly line: number };
  readonly end: { readonly line: number };
}

/** A file of the document, as far as it is read here (src/report/check.schema.json). */
export interface Told {
  readonly path: string;
  readonly layers: readonly {
    readonly range: Range;
    readonly layer: string;
    readonly inside: number | null;
    readonly weights: readonly { readonly name: string; readonly shape: ToldShape }[];
    readonly parameters?: number | string | null;
  }[];
  readonly diagnostics: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly range: Range;
    readonly related?: readonly { readonly message: string; readonly range: Range }[];
  }[];
  readonly tensors: readonly {
    readonly name: string;
    readonly range: Range;
    readonly shape: ToldShape;
    readonly scope: string | null;
  }[];
}

export const isBuilt = (): boolean => existsSync(CLI);

/** What a project of these programs pins, where it is not the newest. */
export const PINS: Partial<Record<WorkerName, string>> = {
  keras2: 'keras==2.2.4\ntensorflow==1.15.5\n',
  tf1_keras: 'tensorflow==1.15.5\n',
};

/** The answer for each program, in their order. */
export async function toldOf(
  programs: readonly Program[],
  framework: WorkerName,
): Promise<readonly (Told | undefined)[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lstm-shapes-verify-'));
  try {
    await Promise.all(
      programs.map((program, i) => writeFile(path.join(folder, `p${i}.py`), textOf(program))),
    );
    const pins = PINS[framework];
    if (pins !== undefined) await writeFile(path.join(folder, 'requirements.txt'), pins);
    const { files } = JSON.parse(await check(folder)) as { files: readonly Told[] };
    const byName = new Map(files.map(file => [path.basename(file.path), file]));
    return programs.map((_, i) => byName.get(`p${i}.py`));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function check(folder: string): Promise<string> {
  const child = spawn(process.execPath, [CLI, 'check', '--format', 'json', '--tensors', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(out).toString()));
  });
}

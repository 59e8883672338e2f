/** `check` on a large project against merely reading the same files, each in one process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dist, root } from './editor.mjs';
import { kerasFile, modelFile, plainFile } from './programs.mjs';
import { percentile } from './table.mjs';

const FILES = 5000;
const RECURRENT = 200;
const RUNS = 5;

export async function measureScan() {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-scan-'));
  const memory = path.join(folder, 'memory');
  try {
    const project = path.join(folder, 'project');
    await writeProject(project);
    const [reading, scanning] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      reading.push(timed([path.join(root, 'bench/read.mjs'), project]));
      scanning.push(
        timed(
          [
            '-r',
            path.join(root, 'bench/memory.cjs'),
            path.join(dist, 'cli.js'),
            'check',
            '--format',
            'json',
            project,
          ],
          memory,
        ),
      );
    }
    const ratio = percentile(scanning, 0.5) / percentile(reading, 0.5);
    return [
      { name: `reading ${FILES} files`, unit: 'ms', samples: reading },
      { name: `check of ${FILES} files, ${RECURRENT} with recurrent layers`, unit: 'ms', samples: scanning },
      { name: 'check against reading', unit: '×', value: ratio, aim: '3 ×' },
      {
        name: 'peak memory, check',
        unit: 'MB',
        value: Number(await readFile(memory, 'utf8')) / 2 ** 20,
        aim: '200 MB',
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeProject(project) {
  const every = FILES / RECURRENT;
  for (let n = 0; n < FILES; n++) {
    const folder = path.join(project, `package${n % 50}`, `part${n % 7}`);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `module${n}.py`), textOf(n, every));
  }
}

function textOf(n, every) {
  if (n % every !== 0) return plainFile(n);
  return (n / every) % 2 === 0 ? kerasFile(n) : modelFile(60);
}

function timed(args, memory = '') {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, LSTM_SHAPES_MEMORY: memory },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return performance.now() - started;
}

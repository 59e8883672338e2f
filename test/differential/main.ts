/**
 * `npm run verify:torch` and `npm run verify:keras`: random programs, or those of files, in the real framework and in the tool (README.md beside this file).
 *
 * Exit codes: 0 no failure, 1 a failure, 2 it could not run.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Difference } from './compare.ts';
import { Draw, seedOf } from './draw.ts';
import { keras2Program, kerasProgram, tf1KerasProgram, tfKerasProgram } from './keras/index.ts';
import type { Line, Program } from './program.ts';
import { Recorder } from './record.ts';
import { failuresOf, type Judged, judge } from './run.ts';
import { shrunk } from './shrink.ts';
import { Tally } from './tally.ts';
import { isBuilt } from './told.ts';
import { torchProgram } from './torch/index.ts';
import { Missing, WORKERS, Worker, type WorkerName } from './worker.ts';
import { writtenPrograms } from './written.ts';

const PROGRAMS: Partial<Record<WorkerName, (draw: Draw) => readonly Line[]>> = {
  torch: torchProgram,
  keras: kerasProgram,
  tf_keras: tfKerasProgram,
  keras2: keras2Program,
  tf1_keras: tf1KerasProgram,
};
const BATCH = 250;
/** Failing programs that are printed; the rest are only counted. */
const SHOWN = 30;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '1000' },
    seed: { type: 'string' },
    only: { type: 'string' },
    shrink: { type: 'boolean', default: false },
    list: { type: 'string' },
    record: { type: 'string' },
    from: { type: 'string', multiple: true },
  },
});

function giveUp(text: string): never {
  console.error(text);
  process.exit(2);
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 ? number : giveUp(`--${name} must be a whole number.`);
}

const name: WorkerName =
  WORKERS.find(worker => worker === positionals[0]) ?? giveUp(`Say which framework: ${WORKERS.join(', ')}.`);
const count = wholeNumber('count', values.count);
const seed = wholeNumber('seed', values.seed ?? String(Math.floor(Math.random() * 2 ** 31)));

interface Source {
  readonly count: number;
  readonly at: (index: number) => Promise<Program>;
}

async function writtenIn(files: readonly string[], worker: Worker): Promise<Source> {
  const programs = await writtenPrograms(files);
  const at = async (index: number) => {
    const program =
      programs[index] ?? giveUp(`There are ${programs.length} programs in ${files.join(', ')}.`);
    return (await worker.isPython(program)) ? program : giveUp(`Program ${program.id} is no Python.`);
  };
  return { count: programs.length, at };
}

/** A mistake may leave no Python; then the program is drawn again. */
function drawn(worker: Worker): Source {
  const draw = PROGRAMS[name] ?? giveUp(`There are no random programs of ${name}: give files with --from.`);
  const at = async (index: number) => {
    for (let attempt = 0; ; attempt++) {
      const program = { id: `${seed}.${index}`, lines: draw(new Draw(seedOf(seed, index, attempt))) };
      if (await worker.isPython(program)) return program;
    }
  };
  return { count, at };
}

function print({ program, answer, differences }: Judged): void {
  const numbered = program.lines.map(({ text }, i) => `${String(i + 1).padStart(4)}  ${text}`);
  const real = 'without' in answer ? answer.without : (answer.raises ?? 'runs');
  const said = differences.map(({ kind, line, text }) => `  ${kind}, line ${line}: ${text}`);
  console.log(
    [`--- program ${program.id}`, ...numbered, `  real: ${JSON.stringify(real)}`, ...said, ''].join('\n'),
  );
}

/** A difference in one line, for sorting and searching. */
function lineOf({ program }: Judged, { kind, about, line, text }: Difference): string {
  const parts = [
    kind,
    about,
    program.lines[line - 1]?.text.trim() ?? '',
    text.replaceAll('\n', ' '),
    program.id,
  ];
  return `${parts.join(' | ')}\n`;
}

async function start(): Promise<Worker> {
  if (!isBuilt()) giveUp('There is no dist/cli.js: run `npm run build` first.');
  const python = process.env.LSTM_SHAPES_PYTHON ?? 'python3';
  const worker = new Worker(name, python);
  try {
    console.log(`${await worker.start()}${values.from ? '' : `, --seed ${seed}`}`);
    return worker;
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return giveUp(
      `${name} is not installed for ${python} (${error.message}); LSTM_SHAPES_PYTHON may name a Python that has it.`,
    );
  }
}

async function main(): Promise<void> {
  const worker = await start();
  const tally = new Tally();
  const only = values.only === undefined ? undefined : wholeNumber('only', values.only);
  const source = values.from ? await writtenIn(values.from, worker) : drawn(worker);
  const indices = only === undefined ? Array.from({ length: source.count }, (_, i) => i) : [only];
  const recorder = new Recorder(name);
  const listed: string[] = [];
  let shown = 0;
  for (let from = 0; from < indices.length; from += BATCH) {
    const programs: Program[] = [];
    for (const index of indices.slice(from, from + BATCH)) programs.push(await source.at(index));
    for (const judged of await judge(programs, worker)) {
      tally.take(judged);
      if (only !== undefined) print(judged);
      else if (failuresOf(judged).length > 0 && shown++ < SHOWN)
        print(values.shrink ? await shrunk(judged, worker) : judged);
      listed.push(...judged.differences.map(found => lineOf(judged, found)));
      if ('without' in judged.answer)
        listed.push(`without an answer | ${judged.answer.without} | ${judged.program.id}\n`);
      recorder.take(judged);
    }
    // Batch by batch, since a run is long.
    if (values.list) await writeFile(values.list, listed.join(''));
  }
  worker.stop();
  if (values.record) await writeFile(values.record, String(recorder));
  console.log(String(tally));
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  // The worker still waits for programs.
  process.exit(2);
});

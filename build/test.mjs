/**
 * `npm test [-- PART... --grep TITLE]`: every check there is; a failing part does not stop the next. A part is a name of the table below, or a file or
 * folder of mocha tests: `npm test -- test/unit/rules`. With a title only those tests of files and folders run that have it in theirs.
 *
 * Parts that read the sources run beside those that use what is built of them, where there are two processors; what they print comes part by part. What
 * builds runs alone. The last line is always `N passed, N failed`; the exit code is 0 only where nothing failed.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { at, root } from './paths.mjs';

const tsx = ['--import', 'tsx'];

/** A program that passes or fails as a whole. */
function check(name, ...args) {
  return { name, args };
}

/** A folder of mocha tests that run in Node.js. */
function mocha(name, folder, title) {
  const options = [
    ...(title === undefined ? [] : ['--fgrep', title]),
    '--no-config',
    '--import=tsx',
    '--timeout=120000',
    `--reporter=${at('build/reporter.mjs')}`,
  ];
  return {
    name,
    folder,
    counts: true,
    args: [
      at('node_modules/mocha/bin/mocha.js'),
      ...options,
      folder.endsWith('.ts') ? folder : `${folder}/**/*.test.ts`,
    ],
  };
}

/** A folder of mocha tests that run in the extension host of a real VS Code. */
function inVSCode(name, folder, ...options) {
  const runner = at('test/support/run-in-vscode.ts');
  return { name, folder, counts: true, args: [...tsx, runner, folder, ...options] };
}

const BUILD = check('build', at('build/build.mjs'));

/** What reads the sources only. */
const OF_SOURCES = [
  check('typecheck', at('node_modules/typescript/bin/tsc'), '-b'),
  check('lint', at('build/lint.mjs')),
  mocha('unit', 'test/unit'),
];

/** What uses the folder dist. */
const OF_BUILT = [
  mocha('cli', 'test/cli'),
  mocha('server', 'test/server'),
  mocha('webview', 'test/webview'),
  inVSCode('extension', 'test/extension'),
  inVSCode('untrusted', 'test/untrusted', '--trust'),
];

/** Builds again, as `npm start` and `npm run package` do, so that nothing else may use what is built. */
const START = mocha('start', 'test/start');

/** What runs after each other; lists of parts that may run beside each other. */
const STAGES = [[[BUILD]], [OF_SOURCES, OF_BUILT], [[START]]];

const PARTS = STAGES.flat(2);

/** Whether the program ended well; what it prints goes to `print`, or straight to the screen without one. */
function runNode(args, resultFile, print) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: print ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, LSTM_SHAPES_RESULT: resultFile },
  });
  child.stdout?.on('data', print);
  child.stderr?.on('data', print);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code === 0));
  });
}

/** What a part did: `{ passed, failed }`. A program that ends badly without saying which test failed is one failure. */
async function runPart(part, folder, print) {
  const resultFile = path.join(folder, `${part.name.replaceAll('/', '-')}.json`);
  const succeeded = await runNode(part.args, resultFile, print);
  const counted = part.counts
    ? await readFile(resultFile, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 0 }))
    : { passed: succeeded ? 1 : 0, failed: 0 };
  return { ...counted, failed: succeeded ? counted.failed : Math.max(counted.failed, 1) };
}

/** The chosen parts, in the form of `STAGES`. */
function chosenStages() {
  const { values, positionals: wanted } = parseArgs({
    options: { grep: { type: 'string' } },
    allowPositionals: true,
  });
  const places = wanted.filter(name => name.includes('/') && existsSync(at(name)));
  const names = wanted.filter(name => !places.includes(name));
  const unknown = names.filter(name => !PARTS.some(part => part.name === name));
  if (unknown.length > 0) {
    console.error(
      `npm test: no part ${unknown.join(', ')}; there are ${PARTS.map(part => part.name).join(', ')}, and files and folders below test`,
    );
    process.exit(2);
  }
  const isWanted = part => wanted.length === 0 || names.includes(part.name);
  const stages = STAGES.map(lanes => lanes.map(parts => parts.filter(isWanted)));
  return [...stages, [places.map(place => mocha(place, place, values.grep))]];
}

function describe({ name, passed, failed, skipped, seconds }) {
  const what = skipped ?? `${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`;
  return `${name.padEnd(10)} ${what}`;
}

/** Runs one part and prints what it prints: at once, or when it is over where others print beside it. */
async function rowOf(part, folder, isBeside) {
  if (part.folder !== undefined && !existsSync(at(part.folder))) {
    return { name: part.name, passed: 0, failed: 0, skipped: `skipped: there is no folder ${part.folder}` };
  }
  const printed = [];
  if (!isBeside) console.log(`\n--- ${part.name}`);
  const started = performance.now();
  const counts = await runPart(part, folder, isBeside ? chunk => printed.push(chunk) : undefined);
  if (isBeside) console.log(`\n--- ${part.name}\n${Buffer.concat(printed)}`);
  return { name: part.name, ...counts, seconds: (performance.now() - started) / 1000 };
}

async function runLane(parts, folder, isBeside) {
  const rows = [];
  for (const part of parts) rows.push(await rowOf(part, folder, isBeside));
  return rows;
}

async function runStage(lanes, folder) {
  const filled = lanes.filter(parts => parts.length > 0);
  if (filled.length < 2 || os.availableParallelism() < 2) return runLane(filled.flat(), folder, false);
  const names = filled.map(parts => parts.map(part => part.name).join(', '));
  console.log(`\n--- side by side: ${names.join(' | ')}`);
  return (await Promise.all(filled.map(parts => runLane(parts, folder, true)))).flat();
}

async function main() {
  const stages = chosenStages();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-test-'));
  const rows = [];
  for (const lanes of stages) rows.push(...(await runStage(lanes, folder)));
  await rm(folder, { recursive: true, force: true });
  const sum = key => rows.reduce((total, row) => total + row[key], 0);
  console.log(['', '--- summary', ...rows.map(describe)].join('\n'));
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}

await main();

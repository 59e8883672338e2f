/**
 * `npm test [-- PART... --grep TITLE]`: every check there is, one after the other; a failing part does not stop the next. A part is a name of the table
 * below, or a file or folder of mocha tests: `npm test -- test/unit/rules`. With a title only those tests of files and folders run that have it in theirs.
 *
 * The last line is always `N passed, N failed`; the exit code is 0 only where nothing failed.
 */
import { spawnSync } from 'node:child_process';
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

const PARTS = [
  check('build', at('build/build.mjs')),
  check('typecheck', at('node_modules/typescript/bin/tsc'), '-b'),
  check('lint', at('build/lint.mjs')),
  mocha('unit', 'test/unit'),
  mocha('cli', 'test/cli'),
  mocha('server', 'test/server'),
  mocha('webview', 'test/webview'),
  mocha('start', 'test/start'),
  inVSCode('extension', 'test/extension'),
  inVSCode('untrusted', 'test/untrusted', '--trust'),
];

function runNode(args, resultFile) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, LSTM_SHAPES_RESULT: resultFile },
  });
  return status === 0;
}

/** What a part did: `{ passed, failed }`. A program that ends badly without saying which test failed is one failure. */
async function runPart(part, folder) {
  const resultFile = path.join(folder, `${part.name.replaceAll('/', '-')}.json`);
  const succeeded = runNode(part.args, resultFile);
  const counted = part.counts
    ? await readFile(resultFile, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 0 }))
    : { passed: succeeded ? 1 : 0, failed: 0 };
  return { ...counted, failed: succeeded ? counted.failed : Math.max(counted.failed, 1) };
}

function chosenParts() {
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
  const parts = PARTS.filter(part => wanted.length === 0 || names.includes(part.name));
  return [...parts, ...places.map(place => mocha(place, place, values.grep))];
}

function describe({ name, passed, failed, skipped, seconds }) {
  const what = skipped ?? `${passed} passed, ${failed} failed in ${seconds.toFixed(1)} s`;
  return `${name.padEnd(10)} ${what}`;
}

async function main() {
  const parts = chosenParts();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lstm-shapes-test-'));
  const rows = [];
  for (const part of parts) {
    if (part.folder !== undefined && !existsSync(at(part.folder))) {
      rows.push({
        name: part.name,
        passed: 0,
        failed: 0,
        skipped: `skipped: there is no folder ${part.folder}`,
      });
      continue;
    }
    console.log(`\n--- ${part.name}`);
    const started = performance.now();
    const counts = await runPart(part, folder);
    rows.push({ name: part.name, ...counts, seconds: (performance.now() - started) / 1000 });
  }
  await rm(folder, { recursive: true, force: true });
  const sum = key => rows.reduce((total, row) => total + row[key], 0);
  console.log(['', '--- summary', ...rows.map(describe)].join('\n'));
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  if (sum('failed') > 0) process.exitCode = 1;
}

await main();

/**
 * `npm run ecosystem [-- --folder DIR]`: compares the recurrent layers that the built command finds in public code with those that stand there, and
 * names every error that is not known to be real. `npm run ecosystem -- packages` does the like for published packages. README.md says more.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPackages } from './packages.mjs';

const HERE = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const CLI = path.join(HERE, '../../dist/cli.js');

function run(command, args, cwd) {
  const options = { cwd, maxBuffer: 1 << 28, encoding: 'utf8' };
  const { status, stdout, stderr, error } = spawnSync(command, args, options);
  return { status, stdout, stderr: error ? String(error) : stderr };
}

/** The repository at its commit, without its history. */
function fetched({ repository, commit }, folder) {
  const place = path.join(folder, repository.replace('/', '+'));
  if (existsSync(place)) return place;
  const steps = [
    ['init', '-q', place],
    ['-C', place, 'fetch', '-q', '--depth', '1', `https://github.com/${repository}`, commit],
    ['-C', place, 'checkout', '-q', 'FETCH_HEAD'],
  ];
  for (const args of steps) {
    const { status, stderr } = run('git', args);
    if (status !== 0) throw new Error(`${repository} could not be fetched: ${stderr.trim()}`);
  }
  return place;
}

/** Constructor calls, each once however many layers it makes; a wrapper counts with what it owns as people write them: as calls. */
function callsOf({ layers }) {
  const places = layers
    .filter(layer => layer.recurrent)
    .map(({ range }) => `${range.cell ?? ''}:${range.start.line}:${range.start.column}`);
  return new Set(places).size;
}

function* differences({ recurrentLayers, errors }, files) {
  for (const [name, expected] of Object.entries(recurrentLayers)) {
    const found = files.get(name);
    const calls = found ? callsOf(found) : 0;
    if (calls !== expected) yield `${name}: ${expected} recurrent layers stand there, ${calls} were found`;
  }
  for (const [name, { diagnostics }] of files) {
    for (const { severity, rule, range, message } of diagnostics) {
      const isReal = errors.some(error => error.path === name && error.rule === rule);
      if (severity === 'error' && !isReal) yield `${name}:${range.start.line}: ${rule}: ${message}`;
    }
  }
}

async function main() {
  const { values, positionals } = parseArgs({
    options: { folder: { type: 'string' } },
    allowPositionals: true,
  });
  if (!existsSync(CLI)) {
    console.error('ecosystem: there is no dist/cli.js; run `npm run build` first');
    process.exit(2);
  }
  const [what, ...names] = positionals;
  if (what === 'packages') {
    if ((await checkPackages({ folder: values.folder, names })) > 0) process.exitCode = 1;
    return;
  }
  const list = JSON.parse(await readFile(path.join(HERE, 'repositories.json'), 'utf8'));
  const folder = values.folder ?? (await mkdtemp(path.join(os.tmpdir(), 'ecosystem-')));
  let failed = 0;
  for (const entry of list) {
    const place = fetched(entry, folder);
    const { stdout } = run(process.execPath, [CLI, 'check', '--format', 'json'], place);
    const files = new Map(JSON.parse(stdout).files.map(file => [file.path, file]));
    const found = [...differences(entry, files)];
    failed += found.length;
    const layers = [...files.values()].reduce((sum, file) => sum + callsOf(file), 0);
    console.log(`${entry.repository}: ${files.size} files, ${layers} recurrent layers, ${found.length} differences`);
    for (const difference of found) console.log(`  ${difference}`);
  }
  if (values.folder === undefined) await rm(folder, { recursive: true, force: true });
  if (failed > 0) process.exitCode = 1;
}

await main();

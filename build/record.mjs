/**
 * `npm run record [-- NAME... --python PATH... --write]`: runs the recorders of test/goldens again and says what the frameworks do otherwise now.
 *
 * A NAME is a recorder's (`arrays/torch`) or the beginning of several (`arrays`, `truth`); none: all. Each is run by the first interpreter that has what it
 * needs, on a copy of the goldens, so that nothing is lost where one breaks off; with --write the copies of what differs are taken over. What no interpreter here can run is named
 * with what it lacks. Exit code 1: something differs or broke off.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differences } from './differences.mjs';
import { at } from './paths.mjs';
import { RECORDERS } from './recorders.mjs';

const GOLDENS = at('test/goldens');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string', multiple: true, default: ['python3'] },
    write: { type: 'boolean', default: false },
  },
});
const wanted = RECORDERS.filter(
  ({ name }) => positionals.length === 0 || positionals.some(part => isPart(part, name)),
);
const unknown = positionals.filter(part => !RECORDERS.some(({ name }) => isPart(part, name)));
if (unknown.length > 0) {
  console.error(
    `record: no recorder ${unknown.join(', ')}; there are ${RECORDERS.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const pythons = values.python.map(file => ({ file, has: packagesOf(file) }));
const node = { file: process.execPath, has: packagesOfNode() };
const outcomes = wanted.map(recorder => ({ ...recorder, ...outcomeOf(recorder) }));
const count = kind => outcomes.filter(({ outcome }) => outcome === kind).length;
for (const { name, lacks } of outcomes.filter(({ outcome }) => outcome === 'not run'))
  console.log(`not run: ${name} (lacks ${lacks.join(', ')})`);
console.log(
  `${count('as kept')} as kept, ${count('different')} different, ${count('broken off')} broken off, ${count('not run')} not run`,
);
process.exitCode = count('different') + count('broken off') > 0 ? 1 : 0;

function isPart(part, name) {
  return name === part || name.startsWith(`${part}/`);
}

function outcomeOf(recorder) {
  const choices = recorder.script.endsWith('.py') ? pythons : [node];
  const lacks = choices.map(({ has }) => lackingIn(has, recorder.needs));
  const runner = choices[lacks.findIndex(({ length }) => length === 0)];
  if (!runner) return { outcome: 'not run', lacks: lacks.sort((a, b) => a.length - b.length)[0] };
  const copy = copied();
  try {
    const goldens = path.join(copy, 'test/goldens');
    const outcome = recordIn(goldens, recorder, runner.file);
    if (outcome === 'different' && values.write) cpSync(goldens, GOLDENS, { recursive: true });
    return { outcome };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function recordIn(goldens, { name, script, args }, file) {
  const done = spawnSync(file, [script, ...args], {
    cwd: goldens,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', PYTHONDONTWRITEBYTECODE: '1', DEV: 'PYTHON' },
  });
  if (done.status !== 0) {
    console.log(`${name} broke off: ${done.error?.message ?? done.stderr.trim().split('\n').at(-1)}`);
    return 'broken off';
  }
  const changed = jsonIn(goldens).flatMap(file => {
    const lines = differences(read(path.join(GOLDENS, file)), read(path.join(goldens, file)));
    return lines.length > 0 ? [{ file, lines }] : [];
  });
  for (const { file, lines } of changed) tell(name, file, lines);
  if (changed.length > 0) return 'different';
  console.log(`${name} as kept`);
  return 'as kept';
}

function tell(name, file, lines) {
  const most = 12;
  console.log(`${name}: ${file} differs in ${lines.length}`);
  for (const line of lines.slice(0, most)) console.log(`  ${line}`);
  if (lines.length > most) console.log(`  and ${lines.length - most} more`);
}

/** The goldens, and beside them the packages of Node.js and what the recorders of random programs import. */
function copied() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'record-'));
  cpSync(GOLDENS, path.join(folder, 'test/goldens'), { recursive: true });
  cpSync(at('test/differential'), path.join(folder, 'test/differential'), { recursive: true });
  symlinkSync(at('node_modules'), path.join(folder, 'node_modules'), 'junction');
  return folder;
}

function jsonIn(folder) {
  return readdirSync(folder, { recursive: true }).filter(
    file => file.endsWith('.json') && !file.startsWith('cases'),
  );
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function lackingIn(has, needs) {
  return Object.entries(needs)
    .filter(([name, version]) => !has.get(name)?.startsWith(version))
    .map(([name, version]) => (version ? `${name} ${version}` : name));
}

/** Versions by name, as they are installed; an interpreter of any age tells them. */
function packagesOf(python) {
  const program = `
import os, re, sys
for folder in sys.path:
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        found = re.match(r'(.+?)-([0-9][^-]*?)(-py[0-9.]+)?\\.(dist|egg)-info$', name)
        if found: print(re.sub('[-_.]+', '-', found.group(1)).lower(), found.group(2))
`;
  const done = spawnSync(python, ['-c', program], { encoding: 'utf8' });
  if (done.status !== 0)
    console.error(`record: ${python} does not run: ${done.error?.message ?? done.stderr.trim()}`);
  const found = (done.stdout ?? '').trim().split('\n').reverse();
  const has = new Map(found.filter(Boolean).map(line => line.split(' ')));
  for (const name of ['tensorflow-cpu', 'tensorflow-intel'])
    if (has.has(name)) has.set('tensorflow', has.get(name));
  return has;
}

function packagesOfNode() {
  const installed = name => read(at(`node_modules/${name}/package.json`))?.version;
  const names = new Set(
    RECORDERS.filter(({ script }) => !script.endsWith('.py')).flatMap(({ needs }) => Object.keys(needs)),
  );
  return new Map([...names].flatMap(name => (installed(name) ? [[name, installed(name)]] : [])));
}

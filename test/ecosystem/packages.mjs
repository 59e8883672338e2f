/**
 * `npm run ecosystem -- packages [--folder DIR] [NAME...]`: runs the built command over published Python packages and names every error and warning
 * that nobody has read and judged yet. README.md beside this file says more.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const HERE = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const CLI = path.join(HERE, '../../dist/cli.js');

/** Files that one run of the command is given: it holds what it has read until it ends. */
const MOST_FILES = 150;

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  return { status, stdout, stderr: error ? String(error) : stderr };
}

/** The sources of a package at its version, as pip gives them. */
async function unpacked({ name, version }, folder) {
  const place = path.join(folder, `${name}-${version}`);
  if (existsSync(place)) return place;
  const wheels = await mkdtemp(path.join(os.tmpdir(), 'wheels-'));
  const pip = ['-m', 'pip', 'download', '-q', '--no-deps', '--only-binary', ':all:', '-d', wheels];
  const { status, stderr } = run('python3', [...pip, `${name}==${version}`]);
  const [wheel] = await readdir(wheels);
  if (status !== 0 || !wheel) throw new Error(`${name} could not be downloaded: ${stderr.trim()}`);
  run('python3', ['-m', 'zipfile', '-e', path.join(wheels, wheel), place]);
  await rm(wheels, { recursive: true, force: true });
  return place;
}

async function pythonFiles(folder, below = '') {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  const inner = await Promise.all(
    entries.map(entry => {
      const name = path.posix.join(below, entry.name);
      if (entry.isDirectory()) return pythonFiles(folder, name);
      return entry.name.endsWith('.py') ? [name] : [];
    }),
  );
  return inner.flat().sort();
}

/** Of packages that say so, those that name a recurrent layer: all of a large package takes hours. */
async function chosenFiles(place, which) {
  const files = await pythonFiles(place);
  if (which !== 'recurrent') return files;
  const texts = await Promise.all(files.map(file => readFile(path.join(place, file), 'utf8')));
  return files.filter((_, i) => /LSTM|GRU|RNN/.test(texts[i]));
}

async function* problemsOf(place, which) {
  const files = await chosenFiles(place, which);
  for (let start = 0; start < files.length; start += MOST_FILES) {
    const some = files.slice(start, start + MOST_FILES);
    const { stdout, stderr } = run(process.execPath, [CLI, 'check', '--format', 'json', ...some], place);
    if (stdout === '') throw new Error(stderr);
    for (const file of JSON.parse(stdout).files)
      for (const { severity, rule, range, message } of file.diagnostics)
        yield { path: path.posix.normalize(file.path), line: range.start.line, severity, rule, message };
  }
}

/** One line and one rule may be judged once for all the problems there. */
const isJudged = (problem, judged) =>
  judged.some(({ path, line, rule }) => path === problem.path && line === problem.line && rule === problem.rule);

export async function checkPackages({ folder: given, names }) {
  const list = JSON.parse(await readFile(path.join(HERE, 'packages.json'), 'utf8'));
  const folder = given ?? (await mkdtemp(path.join(os.tmpdir(), 'packages-')));
  let failed = 0;
  for (const entry of list.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const place = await unpacked(entry, folder);
    const problems = new Map();
    for await (const problem of problemsOf(place, entry.files)) {
      if (problem.severity !== 'information')
        problems.set(`${problem.path}:${problem.line}:${problem.rule}`, problem);
    }
    const news = [...problems.values()].filter(problem => !isJudged(problem, entry.problems));
    failed += news.length;
    console.log(`${entry.name} ${entry.version}: ${problems.size} problems, ${news.length} not judged`);
    for (const { path, line, severity, rule, message } of news)
      console.log(`  ${path}:${line} ${severity} ${rule}: ${message}`);
  }
  if (given === undefined) await rm(folder, { recursive: true, force: true });
  return failed;
}

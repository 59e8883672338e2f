/**
 * Writes the files that are made from the rules, docs/rules.md, docs/rules/NAME.md, the table in README.md, the setting in package.json and the schema of
 * lstm-shapes.json, and from the frameworks: what those of one file say of themselves (build/declared.mjs), docs/coverage.md, and their names wherever
 * users look for them (build/named.mjs).
 * With --check it writes nothing and fails where one of them is not current.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { declaredData, declaredList, formatted, refuseTwice } from './declared.mjs';
import { evidenceIn } from './evidence.mjs';
import { namedEverywhere, nameInManifest } from './named.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isCheck = process.argv.includes('--check');
const load = path => tsImport(`../src/${path}`, import.meta.url);

// What the rest is made of has to be current before the rest is loaded, and is loaded once in a process.
const isListNew = settle(declaredList(root));
const { DECLARED, OTHERWISE } = await load('frameworks/declared.ts');
refuseTwice(root, DECLARED);
const isDataNew = settle(declaredData(DECLARED, OTHERWISE));
if (!isCheck && (isListNew || isDataNew)) {
  const { status } = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const { rules } = await load('rules/all.ts');
const { fileRules } = await load('rules/file-rules.ts');
const { rulePage, rulesPage, withRulesTable } = await load('rules/page.ts');
const { configurationSchema, levelsSchema } = await load('rules/policy/schema.ts');
const { coveragePage, knownNames } = await load('report/coverage/index.ts');
const { FRAMEWORK_NAMES, profileOf } = await load('profiles/index.ts');
const { READ_FRAMEWORKS } = await load('frameworks/index.ts');
const { SETTABLE } = await load('project/versions/known.ts');
const { SIMULATED_FRAMEWORKS } = await load('report/simulation/frameworks.ts');

const frameworks = FRAMEWORK_NAMES.filter(name => READ_FRAMEWORKS.includes(name)).map(name => ({
  name,
  title: profileOf(name).title,
  hasLayers: profileOf(name).manner.hasLayers,
  isDeclared: DECLARED.some(each => each.name === name),
}));
const names = { frameworks, settable: SETTABLE, simulated: SIMULATED_FRAMEWORKS };

const wanted = new Map([
  ['docs/rules.md', rulesPage([...rules, ...fileRules])],
  ['docs/coverage.md', coveragePage(knownNames(), evidenceIn(root, FRAMEWORK_NAMES))],
  ...namedEverywhere({ ...names, read, formatted }),
]);
for (const rule of [...rules, ...fileRules]) wanted.set(`docs/rules/${rule.name}.md`, rulePage(rule));
wanted.set('README.md', withRulesTable(wanted.get('README.md'), rules));
wanted.set('media/lstm-shapes.schema.json', printed(configurationSchema()));
const manifest = JSON.parse(read('package.json'));
Object.assign(manifest.contributes.configuration.properties['lstmShapes.rules'], levelsSchema());
nameInManifest(manifest, names);
wanted.set('package.json', printed(manifest));

settle(wanted);
const leftOver = existsSync(join(root, 'docs/rules'))
  ? readdirSync(join(root, 'docs/rules'))
      .map(name => `docs/rules/${name}`)
      .filter(path => !wanted.has(path))
  : [];
for (const path of leftOver) {
  if (isCheck) complain(path);
  else rmSync(join(root, path));
}

/** Writes what is not current, or with --check says so; whether anything was not. */
function settle(files) {
  const stale = [...files].filter(([path, text]) => read(path) !== text);
  for (const [path, text] of stale) {
    if (isCheck) complain(path);
    else write(join(root, path), text);
  }
  return stale.length > 0;
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function complain(path) {
  console.error(`${path} is not current: run node build/generate.mjs`);
  process.exitCode = 1;
}

function printed(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function read(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

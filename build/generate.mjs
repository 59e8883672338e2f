/**
 * Writes the files that are made from the rules, docs/rules.md, docs/rules/NAME.md, the table in README.md, the setting in package.json and the schema of
 * lstm-shapes.json, and from the frameworks: docs/coverage.md.
 * With --check it writes nothing and fails where one of them is not current.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';
import { evidenceIn } from './evidence.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { rules } = await tsImport('../src/rules/all.ts', import.meta.url);
const { fileRules } = await tsImport('../src/rules/file-rules.ts', import.meta.url);
const { rulePage, rulesPage, withRulesTable } = await tsImport('../src/rules/page.ts', import.meta.url);

const { configurationSchema, levelsSchema } = await tsImport(
  '../src/rules/policy/schema.ts',
  import.meta.url,
);
const { coveragePage, knownNames } = await tsImport('../src/report/coverage/index.ts', import.meta.url);

const wanted = new Map([
  ['docs/rules.md', rulesPage([...rules, ...fileRules])],
  ['docs/coverage.md', coveragePage(knownNames(), evidenceIn(root))],
]);
for (const rule of [...rules, ...fileRules]) wanted.set(`docs/rules/${rule.name}.md`, rulePage(rule));
const readme = read('README.md');
if (readme !== undefined) wanted.set('README.md', withRulesTable(readme, rules));
wanted.set('media/lstm-shapes.schema.json', printed(configurationSchema()));
const manifest = JSON.parse(read('package.json'));
Object.assign(manifest.contributes.configuration.properties['lstmShapes.rules'], levelsSchema());
wanted.set('package.json', printed(manifest));

const stale = [...wanted].filter(([path, text]) => read(path) !== text).map(([path]) => path);
const leftOver = existsSync(join(root, 'docs/rules'))
  ? readdirSync(join(root, 'docs/rules'))
      .map(name => `docs/rules/${name}`)
      .filter(path => !wanted.has(path))
  : [];

if (process.argv.includes('--check')) {
  for (const path of [...stale, ...leftOver])
    console.error(`${path} is not current: run node build/generate.mjs`);
  process.exitCode = stale.length + leftOver.length > 0 ? 1 : 0;
} else {
  mkdirSync(join(root, 'docs/rules'), { recursive: true });
  for (const path of stale) writeFileSync(join(root, path), wanted.get(path));
  for (const path of leftOver) rmSync(join(root, path));
}

function printed(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function read(path) {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

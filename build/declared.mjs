/**
 * What frameworks that are one file say of themselves (`defineFramework` of src/frameworks/declaration.ts), written down as data where rooms look for it that
 * do not load a framework: profiles, layouts of cells, and what the extension knows. First of all the list of these frameworks itself, which is read
 * off their files: each is src/frameworks/NAME/index.ts and exports NAME.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './paths.mjs';

const HEAD =
  "/** Generated from src/frameworks by `npm run generate`: edit the framework's own file, not this one. */\n";
const OWN_FILE = /^export const (\w+)[^=]*= defineFramework\(/m;

/** src/frameworks/declared.ts, from the text of the files: nothing is loaded. */
export function declaredList(root) {
  const folder = join(root, 'src/frameworks');
  const names = readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) => {
      const file = join(folder, name, 'index.ts');
      const [, constant] = (existsSync(file) && OWN_FILE.exec(readFileSync(file, 'utf8'))) || [];
      if (constant !== undefined && constant !== name)
        throw new Error(`src/frameworks/${name}/index.ts exports ${constant}: it must be ${name}`);
      return constant === undefined ? [] : [name];
    })
    .sort();
  const imports = names.map(name => `import { ${name} } from './${name}/index.ts';\n`);
  const path = 'src/frameworks/declared.ts';
  const text = `${HEAD}import type { DeclaredFramework } from './declaration.ts';
${imports.join('')}
export { OTHERWISE } from './declaration.ts';

export const DECLARED: readonly DeclaredFramework[] = [${names.join(', ')}];
`;
  return [[path, formatted(path, text)]];
}

/** A name stands in one place: what was written down by hand for it would be hidden by what the framework says of itself, or would hide it. */
export function refuseTwice(root, frameworks) {
  for (const { declared } of frameworks) {
    const folders = ['src/profiles', ...(declared.layout ? ['src/cells/layouts'] : [])];
    const twice = folders
      .map(folder => `${folder}/${declared.name}.ts`)
      .find(path => existsSync(join(root, path)));
    if (twice)
      throw new Error(`${declared.name} says of itself what is in ${twice} already: leave one of them out`);
    const layout = `src/cells/layouts/${declared.name}.ts`;
    if (declared.begins && existsSync(join(root, layout)))
      throw new Error(
        `the calculator begins with ${declared.name} already, by ${layout}: leave \`begins\` out`,
      );
  }
}

/** The files of the other rooms. */
export function declaredData(frameworks, otherwise) {
  const told = frameworks.map(({ declared: { profile, ...others }, modules }) => ({
    ...others,
    modules: Object.keys(modules),
    profile: data(`profile of ${others.name}`, {
      ...profile,
      tensors: changed(profile.tensors, otherwise.tensors),
      manner: changed(profile.manner, otherwise.manner),
      wording: changed(profile.wording, otherwise.wording),
    }),
  }));
  return [profiles(told), layouts(told), protocol(told)];
}

function profiles(told) {
  const path = 'src/profiles/declared.ts';
  const entries = told.map(({ name, profile }) => `${name}: ${printed(profile)}`);
  const stored = told.filter(({ layout }) => layout).map(({ name }) => name);
  const text = `${HEAD}import type { DeclaredProfile } from './declared-profile.ts';

export const DECLARED = {${entries.join(',')}} satisfies Record<string, DeclaredProfile>;

/** Those of them that store the weights of a cell in a way of their own, which has their name. */
export const DECLARED_LAYOUTS = ${printed(stored)} as const;
`;
  return [path, formatted(path, text)];
}

function layouts(told) {
  const path = 'src/cells/layouts/declared.ts';
  const stored = told
    .filter(({ layout }) => layout)
    .map(({ name, layout, profile }) => data(`layout of ${name}`, { ...layout, name, title: profile.title }));
  const text = `${HEAD}import type { Layout } from './layout.ts';

export const DECLARED: readonly Layout[] = ${printed(stored)};
`;
  return [path, formatted(path, text)];
}

function protocol(told) {
  const path = 'src/protocol/declared.ts';
  const modules = told.flatMap(({ modules, profile }) =>
    modules.map(module => ({
      module,
      language: profile.wording?.language === 'javascript' ? 'typescript' : 'python',
    })),
  );
  const fresh = told
    .filter(({ begins }) => begins)
    .map(({ name, begins, profile }) => ({
      framework: profile.title,
      layoutName: name,
      layers: Object.entries(begins).map(([layer, cell]) => ({
        layer,
        cell: cell.replace('-reset-after', ''),
        resetAfter: cell.endsWith('-reset-after'),
      })),
    }));
  const text = `${HEAD}import type { FrameworkModule, FreshFramework } from './declaration.ts';

export const DECLARED_MODULES: readonly FrameworkModule[] = ${printed(modules)};

export const DECLARED_FRESH: readonly FreshFramework[] = ${printed(fresh)};
`;
  return [path, formatted(path, text)];
}

/** What differs from what holds anyway: another framework's words may have been spread. */
function changed(own = {}, base) {
  const entries = Object.entries(own).filter(([key, value]) => value !== base[key]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The value itself; a function in it cannot be copied. */
function data(where, value) {
  if (typeof value === 'function')
    throw new Error(`${where} is a function: only data can be copied from a framework's file`);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((item, i) => data(`${where}[${i}]`, item));
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, data(`${where}.${key}`, item)]));
}

const printed = value => JSON.stringify(value);

/** As `npm run lint` wants it. */
export function formatted(path, text) {
  const biome = at('node_modules/@biomejs/biome/bin/biome');
  const fixed = spawnSync(process.execPath, [biome, 'check', '--write', `--stdin-file-path=${at(path)}`], {
    input: text,
    encoding: 'utf8',
  });
  if (fixed.status !== 0) throw new Error(`${path} cannot be formatted: ${fixed.stderr}`);
  return fixed.stdout;
}

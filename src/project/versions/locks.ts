/** Lock files: the versions that a project's packages were resolved to. Of each form only the names and versions are read. */
import {
  found,
  parseJson,
  type Requirement,
  type RequirementFile,
  record,
  versionIn,
} from './requirement.ts';

export const LOCK_FILES: readonly RequirementFile[] = [
  {
    matches: name => /^(?:(?:uv|poetry|pdm)\.lock|pylock(?:\.[\w-]+)?\.toml)$/.test(name),
    read: readTomlLock,
  },
  { matches: name => name === 'Pipfile.lock', read: readPipfileLock },
  {
    matches: name => /^(?:pixi\.lock|conda-[\w.-]*lock(?:\.ya?ml)?)$/.test(name),
    read: readCondaLock,
  },
  { matches: name => name === 'package-lock.json' || name === 'npm-shrinkwrap.json', read: readPackageLock },
  { matches: name => name === 'yarn.lock', read: readYarnLock },
  { matches: name => name === 'pnpm-lock.yaml', read: readPnpmLock },
  { matches: name => name === 'bun.lock', read: readBunLock },
];

function readTomlLock(text: string): readonly Requirement[] {
  return [...text.matchAll(/^name = "([^"]+)"\r?\nversion = "([^"]+)"/gm)].flatMap(found);
}

function readPipfileLock(text: string): readonly Requirement[] {
  const sections = Object.values(record(parseJson(text))).map(record);
  return sections.flatMap(section => Object.entries(section).flatMap(entry => versionIn(entry)));
}

/**
 * `name` and `version` below each other (conda-lock.yml, pixi.lock), or addresses of packages, whose names end in name-version-build (pixi.lock,
 * conda's explicit lists): https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/pkg-specs.html.
 */
function readCondaLock(text: string): readonly Requirement[] {
  const entries = text.matchAll(/^[ -]*name: ["']?([\w.-]+)["']?\r?\n\s+version: ["']?([\w.+!-]+)["']?/gm);
  const addresses = text.matchAll(/\/([A-Za-z0-9_.][\w.-]*)-(\d[^-/\s]*)-[^-/\s]+\.(?:conda|tar\.bz2)\b/g);
  return [...[...entries].flatMap(found), ...[...addresses].flatMap(found)];
}

function readPackageLock(text: string): readonly Requirement[] {
  const document = record(parseJson(text));
  const packages = Object.entries(record(document.packages)).map(([path, entry]): [string, unknown] => [
    path.replace(/^node_modules\//, ''),
    entry,
  ]);
  return [...packages, ...Object.entries(record(document.dependencies))].flatMap(entry => versionIn(entry));
}

function readYarnLock(text: string): readonly Requirement[] {
  return [...text.matchAll(/^"?(@?[^@\s"]+)@[^\n]*:\r?\n\s+version:? "?([^"\s]+)"?/gm)].flatMap(found);
}

/** The keys of `packages`: `/name/1.2.3:`, `/name@1.2.3(peer@2.0.0):` and `'name@1.2.3':`, as pnpm has written them over the years. */
function readPnpmLock(text: string): readonly Requirement[] {
  const key = /^\s+['"]?\/?((?:@[^@/\s'"]+\/)?[^@/\s'"(]+)[@/](\d[\w.+-]*)[^\n]*:[ \t]*(?:\{\})?$/gm;
  return [...text.matchAll(key)].flatMap(found);
}

/** `"name": ["name@1.2.3", ...],` */
function readBunLock(text: string): readonly Requirement[] {
  return [...text.matchAll(/^\s*"([^"\s]+)": \["\1@(\d[\w.+-]*)"/gm)].flatMap(found);
}

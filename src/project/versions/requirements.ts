/**
 * Package names with their version ranges, read from the files that state them. Line by line rather than with a parser for each
 * format: a half-written or unusual file still tells what it can.
 */

import { LOCK_FILES } from './locks.ts';
import {
  found,
  parseJson,
  type Requirement,
  type RequirementFile,
  record,
  versionIn,
} from './requirement.ts';

export { normalName, type Requirement, type RequirementFile } from './requirement.ts';

/** In the order in which they count within a folder: what was installed before what was asked for. */
export const REQUIREMENT_FILES: readonly RequirementFile[] = [
  ...LOCK_FILES,
  {
    matches: name => /^(?:requirements.*|constraints|requirements\/.*)\.(?:txt|in)$/.test(name),
    read: readLines,
    included: includedIn,
  },
  { matches: name => /^(?:pyproject\.toml|pixi\.toml|Pipfile)$/.test(name), read: readToml },
  { matches: name => /^(?:environment|conda|env).*\.ya?ml$/.test(name), read: readLines },
  { matches: name => name === 'setup.cfg', read: readLines },
  { matches: name => name === 'setup.py', read: readQuoted },
  { matches: name => name === 'package.json', read: readPackageJson },
];

const NAME = '[A-Za-z0-9][A-Za-z0-9._-]*?';
const RANGE = '(?:===?|~=|!=|<=|>=|<|>|=)\\s*[\\w.*+!-]+';
const RANGES = `\\(?(${RANGE}(?:\\s*,\\s*${RANGE})*)?\\)?`;

/** requirements.txt, `install_requires` in setup.cfg, and the list items of a conda environment (`pytorch=1.13`, also `pytorch::pytorch=1.13`). */
function readLines(text: string): readonly Requirement[] {
  const line = new RegExp(
    `^\\s*(?:-\\s+)?["']?(?:[\\w-]+::)?(${NAME})(?:\\[[^\\]]*\\])?\\s*${RANGES}["']?\\s*(?:;.*|=[\\w.]+|--hash.*|\\\\)?$`,
  );
  return text
    .split(/\r\n|\n|\r/)
    .flatMap(written => found(line.exec(written.replace(/\s+#.*$|^#.*$/, '').trimEnd())));
}

/** `-r base.txt`, `--constraint=requirements/pins.txt`: https://pip.pypa.io/en/stable/reference/requirements-file-format. Nothing from the network. */
function includedIn(text: string): readonly string[] {
  const line = /^\s*(?:-[rc]|--requirement|--constraint)(?:\s+|=)["']?([\w./-]+)["']?\s*(?:#.*)?$/gm;
  return [...text.matchAll(line)].flatMap(([, name]) => name ?? []);
}

/** Quoted requirements anywhere: `"keras==2.2.4"` in setup.py or a list of pyproject.toml. */
function readQuoted(text: string): readonly Requirement[] {
  const quoted = new RegExp(`["'](${NAME})(?:\\[[^\\]]*\\])?\\s*${RANGES}\\s*(?:;[^"']*)?["']`, 'g');
  return [...text.matchAll(quoted)].flatMap(found).filter(({ range }) => range !== '');
}

/** Lists of quoted requirements (PEP 621) and tables of names (Poetry, Pipenv): `torch = "^2.1"`, `torch = { version = "^2.1" }`. */
function readToml(text: string): readonly Requirement[] {
  const entry =
    /^\s*["']?([A-Za-z0-9][\w.-]*)["']?\s*=\s*(?:\{[^}\n]*\bversion\s*=\s*)?["']([\^~=<>!\d*][^"'\n]*)["']/gm;
  return [...readQuoted(text), ...[...text.matchAll(entry)].flatMap(found)];
}

function readPackageJson(text: string): readonly Requirement[] {
  const document = record(parseJson(text));
  const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  const entries = lists.flatMap(list => Object.entries(record(document[list])));
  return entries.flatMap(([name, range]) => (typeof range === 'string' ? [{ package: name, range }] : []));
}

/** An installed package's own package.json. */
export function readInstalledPackage(name: string, text: string): readonly Requirement[] {
  return versionIn([name, parseJson(text)]);
}

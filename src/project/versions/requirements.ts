/**
 * Package names with their version ranges, read from the files that state them. Line by line rather than with a parser for each
 * format: a half-written or unusual file still tells what it can.
 */

export interface Requirement {
  /** Normalised as PEP 503 says; packages of npm as they are. */
  readonly package: string;
  /** '==2.2.4', '^4.2.0', '2.1.0'; '' where the package is named without a version. */
  readonly range: string;
}

type Reader = (text: string) => readonly Requirement[];

export interface RequirementFile {
  readonly matches: (name: string) => boolean;
  readonly read: Reader;
  /** Files of the same form that it names, by their paths from its folder. */
  readonly included?: (text: string) => readonly string[];
}

/** In the order in which they count within a folder: what was installed before what was asked for. */
export const REQUIREMENT_FILES: readonly RequirementFile[] = [
  { matches: name => /^(?:uv|poetry|pdm)\.lock$/.test(name), read: readTomlLock },
  { matches: name => name === 'Pipfile.lock', read: readPipfileLock },
  { matches: name => name === 'package-lock.json' || name === 'npm-shrinkwrap.json', read: readPackageLock },
  { matches: name => name === 'yarn.lock', read: readYarnLock },
  {
    matches: name => /^(?:requirements.*|constraints)\.(?:txt|in)$/.test(name),
    read: readLines,
    included: includedIn,
  },
  { matches: name => name === 'pyproject.toml' || name === 'Pipfile', read: readToml },
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

function readTomlLock(text: string): readonly Requirement[] {
  return [...text.matchAll(/^name = "([^"]+)"\r?\nversion = "([^"]+)"/gm)].flatMap(found);
}

function readPipfileLock(text: string): readonly Requirement[] {
  const sections = Object.values(record(parseJson(text))).map(record);
  return sections.flatMap(section => Object.entries(section).flatMap(entry => versionOf(entry)));
}

function readPackageLock(text: string): readonly Requirement[] {
  const document = record(parseJson(text));
  const packages = Object.entries(record(document.packages)).map(([path, entry]): [string, unknown] => [
    path.replace(/^node_modules\//, ''),
    entry,
  ]);
  return [...packages, ...Object.entries(record(document.dependencies))].flatMap(entry => versionOf(entry));
}

function readYarnLock(text: string): readonly Requirement[] {
  return [...text.matchAll(/^"?(@?[^@\s"]+)@[^\n]*:\r?\n\s+version:? "?([^"\s]+)"?/gm)].flatMap(found);
}

function readPackageJson(text: string): readonly Requirement[] {
  const document = record(parseJson(text));
  const lists = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  const entries = lists.flatMap(list => Object.entries(record(document[list])));
  return entries.flatMap(([name, range]) => (typeof range === 'string' ? [{ package: name, range }] : []));
}

/** An installed package's own package.json. */
export function readInstalledPackage(name: string, text: string): readonly Requirement[] {
  return versionOf([name, parseJson(text)]);
}

function versionOf([name, entry]: readonly [string, unknown]): readonly Requirement[] {
  const { version } = record(entry);
  return typeof version === 'string' ? [{ package: normalName(name), range: version }] : [];
}

function found(match: RegExpMatchArray | null): readonly Requirement[] {
  return match?.[1] === undefined ? [] : [{ package: normalName(match[1]), range: match[2] ?? '' }];
}

/** One spelling for `tf_keras`, `tf.keras` and `tf-keras` (PEP 503); names of npm stay as they are. */
export function normalName(name: string): string {
  return name.startsWith('@') || name === 'brain.js' ? name : name.toLowerCase().replace(/[-_.]+/g, '-');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  // A checked object's fields are unknown until each is checked in turn.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

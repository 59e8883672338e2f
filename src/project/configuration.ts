/**
 * What a project says about this tool in its own files: `lstm-shapes.json`, or the table `[tool.lstm-shapes]` of `pyproject.toml`, in the folder of a
 * file and those above it up to the root. Read, never run; what the values mean is the affair of those who asked.
 */
import { parse as parseToml } from 'smol-toml';
import { folderOf, foldersUpTo, joinPath, nameOf } from './paths.ts';
import type { FileStore } from './store.ts';

export interface ConfigurationTable {
  /** The file that it was read from. */
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** Why the file cannot be read as what it should be; a sentence. Then `value` is empty. */
  readonly fault: string | undefined;
}

export interface Configurations {
  /** From the root inwards: the last one is the nearest. */
  of(path: string): readonly ConfigurationTable[];
  /** A file has changed, or files were made or deleted. */
  forget(): void;
}

const JSON_NAME = 'lstm-shapes.json';
const TOML_NAME = 'pyproject.toml';

/** Whether a change of this file may change what a project says. */
export function configures(path: string): boolean {
  return nameOf(path) === JSON_NAME || nameOf(path) === TOML_NAME;
}

export function createConfigurations(
  files: Pick<FileStore, 'read'>,
  rootOf: (path: string) => string,
): Configurations {
  const byFolder = new Map<string, readonly ConfigurationTable[]>();
  const inFolder = (folder: string): readonly ConfigurationTable[] => {
    const known = byFolder.get(folder) ?? tablesIn(files, folder);
    byFolder.set(folder, known);
    return known;
  };
  return {
    of: path => foldersUpTo(folderOf(path), rootOf(path)).toReversed().flatMap(inFolder),
    forget: () => byFolder.clear(),
  };
}

/** Of the two files of one folder `lstm-shapes.json` counts. */
function tablesIn({ read }: Pick<FileStore, 'read'>, folder: string): readonly ConfigurationTable[] {
  const json = joinPath(folder, JSON_NAME);
  const own = read(json);
  if (own !== undefined) return [parsed(json, () => JSON.parse(own))];
  const toml = joinPath(folder, TOML_NAME);
  const text = read(toml);
  // Most projects have such a file, and few speak of this tool in it.
  if (!text?.includes('lstm-shapes')) return [];
  return [parsed(toml, () => field(field(parseToml(text), 'tool'), 'lstm-shapes') ?? {})];
}

function parsed(file: string, parse: () => unknown): ConfigurationTable {
  try {
    const value = parse();
    return isRecord(value)
      ? { file, value, fault: undefined }
      : { file, value: {}, fault: 'It must hold an object with the settings.' };
  } catch (reason) {
    const [first = ''] = (reason instanceof Error ? reason.message : String(reason)).split('\n');
    return { file, value: {}, fault: `It cannot be read: ${first}` };
  }
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

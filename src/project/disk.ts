/** Files on disk. The only file of this room that needs node; nothing here throws: what fails is a value that says why. */
import { type Dirent, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { decode } from './decode.ts';
import { normalisePath } from './paths.ts';
import { type FileStore, type FolderEntry, failed, type Loaded } from './store.ts';

export interface DiskOptions {
  /** Bytes; larger files are not read. A notebook's pictures and outputs do not count as code: its limit is 64 times that. */
  readonly maxBytes: number;
}

const NOTEBOOK_FACTOR = 64;

export function createDisk({ maxBytes }: DiskOptions): FileStore {
  const load = (path: string): Loaded =>
    loadFile(path, path.endsWith('.ipynb') ? maxBytes * NOTEBOOK_FACTOR : maxBytes);
  return {
    load,
    read: path => {
      const loaded = load(path);
      return loaded.ok ? loaded.text : undefined;
    },
    isFile: path => stats(path)?.isFile() ?? false,
    list: folder => entriesOf(folder).map(entry => entry.name),
    entries: entriesOf,
    realPath: realPathOf,
  };
}

function loadFile(path: string, maxBytes: number): Loaded {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return failed('missing', 'it does not exist');
    if (found.isDirectory()) return failed('folder', 'it is a folder');
    if (!found.isFile()) return failed('unreadable', 'it is not a regular file');
    if (found.size > maxBytes)
      return failed('too-large', `it is larger than ${Math.round(maxBytes / 1024)} kB`);
    return decode(readFileSync(path), decoderOf);
  } catch (error) {
    return failed('unreadable', reasonOf(error));
  }
}

const DECODERS = new Map<string, TextDecoder>();

function decoderOf(label: string): TextDecoder {
  const decoder = DECODERS.get(label) ?? new TextDecoder(label, { fatal: true });
  DECODERS.set(label, decoder);
  return decoder;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its links lead in a circle',
  ENOENT: 'it does not exist',
  ENOTDIR: 'it does not exist',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
};

function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

function stats(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function entriesOf(folder: string): readonly FolderEntry[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
      const kind = kindOf(folder, entry);
      return kind ? [{ name: entry.name, kind }] : [];
    });
  } catch {
    return [];
  }
}

function kindOf(folder: string, entry: Dirent): FolderEntry['kind'] | undefined {
  const found = entry.isSymbolicLink() ? stats(`${folder}/${entry.name}`) : entry;
  if (found?.isFile()) return 'file';
  return found?.isDirectory() ? 'folder' : undefined;
}

function realPathOf(path: string): string {
  try {
    return normalisePath(realpathSync.native(path));
  } catch {
    return path;
  }
}

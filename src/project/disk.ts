/** Files on disk. The only file of this room that needs node; nothing here throws: what fails is a value that says why. */
import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { decode } from './decode.ts';
import { tableAt, tensorsAt } from './disk-bytes.ts';
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
    tensors: tensorsAt,
    table: tableAt,
    isFile: path => stats(path)?.isFile() ?? false,
    list: folder => entriesOf(folder).map(entry => entry.name),
    entries: entriesOf,
    realPath: realPathOf,
  };
}

/** Opening a pipe must not wait for somebody to write into it. Windows has no such flag, and no pipes among its files. */
const OPENING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function loadFile(path: string, maxBytes: number): Loaded {
  let descriptor: number;
  try {
    descriptor = openSync(path, OPENING);
  } catch (error) {
    return notOpened(path, error);
  }
  try {
    return loadOpen(descriptor, fstatSync(descriptor), maxBytes);
  } catch (error) {
    return failed('unreadable', reasonOf(error));
  } finally {
    closeSync(descriptor);
  }
}

function notOpened(path: string, error: unknown): Loaded {
  const found = stats(path);
  if (found?.isDirectory()) return failed('folder', 'it is a folder');
  const code = codeOf(error);
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? failed('missing', 'it does not exist')
    : failed('unreadable', reasonOf(error));
}

function loadOpen(descriptor: number, found: Stats, maxBytes: number): Loaded {
  if (found.isDirectory()) return failed('folder', 'it is a folder');
  if (!found.isFile()) return failed('unreadable', 'it is not a regular file');
  if (found.size > maxBytes)
    return failed('too-large', `it is larger than ${Math.round(maxBytes / 1024)} kB`);
  return decode(bytesOf(descriptor, found.size), decoderOf);
}

/** Most files fit; it is used again for each of thousands, as nothing of the bytes is kept. */
const SHARED = Buffer.allocUnsafeSlow(64 * 1024);

/** Good until the next call. */
function bytesOf(descriptor: number, size: number): Uint8Array {
  if (size >= SHARED.length) return readFileSync(descriptor);
  // One byte more than there should be: a file that has grown since is read anew, as a whole.
  const read = readSync(descriptor, SHARED, 0, size + 1, 0);
  return read === size ? SHARED.subarray(0, size) : readFileSync(descriptor);
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
  return REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
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

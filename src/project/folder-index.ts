/**
 * What folders hold, asked once: import resolution looks into the same folders over and over, mostly for names that are not there.
 * A folder that its parent does not list is never asked for.
 */
import { folderOf, nameOf } from './paths.ts';
import type { FileStore, FolderEntry } from './store.ts';

export interface FolderIndex {
  isFile(path: string): boolean;
  /** Whether a folder holds a folder or a file of this name, or a file of this name and an extension. */
  holds(folder: string, stem: string): boolean;
  forget(): void;
}

type Names = ReadonlyMap<string, FolderEntry['kind']>;

interface Listed {
  readonly names: Names;
  /** Names of all entries, and those of files without their extensions. */
  readonly stems: ReadonlySet<string>;
}

const EMPTY: Listed = { names: new Map(), stems: new Set() };

export function createFolderIndex(files: Pick<FileStore, 'entries'>): FolderIndex {
  const known = new Map<string, Listed>();
  const list = (folder: string): Listed => {
    const listed = known.get(folder);
    if (listed) return listed;
    const parent = known.get(folderOf(folder));
    const found = parent && parent.names.get(nameOf(folder)) !== 'folder' ? EMPTY : listedIn(files, folder);
    known.set(folder, found);
    return found;
  };
  return {
    isFile: path => list(folderOf(path)).names.get(nameOf(path)) === 'file',
    holds: (folder, stem) => list(folder).stems.has(stem),
    forget: () => known.clear(),
  };
}

function listedIn(files: Pick<FileStore, 'entries'>, folder: string): Listed {
  const entries = files.entries(folder);
  if (entries.length === 0) return EMPTY;
  const names = new Map(entries.map(({ name, kind }): [string, FolderEntry['kind']] => [name, kind]));
  return { names, stems: new Set(entries.flatMap(({ name }) => [name, name.replace(/\.[^.]+$/, '')])) };
}

/** Folders that are listed once, for a run that takes the project as it stands: walking, imports and versions all ask for the same ones. */
import type { FileStore, FolderEntry } from './store.ts';

export function withListingsKept(files: FileStore): FileStore {
  const listings = new Map<string, readonly FolderEntry[]>();
  const entries = (folder: string): readonly FolderEntry[] => {
    const known = listings.get(folder) ?? files.entries(folder);
    listings.set(folder, known);
    return known;
  };
  return { ...files, entries, list: folder => entries(folder).map(({ name }) => name) };
}

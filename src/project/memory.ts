/** Files in a map: tests, and the browser later. */
import { folderOf, isInside, relativePath } from './paths.ts';
import { type FileStore, type FolderEntry, failed } from './store.ts';
import { readTextTable } from './text-table.ts';

/** Reads through to the map, so that a test may change it. */
export function memoryFiles(texts: ReadonlyMap<string, string>): FileStore {
  const entries = (folder: string): readonly FolderEntry[] => {
    const kinds = new Map<string, FolderEntry['kind']>();
    for (const path of texts.keys()) {
      if (path === folder || !isInside(path, folder)) continue;
      const [name = '', ...deeper] = relativePath(folder, path).split('/');
      kinds.set(name, deeper.length > 0 ? 'folder' : 'file');
    }
    return [...kinds].map(([name, kind]) => ({ name, kind }));
  };
  return {
    load: path => {
      const text = texts.get(path);
      if (text !== undefined) return { ok: true, text };
      return entries(path).length > 0
        ? failed('folder', 'it is a folder')
        : failed('missing', 'it does not exist');
    },
    read: path => texts.get(path),
    table: path => {
      const text = texts.get(path);
      if (text === undefined) return undefined;
      const bytes = Uint8Array.from(text, character => character.charCodeAt(0));
      const read = (from: number, length: number): Uint8Array => bytes.subarray(from, from + length);
      return readTextTable({ size: bytes.length, read }, first => text.slice(0, first.length));
    },
    isFile: path => texts.has(path),
    list: folder => entries(folder).map(entry => entry.name),
    entries,
    realPath: path => path,
  };
}

/** A map of files below one folder, written as relative paths. */
export function filesBelow(folder: string, texts: Readonly<Record<string, string>>): Map<string, string> {
  const root = folder === folderOf(folder) ? folder : `${folder}/`;
  return new Map(Object.entries(texts).map(([path, text]) => [root + path, text]));
}

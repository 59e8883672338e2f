/** Open buffers over other files: what an editor shows counts before it is saved, also as a file that is not on disk yet. */
import { folderOf, nameOf } from './paths.ts';
import type { FileStore } from './store.ts';

/** `open` gives the text of an open buffer; `paths` all of them, for listings. */
export interface Buffers {
  open(path: string): string | undefined;
  paths(): Iterable<string>;
}

export function overlay(buffers: Buffers, below: FileStore): FileStore {
  const openIn = (folder: string): readonly string[] =>
    [...buffers.paths()].filter(path => folderOf(path) === folder).map(nameOf);
  return {
    load: path => {
      const text = buffers.open(path);
      return text === undefined ? below.load(path) : { ok: true, text };
    },
    read: path => buffers.open(path) ?? below.read(path),
    isFile: path => buffers.open(path) !== undefined || below.isFile(path),
    tensors: path => below.tensors?.(path),
    table: path => below.table?.(path),
    list: folder => [...new Set([...below.list(folder), ...openIn(folder)])],
    entries: folder => {
      const onDisk = below.entries(folder);
      const known = new Set(onDisk.map(entry => entry.name));
      const unsaved = openIn(folder).filter(name => !known.has(name));
      return [...onDisk, ...unsaved.map(name => ({ name, kind: 'file' as const }))];
    },
    realPath: path => below.realPath(path),
  };
}

/** What walking and reading need beyond `Files`: why a file could not be read, and what a folder holds. */
import type { Files } from './source.ts';

export interface LoadFailure {
  readonly kind: 'missing' | 'folder' | 'unreadable' | 'too-large' | 'binary' | 'encoding';
  /** A clause without the path or a full stop: "it is larger than 1024 kB". */
  readonly reason: string;
}

export type Loaded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly failure: LoadFailure };

/** Links are followed; what is neither file nor folder (or a dead link) is not listed. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

export interface FileStore extends Files {
  load(path: string): Loaded;
  entries(folder: string): readonly FolderEntry[];
  /** The path without links, which tells a folder that was visited already. The path itself where it does not exist. */
  realPath(path: string): string;
}

export function failed(kind: LoadFailure['kind'], reason: string): Loaded {
  return { ok: false, failure: { kind, reason } };
}

/**
 * The project as the analysis sees it: files read and parsed when they are asked for, and kept until someone says that they changed.
 */
import type { SourceParser } from '../syntax/parser.ts';
import { type Opened, type OpenedFile, openText } from './open-text.ts';
import { folderOf, isInside, joinPath, normalisePath } from './paths.ts';
import { createResolver } from './resolve.ts';
import type { Project } from './source.ts';
import type { FileStore } from './store.ts';
import { type Pins, pinsByCode, type Versions } from './versions/index.ts';

export interface WorkspaceOptions {
  readonly files: FileStore;
  readonly parser: SourceParser;
  /** Folders that imports may not leave. */
  readonly roots: readonly string[];
  readonly versions: Versions;
  /** UTF-16 code units of code; longer files are not parsed. */
  readonly maxLength: number;
  /** A file that somebody else keeps parsed, as an editor does with what is being typed. It wins, and is never kept here. */
  readonly opened?: (path: string) => OpenedFile | undefined;
}

export interface Workspace extends Project {
  source(path: string): OpenedFile | undefined;
  /** As `source`, with the reason where there is none. */
  open(path: string): Opened;
  /** The root that holds a file; its own folder where none does. */
  rootOf(path: string): string;
  /** The file's text has changed. */
  invalidate(path: string): void;
  /** Files were made, deleted or renamed: what imports name may have changed. */
  invalidateNames(): void;
  /** Drops all parsed files; they are read again when they are asked for. */
  clear(): void;
}

/** UTF-16 code units of a file of data; longer ones are no configurations. */
const LONGEST_DATA = 200_000;

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { files, parser, versions, maxLength } = options;
  const kept = new Map<string, Opened>();
  const rootOf = (path: string): string => innermost(options.roots, path) ?? folderOf(path);
  const resolver = createResolver(files, rootOf);
  const open = (path: string): Opened => {
    const live = options.opened?.(path);
    if (live) return { ok: true, file: live };
    const known = kept.get(path) ?? openText(path, files.load(path), { parser, maxLength });
    kept.set(path, known);
    return known;
  };
  /** Files beside the code that names one, and below its root. */
  const dataPaths = (from: string, name: string): readonly string[] => {
    const root = rootOf(from);
    const paths = /^(?:[A-Za-z]:)?\//.test(name)
      ? [normalisePath(name)]
      : [folderOf(from), root].map(folder => joinPath(folder, name));
    return [...new Set(paths)].filter(each => isInside(each, root) && files.isFile(each));
  };
  /** Which of two it is depends on the folder that the program is run in. */
  const onlyPath = (from: string, name: string): string | undefined => {
    const [path, other] = dataPaths(from, name);
    return other === undefined ? path : undefined;
  };
  const said = new WeakMap<OpenedFile, { readonly pins: Pins | undefined }>();
  const pinsOf = (path: string): Pins | undefined => {
    const opened = open(path);
    if (!opened.ok) return undefined;
    const known = said.get(opened.file) ?? { pins: pinsByCode(opened.file) };
    said.set(opened.file, known);
    return known.pins;
  };
  return {
    open,
    rootOf,
    source: path => {
      const opened = open(path);
      return opened.ok ? opened.file : undefined;
    },
    resolve: resolver.resolve,
    data: (from, name) => {
      const [path] = dataPaths(from, name);
      const text = path === undefined ? undefined : files.read(path);
      return path === undefined || text === undefined || text.length > LONGEST_DATA
        ? undefined
        : { path, text };
    },
    tensors: (from, name) => {
      const path = onlyPath(from, name);
      const tensors = path === undefined ? undefined : files.tensors?.(path);
      return path === undefined || tensors === undefined ? undefined : { path, tensors };
    },
    table: (from, name) => {
      const path = onlyPath(from, name);
      const table = path === undefined ? undefined : files.table?.(path);
      return path === undefined || table === undefined ? undefined : { path, table };
    },
    version: (file, framework) => versions.of(file, rootOf(file), framework, pinsOf(file)),
    invalidate: path => void kept.delete(path),
    invalidateNames: () => resolver.forget(),
    clear: () => kept.clear(),
  };
}

function innermost(roots: readonly string[], path: string): string | undefined {
  return roots.filter(root => isInside(path, root)).sort((a, b) => b.length - a.length)[0];
}

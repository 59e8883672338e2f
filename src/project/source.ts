/** The files behind one small interface: disk, open buffers, a browser's file system, a map in tests. */
import type { Module } from '../syntax/tree.ts';
import type { FrameworkName, Version } from '../values/framework.ts';
import type { StoredTensor, TextTable } from '../values/host.ts';

/** Where texts come from. Paths are absolute with forward slashes; all answers are immediate (a browser loads ahead). */
export interface Files {
  /** undefined: there is no such file, or it cannot be read or decoded. */
  read(path: string): string | undefined;
  isFile(path: string): boolean;
  /** The tensors of a file of weights; undefined where there is none, or where it cannot be read. Only disks have it. */
  tensors?(path: string): readonly StoredTensor[] | undefined;
  /** A file of delimited text; undefined where there is none. */
  table?(path: string): TextTable | undefined;
  /** Names in a folder; empty where it does not exist. */
  list(folder: string): readonly string[];
}

/** A file, read and parsed. For a notebook `text` is the virtual text of its code cells. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly module: Module;
}

/** What the analysis sees of the project. */
export interface Project {
  /** undefined where the file does not exist, is too large, is binary, or is in no language we read. */
  source(path: string): Source | undefined;
  /** The file that an import names, seen from another file: `level` counts Python's leading dots. undefined: not in the workspace. */
  resolve(from: string, module: string, level: number): string | undefined;
  /** The file of data that a program names, seen from it or from the root that holds it. undefined: not in the workspace, or too large. */
  data(from: string, name: string): { readonly path: string; readonly text: string } | undefined;
  /** As `data`, for files of weights and arrays. */
  tensors(
    from: string,
    name: string,
  ): { readonly path: string; readonly tensors: readonly StoredTensor[] } | undefined;
  /** As `data`, for files of delimited text. */
  table(from: string, name: string): { readonly path: string; readonly table: TextTable } | undefined;
  /** The version of a framework that applies to a file; the newest known where nothing pins it. */
  version(file: string, framework: FrameworkName | 'tf_keras'): Version;
}

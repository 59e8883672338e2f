/** What is open in the editor and analysed as one file: a text document, or all code cells of a notebook. */
import type { Position } from 'vscode-languageserver';
import type { OpenedFile } from '../project/index.ts';

/** A place in one of the editor's documents. */
export interface DocumentPlace {
  readonly uri: string;
  readonly position: Position;
}

export interface Program {
  /** The document's, or the notebook's. */
  readonly uri: string;
  readonly path: string;
  /** As it is now; for a notebook the virtual text of its code cells. */
  readonly typed: string;
  /** The same as it is analysed: what is being typed has room in it (`room.ts`). Offsets are those of this text. */
  readonly text: string;
  /** The documents that its problems are shown in, with their versions. */
  documents(): readonly { readonly uri: string; readonly version: number | undefined }[];
  /** undefined where the language is not read. */
  open(): OpenedFile | undefined;
  placeAt(offset: number): DocumentPlace | undefined;
  /** undefined where the place belongs to none of its documents. */
  offsetAt(uri: string, position: Position): number | undefined;
  dispose(): void;
}

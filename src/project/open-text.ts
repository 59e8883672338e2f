/** A loaded text made ready for the analysis: parsed, with what tells its lines, or why it is not analysed. */
import { type Grammar, grammarOf, isNotebook } from '../syntax/language.ts';
import { LineMap } from '../syntax/lines.ts';
import { type Notebook, readNotebook } from '../syntax/notebook.ts';
import type { SourceParser } from '../syntax/parser.ts';
import type { Module } from '../syntax/tree.ts';
import type { Source } from './source.ts';
import type { Loaded } from './store.ts';

/** Where an offset stands for a person. */
export interface FilePlace {
  /** 1-based, in the cell where there is one; columns count UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** Index of a notebook's cell, from 0. */
  readonly cell?: number;
}

export interface OpenedFile extends Source {
  placeOf(offset: number): FilePlace;
}

export type Opened =
  | { readonly ok: true; readonly file: OpenedFile }
  /** A clause without the path or a full stop. */
  | { readonly ok: false; readonly reason: string };

export interface OpenOptions {
  readonly parser: SourceParser;
  /** UTF-16 code units of code. */
  readonly maxLength: number;
}

export function openText(path: string, loaded: Loaded, options: OpenOptions): Opened {
  if (!loaded.ok) return { ok: false, reason: loaded.failure.reason };
  const grammar = grammarOf(path);
  if (grammar === null)
    return { ok: false, reason: 'it is not Python, TypeScript, JavaScript or a notebook' };
  if (!isNotebook(path))
    return parsed(grammar, loaded.text, options, module => openedFile(path, loaded.text, module));
  const read = readNotebook(loaded.text);
  if (!read.ok) return read;
  return parsed(grammar, read.notebook.text, options, module => openedNotebook(path, read.notebook, module));
}

function parsed(
  grammar: Grammar,
  text: string,
  { parser, maxLength }: OpenOptions,
  make: (module: Module) => OpenedFile,
): Opened {
  if (text.length > maxLength)
    return { ok: false, reason: `it holds more than ${Math.round(maxLength / 1024)} kB of code` };
  try {
    return { ok: true, file: make(parser.parse(grammar, text)) };
  } catch (error) {
    return {
      ok: false,
      reason: `the parser failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** A notebook's code cells as one file; places count in cells. */
export function openedNotebook(path: string, notebook: Notebook, module: Module): OpenedFile {
  return { path, text: notebook.text, module, placeOf: notebook.placeOf };
}

/** A file of one text, whose lines are counted when they are first asked for. */
export function openedFile(path: string, text: string, module: Module): OpenedFile {
  let lines: LineMap | undefined;
  return {
    path,
    text,
    module,
    placeOf: offset => {
      lines ??= new LineMap(text);
      return lines.positionAt(offset);
    },
  };
}

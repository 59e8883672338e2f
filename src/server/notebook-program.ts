/** A notebook as a program: its code cells in order are one text; places are mapped back to the cells' documents. */
import type { Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type OpenedFile, openedNotebook } from '../project/index.ts';
import { joinCells, type Notebook } from '../syntax/notebook.ts';
import type { SourceParser } from '../syntax/parser.ts';
import { createLiveSource } from './live-source.ts';
import type { Program } from './program.ts';
import { pathOfUri } from './uris.ts';

/** `cells` gives the documents of the code cells, as they are now. */
export function notebookProgram(
  uri: string,
  cells: () => readonly TextDocument[],
  parser: SourceParser,
): Program {
  const path = pathOfUri(uri, '.ipynb');
  const source = createLiveSource(path, parser);
  let joined: { readonly key: string; readonly notebook: Notebook; file: OpenedFile | undefined } | undefined;
  const present = () => {
    const documents = cells();
    const key = documents.map(({ uri: cell, version }) => `${cell}\n${version}`).join('\n');
    if (joined?.key !== key) {
      const notebook = joinCells(documents.map((document, index) => ({ index, source: document.getText() })));
      joined = { key, notebook, file: undefined };
    }
    return joined;
  };
  return {
    uri,
    path,
    get typed() {
      return present().notebook.text;
    },
    get text() {
      return present().notebook.text;
    },
    documents: cells,
    open: () => {
      const now = present();
      const { notebook } = now;
      const parsed = source.read(notebook.text);
      if (parsed && !now.file) now.file = openedNotebook(path, notebook, parsed.module);
      return now.file;
    },
    placeAt: offset => {
      const { cell, line, column } = present().notebook.placeOf(offset);
      const document = cells()[cell];
      return document && { uri: document.uri, position: { line: line - 1, character: column - 1 } };
    },
    offsetAt: (cellUri, { line, character }: Position) => {
      const cell = cells().findIndex(document => document.uri === cellUri);
      if (cell < 0) return undefined;
      return present().notebook.offsetOf({ cell, line: line + 1, column: character + 1 }) ?? undefined;
    },
    dispose: () => source.dispose(),
  };
}

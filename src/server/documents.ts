/** Documents and notebooks that the editor opens, edits and closes become programs of the session. */
import {
  type Connection,
  NotebookCellKind,
  type NotebookDocument,
  NotebookDocuments,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceParser } from '../syntax/parser.ts';
import { notebookProgram } from './notebook-program.ts';
import type { Program } from './program.ts';
import { textProgram } from './text-program.ts';

export interface ProgramEvents {
  opened(program: Program): void;
  changed(program: Program): void;
  closed(program: Program): void;
}

/** Follows the editor from `listen` on; programs are made once there is a parser. */
export interface Documents {
  /** Hands over everything that is open, then each event. A second call (a new session) begins anew. */
  connect(parser: SourceParser, events: ProgramEvents): void;
}

export function listenToDocuments(connection: Connection): Documents {
  const texts = new TextDocuments(TextDocument);
  const notebooks = new NotebookDocuments(TextDocument);
  const openNotebooks = new Map<string, NotebookDocument>();
  const programs = new Map<string, Program>();
  let connected: { readonly parser: SourceParser; readonly events: ProgramEvents } | undefined;

  const open = (uri: string, make: (parser: SourceParser) => Program): void => {
    if (!connected) return;
    const program = make(connected.parser);
    programs.set(uri, program);
    connected.events.opened(program);
  };
  const changed = (uri: string): void => {
    const program = programs.get(uri);
    if (program) connected?.events.changed(program);
  };
  const closed = (uri: string): void => {
    const program = programs.get(uri);
    programs.delete(uri);
    if (program) connected?.events.closed(program);
  };
  const openText = (document: TextDocument): void =>
    open(document.uri, parser => textProgram(document, parser));
  const openNotebook = ({ uri }: NotebookDocument): void =>
    open(uri, parser => notebookProgram(uri, () => cellsOf(openNotebooks.get(uri), notebooks), parser));

  // An opening is followed by a change event of its own, in which nothing has changed.
  const opening = new Set<string>();
  texts.onDidOpen(({ document }) => {
    opening.add(document.uri);
    openText(document);
  });
  texts.onDidChangeContent(({ document: { uri } }) => {
    if (!opening.delete(uri)) changed(uri);
  });
  texts.onDidClose(({ document }) => closed(document.uri));
  notebooks.onDidOpen(notebook => {
    openNotebooks.set(notebook.uri, notebook);
    openNotebook(notebook);
  });
  notebooks.onDidChange(({ notebookDocument }) => {
    openNotebooks.set(notebookDocument.uri, notebookDocument);
    changed(notebookDocument.uri);
  });
  notebooks.onDidClose(({ uri }) => {
    openNotebooks.delete(uri);
    closed(uri);
  });
  texts.listen(connection);
  notebooks.listen(connection);
  return {
    connect: (parser, events) => {
      connected = { parser, events };
      programs.clear();
      for (const document of texts.all()) openText(document);
      for (const notebook of openNotebooks.values()) openNotebook(notebook);
    },
  };
}

function cellsOf(
  notebook: NotebookDocument | undefined,
  notebooks: NotebookDocuments<TextDocument>,
): readonly TextDocument[] {
  const code = notebook?.cells.filter(cell => cell.kind === NotebookCellKind.Code) ?? [];
  return code.flatMap(cell => notebooks.getCellTextDocument(cell) ?? []);
}

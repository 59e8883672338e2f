/** A text document as a program. */
import type { Position } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { LineMap } from '../syntax/lines.ts';
import type { SourceParser } from '../syntax/parser.ts';
import type { Program } from './program.ts';
import { createRoomySource } from './roomy-source.ts';
import { pathOfUri } from './uris.ts';

/** Extensions by the editor's names of languages, for documents without one. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  python: '.py',
  typescript: '.ts',
  typescriptreact: '.tsx',
  javascript: '.js',
  javascriptreact: '.jsx',
};

/** The path under which a document is analysed: its own, or one with the extension of the language that the editor takes it for. */
export function pathOfDocument(uri: string, languageId: string): string {
  const path = pathOfUri(uri);
  const known = /\.(?:pyi?|[cm]?[jt]s|[jt]sx)$/i.test(path);
  return known ? path : pathOfUri(uri, EXTENSIONS[languageId] ?? '');
}

/** `document` is kept up to date by its owner. */
export function textProgram(document: TextDocument, parser: SourceParser): Program {
  const path = pathOfDocument(document.uri, document.languageId);
  const source = createRoomySource(path, parser);
  let lines: { readonly text: string; readonly map: LineMap } | undefined;
  const linesNow = (): LineMap => {
    const text = source.textOf(document.getText());
    if (lines?.text !== text) lines = { text, map: new LineMap(text) };
    return lines.map;
  };
  return {
    uri: document.uri,
    path,
    get typed() {
      return document.getText();
    },
    get text() {
      return source.textOf(document.getText());
    },
    documents: () => [{ uri: document.uri, version: document.version }],
    open: () => source.read(document.getText()),
    placeAt: offset => {
      const { line, column } = linesNow().positionAt(offset);
      return { uri: document.uri, position: within(document, { line: line - 1, character: column - 1 }) };
    },
    offsetAt: (uri, position) => {
      if (uri !== document.uri) return undefined;
      const { line, character } = within(document, position);
      return linesNow().offsetAt({ line: line + 1, column: character + 1 });
    },
    dispose: () => source.dispose(),
  };
}

/** A place that the document has: the room at the end of a line is none. */
function within(document: TextDocument, position: Position): Position {
  return document.positionAt(document.offsetAt(position));
}

/** A text document as a program. */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SourceParser } from '../syntax/parser.ts';
import { createLiveSource } from './live-source.ts';
import type { Program } from './program.ts';
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
  const source = createLiveSource(path, parser);
  return {
    uri: document.uri,
    path,
    get text() {
      return document.getText();
    },
    documents: () => [{ uri: document.uri, version: document.version }],
    open: () => source.read(document.getText()),
    placeAt: offset => ({ uri: document.uri, position: document.positionAt(offset) }),
    offsetAt: (uri, position) => (uri === document.uri ? document.offsetAt(position) : undefined),
    dispose: () => source.dispose(),
  };
}

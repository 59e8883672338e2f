/** Which of the editor's documents are the extension's business. */
import { type TextDocument, Uri, window, workspace } from 'vscode';
import type { FrameworkModule } from '../protocol/declaration.ts';

export const LANGUAGES = [
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
] as const;

/** Not: git, diff and review schemes, whose text is a second copy of a file, and settings files. */
export const DOCUMENT_SCHEMES = ['file', 'untitled', 'vscode-vfs', 'vscode-test-web'] as const;

export const NOTEBOOK_TYPE = 'jupyter-notebook';

const CELL_SCHEME = 'vscode-notebook-cell';

/** Whether the server would read this document. */
export function isModelLanguage(document: TextDocument): boolean {
  const { scheme } = document.uri;
  return (
    LANGUAGES.some(language => language === document.languageId) &&
    (scheme === CELL_SCHEME || DOCUMENT_SCHEMES.some(known => known === scheme))
  );
}

export function frameworkLanguage(document: TextDocument): FrameworkModule['language'] {
  return document.languageId === 'python' ? 'python' : 'typescript';
}

/** The notebook that a cell's document belongs to, otherwise the document itself. */
export function wholeOf(uri: Uri): Uri {
  if (uri.scheme !== CELL_SCHEME) return uri;
  const id = uri.toString();
  const notebook = workspace.notebookDocuments.find(candidate =>
    candidate.getCells().some(cell => cell.document.uri.toString() === id),
  );
  return notebook?.uri ?? uri;
}

/** The URI of what the person looks at, a notebook's for one of its cells; undefined where no editor is open. */
export function activeUri(): Uri | undefined {
  return window.activeNotebookEditor?.notebook.uri ?? window.activeTextEditor?.document.uri;
}

/** A file's or notebook's name without its folders. */
export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1) || uri.toString();
}

export function parseUri(text: string): Uri | undefined {
  try {
    return Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

/** Starts the server with the first document that may import a framework, and not before. */
import { Disposable, type TextDocument, workspace } from 'vscode';
import type { FrameworkModule } from '../protocol/declaration.ts';
import { FRAMEWORK_MODULES } from '../protocol/frameworks.ts';
import { mayImport } from '../syntax/imports.ts';
import { frameworkLanguage, isModelLanguage } from './documents.ts';
import { settingsOf } from './settings.ts';

/** Watches the open documents, notebook cells among them, until `start` was called once. */
export function startWithFirstModel(start: () => void): Disposable {
  const watching: Disposable[] = [];
  const stopWatching = () => {
    for (const listener of watching.splice(0)) listener.dispose();
  };
  const look = (document: TextDocument): boolean => {
    if (!startsServer(document)) return false;
    stopWatching();
    start();
    return true;
  };
  if (!workspace.textDocuments.some(look)) {
    watching.push(
      workspace.onDidOpenTextDocument(look),
      workspace.onDidChangeTextDocument(event => look(event.document)),
      workspace.onDidChangeConfiguration(() => workspace.textDocuments.some(look)),
    );
  }
  return new Disposable(stopWatching);
}

function startsServer(document: TextDocument): boolean {
  if (!isModelLanguage(document) || !settingsOf(document.uri).enable) return false;
  const text = document.getText();
  const language = frameworkLanguage(document);
  return FRAMEWORK_MODULES.some(
    entry => entry.language === language && mayImport(text, [entry.module]) && isMeant(entry, text),
  );
}

/** Whether the text has one of the words that a module needs beside it. */
function isMeant(entry: FrameworkModule, text: string): boolean {
  if (entry.onlyWith === undefined) return true;
  const lowerCase = text.toLowerCase();
  return entry.onlyWith.some(word => lowerCase.includes(word));
}

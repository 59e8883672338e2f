/** Puts problems into the editor: each document of a program gets those that stand in it, the last ones published included. */
import type { Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../rules/index.ts';
import type { Program } from './program.ts';
import { diagnosticOf, type PlacedDiagnostic, type Places } from './to-lsp.ts';
import { uriOfPath } from './uris.ts';

export type Publish = (uri: string, diagnostics: Diagnostic[], version: number | undefined) => void;

export interface Publisher {
  open(program: Program, problems: readonly Problem[]): void;
  /** All problems of files that are not open; those that were shown before and are missing here vanish. */
  elsewhere(problems: ReadonlyMap<string, readonly Problem[]>): void;
  /** The program was closed. */
  clear(program: Program): void;
}

export function createPublisher(publish: Publish, places: Places): Publisher {
  /** The documents of each open program that were told anything: cells may be gone by the time they are cleared. */
  const told = new Map<string, ReadonlySet<string>>();
  const shownElsewhere = new Map<string, string>();
  const tellDocuments = (path: string, documents: ReadonlyMap<string, () => void>): void => {
    for (const uri of told.get(path) ?? []) if (!documents.has(uri)) publish(uri, [], undefined);
    for (const tell of documents.values()) tell();
    told.set(path, new Set(documents.keys()));
  };
  return {
    open: (program, problems) => {
      const placed = problems.flatMap(problem => diagnosticOf(problem, places) ?? []);
      const documents = program
        .documents()
        .map(({ uri, version }): [string, () => void] => [
          uri,
          () => publish(uri, diagnosticsIn(uri, placed), version),
        ]);
      tellDocuments(program.path, new Map(documents));
      shownElsewhere.delete(program.path);
    },
    elsewhere: problems => {
      for (const path of [...shownElsewhere.keys()].filter(path => !problems.has(path))) {
        shownElsewhere.delete(path);
        publish(uriOfPath(path), [], undefined);
      }
      for (const [path, found] of problems) {
        const diagnostics = found.flatMap(problem => diagnosticOf(problem, places)?.diagnostic ?? []);
        const content = JSON.stringify(diagnostics);
        if (shownElsewhere.get(path) === content) continue;
        shownElsewhere.set(path, content);
        publish(uriOfPath(path), diagnostics, undefined);
      }
    },
    clear: program => {
      tellDocuments(program.path, new Map());
      told.delete(program.path);
    },
  };
}

function diagnosticsIn(uri: string, placed: readonly PlacedDiagnostic[]): Diagnostic[] {
  return placed.filter(item => item.uri === uri).map(item => item.diagnostic);
}

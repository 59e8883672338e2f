/** Puts problems into the editor: each document of a program gets those that stand in it, the last ones published included. */
import type { Diagnostic } from 'vscode-languageserver';
import type { Problem } from '../rules/index.ts';
import type { Program } from './program.ts';
import { diagnosticOf, type Places } from './to-lsp.ts';
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
  const shownElsewhere = new Map<string, string>();
  return {
    open: (program, problems) => {
      const placed = problems.flatMap(problem => diagnosticOf(problem, places) ?? []);
      for (const { uri, version } of program.documents()) {
        publish(
          uri,
          placed.filter(item => item.uri === uri).map(item => item.diagnostic),
          version,
        );
      }
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
      for (const { uri } of program.documents()) publish(uri, [], undefined);
    },
  };
}

/**
 * The outputs of the commands. Each takes files as they are analysed and keeps only what it will print, so that memory stays bounded;
 * the order printed is that of the paths, not that of the analysis.
 */
import {
  checkDocument,
  fileReport,
  githubLines,
  problemTexts,
  sarifLog,
  sarifResults,
  workspaceReport,
} from '../report/index.ts';
import type { Inputs } from './inputs.ts';
import type { ScannedBatch, ScannedFile } from './scan.ts';
import type { Tally } from './tally.ts';

export interface Format {
  take(batch: ScannedBatch): void;
  /** The whole output, with its last line end. */
  finish(tally: Tally): string;
}

/** Compares paths the way files are listed. */
function byPath(a: { readonly file: string }, b: { readonly file: string }): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : 0;
}

export function jsonFormat(inputs: Inputs, tensors: boolean): Format {
  const entries: { file: string; entry: object }[] = [];
  return {
    take: ({ files, locate }) => {
      const options = { locate, tensors, printedPath: inputs.printed };
      for (const file of files) {
        const [entry = {}] = checkDocument([file], options).files;
        entries.push({ file: file.file, entry });
      }
    },
    finish: () => {
      const files = entries.sort(byPath).map(({ entry }) => entry);
      return `${JSON.stringify({ ...checkDocument([], { locate: () => undefined }), files }, null, 1)}\n`;
    },
  };
}

export function textFormat(inputs: Inputs, colour: boolean): Format {
  const parts: { file: string; texts: readonly string[] }[] = [];
  return {
    take: ({ files, locate }) => {
      const options = { locate, colour, printedPath: inputs.printed };
      for (const file of files) parts.push({ file: file.file, texts: problemTexts([file], options) });
    },
    finish: tally => {
      const listed = parts.sort(byPath).flatMap(({ texts }) => texts);
      return `${[...listed, tally.summary()].join('\n\n')}\n`;
    },
  };
}

export function sarifFormat(inputs: Inputs, version: string): Format {
  const parts: { file: string; results: ReturnType<typeof sarifResults> }[] = [];
  return {
    take: ({ files, locate }) => {
      const options = { locate, printedPath: inputs.printed };
      for (const file of files) parts.push({ file: file.file, results: sarifResults(file, options) });
    },
    finish: () =>
      `${sarifLog(
        parts.sort(byPath).flatMap(({ results }) => results),
        { version },
      )}\n`,
  };
}

export function githubFormat(inputs: Inputs): Format {
  const parts: { file: string; lines: readonly string[] }[] = [];
  return {
    take: ({ files, locate }) => {
      const options = { locate, printedPath: inputs.printed };
      for (const file of files) parts.push({ file: file.file, lines: githubLines(file, options) });
    },
    finish: tally => `${[...parts.sort(byPath).flatMap(({ lines }) => lines), tally.summary()].join('\n')}\n`,
  };
}

export function markdownFormat(): Format {
  const kept: ScannedFile[] = [];
  const places: ScannedBatch['locate'][] = [];
  return {
    take: ({ files, locate }) => {
      kept.push(...files.map(withoutBallast));
      places.push(locate);
    },
    finish: () => {
      const locate: ScannedBatch['locate'] = (path, offset) => {
        for (const place of places) {
          const found = place(path, offset);
          if (found) return found;
        }
        return undefined;
      };
      const [only, ...others] = kept.sort(byPath);
      return only && others.length === 0 ? fileReport(only, { locate }) : workspaceReport(kept, { locate });
    },
  };
}

/** A file that has nothing to report is only counted. */
function withoutBallast(file: ScannedFile): ScannedFile {
  const { facts, problems } = file;
  const isEmpty = facts && facts.layers.length === 0 && facts.models.length === 0 && problems.length === 0;
  return isEmpty ? { ...file, facts: undefined } : file;
}

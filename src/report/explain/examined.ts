/** What an explanation looks at: files of the workspace with what the analysis found in them. */
import type { FileFacts } from '../../analysis/result.ts';
import type { Problem } from '../../rules/index.ts';

export interface ExaminedFile {
  /** As shown: relative to the workspace, or as typed. */
  readonly shown: string;
  readonly facts: FileFacts;
  readonly problems: readonly Problem[];
}

/** A range of an examined file. */
export interface ExaminedPlace {
  readonly file: ExaminedFile;
  readonly start: number;
  readonly end: number;
}

export interface LineRange {
  readonly start: number;
  /** Without its line end. */
  readonly end: number;
}

/** The lines of a text, in order. */
export function linesOf(text: string): readonly LineRange[] {
  const lines: LineRange[] = [];
  let start = 0;
  for (const { index, 0: found } of text.matchAll(/\r\n|\r|\n/g)) {
    lines.push({ start, end: index });
    start = index + found.length;
  }
  return [...lines, { start, end: text.length }];
}

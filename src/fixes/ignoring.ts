/** The fix that every problem has: a comment that says it is none. */
import type { Fix, Problem } from '../rules/index.ts';
import { lineStartAt } from '../syntax/lines.ts';
import type { Module } from '../syntax/tree.ts';

interface File {
  readonly text: string;
  readonly module: Module;
}

export function ignoring({ rule, file, start }: Problem, { text, module }: File): Fix {
  const mark = module.language === 'python' ? '#' : '//';
  const lineStart = lineStartAt(text, start);
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? '';
  const lineEnd = lineStart + line.length;
  const title = `Ignore ${rule} here`;
  const comment = `${mark} lstm-shapes: ignore[${rule}]`;
  // Behind a comment, a line that goes on below, or inside of a string, nothing can be appended.
  const isTaken =
    module.comments.some(each => each.start < lineEnd && each.end >= lineEnd) || /\\$/.test(line);
  const at = isTaken ? lineStart : lineEnd;
  const indent = /^\s*/.exec(line)?.[0] ?? '';
  const inserted = isTaken ? `${indent}${comment}\n` : `  ${comment}`.replace('  //', ' //');
  return { title, edits: [{ file, start: at, end: at, text: inserted }], isSafe: false };
}

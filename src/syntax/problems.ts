/** Words and places for what the parser could not make sense of. */
import { ERROR, type SyntaxNode } from './node.ts';
import type { SyntaxProblem } from './tree.ts';

const NAMES: Readonly<Record<string, string>> = {
  identifier: 'a name',
  property_identifier: 'a name',
  type_identifier: 'a type',
  string_end: 'the end of a string',
  block: 'an indented block',
};

/** Valid code that the grammar does not know: `export type * from 'm'`. */
export function isGap(node: SyntaxNode, text: string): boolean {
  if (node.type !== ERROR || text.slice(node.start, node.end) !== 'type') return false;
  return /\bexport\s+$/.test(text.slice(Math.max(0, node.start - 20), node.start));
}

/** The problem of an ERROR or a missing node. An ERROR may run over many lines: only its first line is marked. */
export function problemAt(node: SyntaxNode, text: string): SyntaxProblem {
  if (node.type !== ERROR) {
    return { start: node.start, end: node.end, message: `missing ${NAMES[node.type] ?? node.type}` };
  }
  const firstLine = /^[^\r\n]*/.exec(text.slice(node.start, Math.min(node.end, node.start + 1000)));
  return {
    start: node.start,
    end: node.start + (firstLine?.[0].length ?? 0),
    message: 'not understood here',
  };
}

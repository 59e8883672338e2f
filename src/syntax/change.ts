/** A change of text, and the same in the terms in which tree-sitter wants to hear of it. */

/** `text` replaces what stands between the offsets `start` and `end` (UTF-16). */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after a change: what began at `start` and ended at `oldEnd` now ends at `newEnd`. */
export interface ChangedText {
  readonly text: string;
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Offsets outside the text are clamped, so that a late or wrong message of an editor cannot break the parser's memory. */
export function applyChange(text: string, change: TextChange): ChangedText {
  const start = clamp(Math.min(change.start, change.end), text.length);
  const oldEnd = clamp(Math.max(change.start, change.end), text.length);
  return {
    text: text.slice(0, start) + change.text + text.slice(oldEnd),
    start,
    oldEnd,
    newEnd: start + change.text.length,
  };
}

function clamp(offset: number, length: number): number {
  return Math.max(0, Math.min(Math.trunc(offset) || 0, length));
}

/** Zero-based; a row ends at a line feed alone, as tree-sitter counts. */
export interface TreePoint {
  readonly row: number;
  readonly column: number;
}

/** Row and column of an offset. */
export function pointAt(text: string, offset: number): TreePoint {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}

/** Offsets against lines and columns. A line ends at CR LF, LF or a lone CR, as in editors and in Python. */

/** 1-based; columns count UTF-16 code units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

export class LineMap {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = lineStarts(text);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The place of an offset; offsets outside the text are clamped. */
  positionAt(offset: number): LineColumn {
    const inside = Math.max(0, Math.min(offset, this.#length));
    const index = lastAtMost(this.#starts, inside);
    return { line: index + 1, column: inside - (this.#starts[index] ?? 0) + 1 };
  }

  /** The offset of a place; places outside the text are clamped, a column beyond its line to the start of the next line. */
  offsetAt({ line, column }: LineColumn): number {
    if (line < 1) return 0;
    const start = this.#starts[line - 1];
    if (start === undefined) return this.#length;
    const next = this.#starts[line] ?? this.#length;
    return Math.min(start + Math.max(0, column - 1), next);
  }
}

/** The offsets at which lines begin. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return starts;
}

/** Where the line begins that holds a character. */
export const lineStartAt = (text: string, position: number): number =>
  position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;

/** The index of the last entry that is at most `value`, in an ascending list that begins at most there. */
export function lastAtMost(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

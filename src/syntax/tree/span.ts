/** Ranges of the text, which every node has. */

/** Half-open range of UTF-16 offsets into the module's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

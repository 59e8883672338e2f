/** What messages read of the program besides the conflict: its texts, and where an offset stands for a person. */
import type { FileFacts } from '../../analysis/result.ts';
import type { Origin } from '../../shapes/index.ts';

/** A position as people count: lines and columns from 1 (UTF-16 code units); `cell` from 0, in notebooks only. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
}

/** undefined where the file is not known. */
export type Locate = (path: string, offset: number) => Place | undefined;

export interface Facts {
  readonly files: ReadonlyMap<string, Pick<FileFacts, 'text' | 'module'>>;
  readonly locate: Locate;
}

const LONGEST_QUOTE = 40;

/** The code of a range on one line; undefined where the file is not known, the range is empty, or it is too long to quote. */
export function codeAt(facts: Facts, origin: Origin): string | undefined {
  const text = facts.files.get(origin.file)?.text.slice(origin.start, origin.end).replace(/\s+/g, ' ').trim();
  return text && text.length <= LONGEST_QUOTE ? text : undefined;
}

/** 'on line 12', 'on line 12 of encoder.py', 'on line 2 of cell 3'; '' where the place is not known. */
export function placeWords(facts: Facts, origin: Origin, from: string): string {
  const place = facts.locate(origin.file, origin.start);
  if (!place) return '';
  const cell = place.cell === undefined ? '' : ` of cell ${place.cell + 1}`;
  const file = origin.file === from ? '' : ` of ${fileName(origin.file)}`;
  return `on line ${place.line}${cell}${file}`;
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

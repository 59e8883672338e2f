/** Files of delimited text (CSV), as far as they say how large a table is: their first lines, and how many there are. */
import type { TextTable } from '../values/host.ts';
import type { ByteSource } from '../weights/index.ts';

/** Bytes; of longer files only the first lines are read. */
const MOST_BYTES = 32 * 1024 * 1024;
const PIECE = 256 * 1024;
const MOST_HEAD = 32;

const [TAB, NEWLINE, RETURN, SPACE, QUOTE] = [9, 10, 13, 32, 34];

/** undefined: it is no text. Throws what `read` and `decode` do. */
export function readTextTable(
  source: ByteSource,
  decode: (bytes: Uint8Array) => string,
): TextTable | undefined {
  const first = source.read(0, Math.min(PIECE, source.size));
  if (first.includes(0)) return undefined;
  const isWhole = first.length === source.size;
  const complete = isWhole ? first : first.subarray(0, first.lastIndexOf(NEWLINE) + 1);
  const lines = decode(complete).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  const head = lines.slice(0, MOST_HEAD);
  return { head, lines: source.size > MOST_BYTES ? undefined : countLines(source) };
}

/** Those that are not empty; undefined where a line is not surely one row: a quoted text may go on in the next, and of blanks alone readers make what they like. */
function countLines(source: ByteSource): number | undefined {
  let [count, quotes, isEmpty, isBlank, isReturned] = [0, 0, true, true, false];
  for (let offset = 0; offset < source.size; offset += PIECE) {
    for (const byte of source.read(offset, Math.min(PIECE, source.size - offset))) {
      if (isReturned && byte !== NEWLINE) return undefined;
      isReturned = byte === RETURN;
      if (byte === NEWLINE) {
        if (quotes % 2 === 1 || (isBlank && !isEmpty)) return undefined;
        if (!isEmpty) count++;
        [quotes, isEmpty, isBlank] = [0, true, true];
      } else if (byte !== RETURN) {
        isEmpty = false;
        if (byte === QUOTE) quotes++;
        if (byte !== SPACE && byte !== TAB) isBlank = false;
      }
    }
  }
  if (quotes % 2 === 1 || (isBlank && !isEmpty)) return undefined;
  return isEmpty ? count : count + 1;
}

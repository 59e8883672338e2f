/** Texts out of bytes. This room stands on the language alone, which has no decoder. */

/** Code units that one call may take as arguments. */
const PIECE = 8192;

function fromUnits(units: Uint16Array | Uint8Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += PIECE)
    text += String.fromCharCode(...units.subarray(at, at + PIECE));
  return text;
}

export function latin1(bytes: Uint8Array): string {
  return fromUnits(bytes);
}

const REPLACEMENT = 0xfffd;
/** The least that may be written in so many bytes: shorter values are not allowed to be long. */
const LEAST = [0, 0, 0x80, 0x800, 0x10000];

/** What is no UTF-8 becomes replacement characters. */
export function utf8(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0;
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
    const code = length === 1 ? first : codeAt(bytes, at, length);
    at += code === undefined ? 1 : length;
    if (code === undefined || code < 0x10000) units[count++] = code ?? REPLACEMENT;
    else {
      units[count++] = 0xd800 + ((code - 0x10000) >> 10);
      units[count++] = 0xdc00 + ((code - 0x10000) & 0x3ff);
    }
  }
  return fromUnits(units.subarray(0, count));
}

/** undefined: no character begins here, or it is cut off. */
function codeAt(bytes: Uint8Array, at: number, length: number): number | undefined {
  if (length === 0 || at + length > bytes.length) return undefined;
  let code = (bytes[at] ?? 0) & (0xff >> (length + 1));
  for (let each = at + 1; each < at + length; each++) {
    const byte = bytes[each] ?? 0;
    if (byte >> 6 !== 2) return undefined;
    code = code * 64 + (byte & 0x3f);
  }
  const isSurrogate = code >= 0xd800 && code < 0xe000;
  return code < (LEAST[length] ?? 0) || code > 0x10ffff || isSurrogate ? undefined : code;
}

/** Escape sequences of Python strings. Source: the language reference, "Escape sequences". */

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE =
  /\\(?:(\r\n|[\r\n])|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

/** The text a string denotes; what is no escape stays as written (so does `\N{name}`). */
export function unescapePython(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(ESCAPE, (whole: string, newline, octal, hex2, hex4, hex8, other) => {
    if (newline !== undefined) return '';
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    const hex = hex2 ?? hex4 ?? hex8;
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16)) ?? whole;
    return SIMPLE[other] ?? whole;
  });
}

function codePoint(value: number): string | null {
  return value <= 0x10ffff ? String.fromCodePoint(value) : null;
}

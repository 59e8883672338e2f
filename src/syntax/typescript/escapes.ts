/** Escape sequences of JavaScript strings. Source: ECMA-262, "String Literals". */

const SIMPLE: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '0': '\0',
};

const ESCAPE =
  /\\(?:(\r\n|[\r\n\u2028\u2029])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]+)\}|([\s\S]))/g;

/** The text a string denotes; an unknown escape is the character itself. */
export function unescapeJavaScript(written: string): string {
  if (!written.includes('\\')) return written;
  return written.replace(ESCAPE, (whole: string, newline, hex2, hex4, braced, other) => {
    if (newline !== undefined) return '';
    if (hex2 !== undefined || hex4 !== undefined)
      return String.fromCharCode(Number.parseInt(hex2 ?? hex4, 16));
    if (braced !== undefined) return codePoint(Number.parseInt(braced, 16)) ?? whole;
    return SIMPLE[other] ?? other;
  });
}

function codePoint(value: number): string | null {
  return value <= 0x10ffff ? String.fromCodePoint(value) : null;
}

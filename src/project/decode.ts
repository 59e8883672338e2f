/**
 * Bytes to text as the languages themselves read it: UTF-8, or what a byte order mark or Python's coding cookie (PEP 263) says.
 * Never replaces what it cannot decode.
 */
import { failed, type Loaded } from './store.ts';

/** Gives a decoder that throws at the first bytes it cannot decode; itself throws for an encoding it does not know. */
export type Decoders = (label: string) => { decode(bytes: Uint8Array): string };

/** How much is searched for a zero byte, which no text in these encodings holds. */
const BINARY_PROBE = 8000;

export function decode(bytes: Uint8Array, decoders: Decoders): Loaded {
  const wide = wideMark(bytes);
  if (wide) return decodeAs(wide, bytes, decoders);
  if (bytes.subarray(0, BINARY_PROBE).includes(0)) return failed('binary', 'it is a binary file');
  return decodeAs(codingCookie(bytes) ?? 'utf-8', bytes, decoders);
}

function decodeAs(encoding: string, bytes: Uint8Array, decoders: Decoders): Loaded {
  let decoder: ReturnType<Decoders>;
  try {
    decoder = decoders(encoding);
  } catch {
    return failed('encoding', `its encoding ${encoding} is not known`);
  }
  try {
    return { ok: true, text: decoder.decode(bytes).replace(/^\uFEFF/, '') };
  } catch {
    return failed('encoding', `it is not valid ${encoding === 'utf-8' ? 'UTF-8' : encoding}`);
  }
}

function wideMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

const HASH = 0x23;
const HEAD = 400;

/** Python's cookie: a comment in one of the first two lines, written in ASCII. */
function codingCookie(bytes: Uint8Array): string | undefined {
  const bytesOfHead = bytes.subarray(0, HEAD);
  // Most files have no comment there, and there may be thousands of them.
  if (!bytesOfHead.includes(HASH)) return undefined;
  const [first = '', second = ''] = String.fromCharCode(...bytesOfHead).split(/\r\n|\n|\r/, 2);
  const cookie = cookieIn(first);
  if (cookie !== undefined || !/^[ \t\f\u00ef\u00bb\u00bf]*(?:#|$)/.test(first)) return cookie;
  return cookieIn(second);
}

function cookieIn(line: string): string | undefined {
  if (!line.includes('coding')) return undefined;
  const cookie = /^[ \t\f\u00ef\u00bb\u00bf]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
  return cookie === undefined ? undefined : labelOf(cookie);
}

/** Python's names of encodings where the web's differ. */
const LABELS: Readonly<Record<string, string>> = {
  'latin-1': 'latin1',
  'iso-latin-1': 'latin1',
  'utf-8-sig': 'utf-8',
  utf8: 'utf-8',
  'mac-roman': 'macintosh',
};

function labelOf(cookie: string): string {
  const name = cookie
    .toLowerCase()
    .replace(/_/g, '-')
    .replace(/-(?:unix|dos|mac)$/, '');
  return LABELS[name] ?? name;
}

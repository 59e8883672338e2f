/** The texts of the module `string`, whose lengths vocabularies of characters have. https://docs.python.org/3/library/string.html#string-constants */
import { string, type Value } from '../../../values/index.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const WHITESPACE = ' \t\n\r\v\f';

export const TEXTS: Readonly<Record<string, Value>> = {
  ascii_lowercase: string(LOWER),
  ascii_uppercase: string(UPPER),
  ascii_letters: string(LOWER + UPPER),
  digits: string(DIGITS),
  hexdigits: string(`${DIGITS}abcdefABCDEF`),
  octdigits: string('01234567'),
  punctuation: string(PUNCTUATION),
  whitespace: string(WHITESPACE),
  printable: string(DIGITS + LOWER + UPPER + PUNCTUATION + WHITESPACE),
};

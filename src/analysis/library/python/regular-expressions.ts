/**
 * What `re` finds in texts that are known, for patterns that no text can make slow: alternatives of characters and classes of characters, only the
 * last of which may be repeated. https://docs.python.org/3/library/re.html
 */
import { asString, type Call, list, listOf, SOME_STRING, string, type Value } from '../../../values/index.ts';
import { lost } from '../table.ts';

const ESCAPE = String.raw`\\[dwsDWS.,!?'"\-+*()\[\]{}^$|/\\nt]`;
const ATOM = String.raw`(?:[^\\()\[\]{}|*+?.^$]|${ESCAPE}|\[\^?(?:[^\\\[\]&~|]|${ESCAPE})+\])`;
const ALTERNATIVE = `${ATOM}+[+]?`;
const PLAIN = new RegExp(`^${ALTERNATIVE}(?:\\|${ALTERNATIVE})*$`);

/** Of which both languages say the same: what is a letter, what is white space. */
const ASCII = /^[\n\t\x20-\x7e]*$/;

/** The pattern as JavaScript has it; undefined: not one that is known to mean the same and to be fast. */
function patternOf(value: Value | undefined): RegExp | undefined {
  const pattern = value && asString(value);
  return pattern !== undefined && pattern.length < 200 && ASCII.test(pattern) && PLAIN.test(pattern)
    ? new RegExp(pattern, 'g')
    : undefined;
}

const plainText = (value: Value | undefined): string | undefined => {
  const text = value && asString(value);
  return text !== undefined && ASCII.test(text) ? text : undefined;
};

const argument = ({ args }: Call, name: string, position: number): Value | undefined =>
  (args.find(given => given.name === name) ?? args.filter(given => given.name === undefined)[position])
    ?.value;

/** `re.findall(pattern, text)` without groups and flags. */
export function findAll(call: Call): Value {
  const [pattern, text] = [patternOf(argument(call, 'pattern', 0)), plainText(argument(call, 'string', 1))];
  if (!pattern || text === undefined || call.args.length !== 2 || call.open)
    return call.open || !hasNoGroups(argument(call, 'pattern', 0))
      ? lost(call)
      : listOf({ element: SOME_STRING, length: undefined });
  return list((text.match(pattern) ?? []).map(string));
}

const hasNoGroups = (pattern: Value | undefined): boolean => {
  const text = pattern && asString(pattern);
  return text !== undefined && !text.includes('(');
};

/** `re.sub(pattern, by, text)` */
export function substituted(call: Call): Value {
  const [pattern, text] = [patternOf(argument(call, 'pattern', 0)), plainText(argument(call, 'string', 2))];
  const given = argument(call, 'repl', 1);
  const by = given && asString(given);
  if (
    !pattern ||
    text === undefined ||
    by === undefined ||
    by.includes('\\') ||
    call.args.length !== 3 ||
    call.open
  )
    return SOME_STRING;
  return string(text.replace(pattern, () => by));
}

/** `re.split(pattern, text)` */
export function splitAt(call: Call): Value {
  const [pattern, text] = [patternOf(argument(call, 'pattern', 0)), plainText(argument(call, 'string', 1))];
  if (!pattern || text === undefined || call.args.length !== 2 || call.open)
    return call.open || !hasNoGroups(argument(call, 'pattern', 0))
      ? lost(call)
      : listOf({ element: SOME_STRING, length: undefined });
  return list(text.split(pattern).map(string));
}

/** How many characters texts have of which nothing else is known. Characters are Python's: code points. */
import { constantOf, type Dim, sameDim, size } from '../shapes/index.ts';
import type { StringValue, Value } from './value.ts';

/** A text of `count` characters; `isMost`: of as many at most. */
export const textOfLength = (count: Dim, isMost = false): StringValue => ({
  kind: 'string',
  value: undefined,
  characters: { count, isMost },
});

/** One character of a text. */
export const SOME_CHARACTER: StringValue = textOfLength(size(1));

/** How many characters a text has; undefined: not known. */
export function lengthOfText({ value, characters }: StringValue): Dim | undefined {
  if (value !== undefined) return size([...value].length);
  return characters && !characters.isMost ? characters.count : undefined;
}

/** How many it has at most, where that is a number. */
export function mostOfText(text: StringValue): number | undefined {
  const most = lengthOfText(text) ?? text.characters?.count;
  return most && constantOf(most);
}

/** Any one of these texts: as long as all of them are. */
export function someText(options: readonly Value[]): StringValue {
  const lengths = options.map(option => (option.kind === 'string' ? lengthOfText(option) : undefined));
  const [first] = lengths;
  return first && lengths.every(each => sameDim(each, first))
    ? textOfLength(first)
    : { kind: 'string', value: undefined };
}

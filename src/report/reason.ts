/** Why something is not known, in words: silence explains itself. */
import type { FileFacts } from '../analysis/result.ts';
import type { Locate } from '../rules/index.ts';
import type { Reason } from '../values/index.ts';
import { prose } from './markdown/text.ts';

/** As Markdown. */
export function reasonText(
  reason: Reason,
  file: Pick<FileFacts, 'path'>,
  locate: Locate,
  otherwise?: string,
): string {
  const link = reason.gap ? ` [What is modelled](${COVERAGE_URL})` : '';
  return `${prose(reasonSentence(reason, file, locate, otherwise))}${link}`;
}

/** The page of what is known of each framework. */
export const COVERAGE_URL = 'https://github.com/lstm-shapes/lstm-shapes/blob/main/docs/coverage.md';

/** What settles a value that its code tells the kind of. */
export function wayOf(missing: string): string | undefined {
  return WAYS.find(([of]) => of.test(missing))?.[1];
}

const WAYS: readonly (readonly [of: RegExp, way: string])[] = [
  [/, which is refused here$/, 'mend what is refused'],
  [/\bos\.(environ|getenv)\b/, "give it a default, as in `os.environ.get('NAME', '64')`"],
  [/\bprocess\.env\b/, "give it a default, as in `process.env.NAME ?? '64'`"],
];

/** What settles the shape of anything. */
export const STATE_SHAPE =
  'say the shape in a comment behind its assignment, such as `# (B, T, 64)`, or in an annotation';

/** 'Not known: the value of `args.hidden` (line 3). To settle it, give `Input` a shape.' `otherwise`: what settles it where nothing better is known. */
export function reasonSentence(
  { missing, at, settle }: Reason,
  { path }: Pick<FileFacts, 'path'>,
  locate: Locate,
  otherwise?: string,
): string {
  const place = at && locate(at.file, at.start);
  const inFile = at && at.file !== path ? `${at.file.slice(at.file.lastIndexOf('/') + 1)}, ` : '';
  const where = place
    ? ` (${inFile}line ${place.line}${place.cell === undefined ? '' : ` of cell ${place.cell + 1}`})`
    : '';
  const told = settle ?? wayOf(missing) ?? otherwise;
  const way = told ? ` To settle it, ${told}.` : '';
  return `Not known: ${missing}${where}.${way}`;
}

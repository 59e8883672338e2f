/** Why something is not known, in words: silence explains itself. */
import type { FileFacts } from '../analysis/result.ts';
import type { Locate } from '../rules/index.ts';
import type { Reason } from '../values/index.ts';
import { prose } from './markdown/text.ts';

/** As Markdown. */
export function reasonText(reason: Reason, file: Pick<FileFacts, 'path'>, locate: Locate): string {
  const link = reason.gap ? ` [What is modelled](${COVERAGE_URL})` : '';
  return `${prose(reasonSentence(reason, file, locate))}${link}`;
}

/** The page of what is known of each framework. */
export const COVERAGE_URL = 'https://github.com/lstm-shapes/lstm-shapes/blob/main/docs/coverage.md';

/** 'Not known: the value of `args.hidden` (line 3). To settle it, give `Input` a shape.' */
export function reasonSentence(
  { missing, at, settle }: Reason,
  { path }: Pick<FileFacts, 'path'>,
  locate: Locate,
): string {
  const place = at && locate(at.file, at.start);
  const inFile = at && at.file !== path ? `${at.file.slice(at.file.lastIndexOf('/') + 1)}, ` : '';
  const where = place
    ? ` (${inFile}line ${place.line}${place.cell === undefined ? '' : ` of cell ${place.cell + 1}`})`
    : '';
  const way = settle ? ` To settle it, ${settle}.` : '';
  return `Not known: ${missing}${where}.${way}`;
}

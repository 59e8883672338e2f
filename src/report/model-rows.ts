/** What stands in a row of a model's table: one layer, or one of several whichever path the program takes. */
import type { ModelRow, NativeValue } from '../values/index.ts';
import { summaryCount } from './layer-facts.ts';
import { inlineCode } from './markdown/text.ts';
import { countText, shapesText } from './shape-text.ts';

/** 'LSTM', 'LSTM or GRU', 'BatchNorm1d or none'. */
export const rowTypes = (row: ModelRow): readonly string[] => distinct(row, one => one?.class.name ?? 'none');

/** What it gives; of several that differ, each. */
export const rowOutput = (row: ModelRow): string =>
  row.instead
    ? distinct(withoutNone(row), one => shapesText(one?.layer?.built.value.outputs ?? [])).join(' or ')
    : shapesText(row.output);

export const rowCount = (row: ModelRow): string =>
  distinct(row, one => (one ? countText(summaryCount([one])) : '0')).join(' or ');

const withoutNone = (row: ModelRow): ModelRow => ({ ...row, instead: row.instead?.filter(one => one) ?? [] });

const distinct = (
  { layer, instead = [] }: ModelRow,
  say: (one: NativeValue | undefined) => string,
): readonly string[] => [...new Set([layer, ...instead].map(say))];

/** What may be missing in the table; undefined: nothing. */
export function unknownText(parts: readonly string[], isOpen: boolean): string | undefined {
  const more = 'there may be other layers and parameters.';
  const named = parts.filter(part => part !== '');
  if (named.length > 0) return `Not all is known of ${named.map(inlineCode).join(', ')}: ${more}`;
  return isOpen || parts.length > 0 ? `Which layers it has depends on what is not known: ${more}` : undefined;
}

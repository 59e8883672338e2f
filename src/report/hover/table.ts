/** The hover of a table: rows and columns, and what the columns are called. */
import { printDim } from '../../shapes/index.ts';
import type { NativeValue } from '../../values/index.ts';
import { blocks, inlineCode } from '../markdown/text.ts';
import { shapeText } from '../shape-text.ts';
import { CAPTION } from './options.ts';

const MOST_NAMES = 12;

/** 'DataFrame: (1258, 6)', then 'Columns: Open, High …'; undefined: it is no table, or nothing is known of it. */
export function tableHover({ class: { name }, behaviour }: NativeValue): string | undefined {
  const table = behaviour.table?.();
  if (!table?.shape.some(dim => printDim(dim) !== '?')) return undefined;
  const names = table.columns?.slice(0, MOST_NAMES).map(each => inlineCode(String(each)));
  const more = (table.columns?.length ?? 0) - MOST_NAMES;
  const columns =
    names && names.length > 0 && `Columns: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return blocks(CAPTION, inlineCode(`${name}: ${shapeText(table.shape)}`), columns || undefined);
}

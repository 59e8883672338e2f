/** `pd.read_csv('prices.csv')` of a file that lies in the workspace: its columns and rows. https://pandas.pydata.org/docs/reference/api/pandas.read_csv.html */
import { minimum, size, unknownDim } from '../../shapes/index.ts';
import { asBool, asDim, asInt, asString, type Call, itemsOf, type TextTable, type Value } from '../parts.ts';
import { named, namesIn } from './columns.ts';
import type { Options } from './options.ts';
import type { Columns, Key, Rows } from './table.ts';

/** What changes nothing of how many rows and columns there are. */
const HARMLESS: readonly string[] = [
  ...['dtype', 'engine', 'true_values', 'false_values', 'na_values', 'keep_default_na', 'na_filter'],
  ...['verbose', 'infer_datetime_format', 'date_format', 'date_parser', 'dayfirst', 'cache_dates'],
  ...['thousands', 'decimal', 'low_memory', 'memory_map', 'float_precision', 'dtype_backend'],
];

/** Those that are read here. */
const READ =
  'filepath filepath_or_buffer sep delimiter header names index_col usecols nrows skiprows parse_dates encoding';
const TAKEN: readonly string[] = [...READ.split(' '), ...HARMLESS];

const ENCODINGS = /^(utf-?8(-sig)?|utf_8|ascii)$/i;

/** How many rows, and which columns; undefined: there is no such file, or what comes of it is not certain. */
export function readText(
  call: Call,
  options: Options,
  separator: string,
): (Pick<Rows, 'rows'> & { readonly columns: Columns }) | undefined {
  if (call.args.some(({ name }) => name !== undefined && !TAKEN.includes(name))) return undefined;
  const file = options.given('filepath') ? options.value('filepath') : options.value('filepath_or_buffer');
  const text = call.host.tableIn(file);
  const by = given(options, 'sep') ?? given(options, 'delimiter');
  const sep = by ? asString(by) : separator;
  const skipped = given(options, 'skiprows') ? asInt(options.value('skiprows')) : 0;
  const encoding = given(options, 'encoding');
  if (!text || sep?.length !== 1 || skipped === undefined || areDatesJoined(options.value('parse_dates')))
    return undefined;
  if (encoding && !ENCODINGS.test(asString(encoding) ?? '')) return undefined;
  const header = headerOf(options);
  const fields = header && columnsIn(text, sep, skipped, header);
  const columns = fields && chosen(options, fields);
  if (!header || !columns) return undefined;
  // Without a header names are those that are given, and there is a row more.
  const lines = text.lines === undefined ? undefined : text.lines - skipped - (header === 'first' ? 1 : 0);
  const rows = lines === undefined ? unknownDim() : size(Math.max(lines, 0), call.site);
  const most = given(options, 'nrows');
  const few = most && asDim(most);
  if (most && !few) return { rows: unknownDim(), columns };
  return { rows: few ? minimum(few, rows) : rows, columns };
}

const given = (options: Options, name: string): Value | undefined =>
  options.given(name) && options.value(name).kind !== 'none' ? options.value(name) : undefined;

/** `parse_dates=[['day', 'hour']]` makes one column of two. */
function areDatesJoined(value: Value): boolean {
  if (value.kind === 'none' || value.kind === 'bool') return false;
  return !namesIn(value);
}

/** Whether the first line has the names; undefined: not known. */
function headerOf(options: Options): 'first' | 'none' | undefined {
  if (!options.given('header')) return given(options, 'names') ? 'none' : 'first';
  const header = options.value('header');
  if (header.kind === 'none') return 'none';
  if (asString(header) === 'infer') return given(options, 'names') ? 'none' : 'first';
  return asInt(header) === 0 ? 'first' : undefined;
}

/** The names of all columns of the file; without a header their numbers. */
function columnsIn(
  { head }: TextTable,
  separator: string,
  skipped: number,
  header: 'first' | 'none',
): readonly Key[] | undefined {
  const [first, second] = head.slice(skipped);
  if (head.length < skipped + 1 || head.slice(0, skipped + 2).includes('')) return undefined;
  const fields = fieldsOf(first ?? '', separator);
  const next = second === undefined ? fields : fieldsOf(second, separator);
  // Rows of more fields than there are names have their labels in front.
  if (!fields || next?.length !== fields.length) return undefined;
  if (header === 'none') return fields.map((_field, i) => i);
  return fields.map((field, i) => (field === '' ? `Unnamed: ${i}` : field));
}

/** undefined: a text in quotes goes on in the next line. */
function fieldsOf(line: string, separator: string): readonly string[] | undefined {
  const fields: string[] = [];
  let [field, isQuoted] = ['', false];
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === separator && !isQuoted) {
      fields.push(field);
      field = '';
    } else field += character;
  }
  return isQuoted ? undefined : [...fields, field];
}

/** Those that are left of them by `usecols`, under the names that are given, without the one that becomes labels. */
function chosen(options: Options, fields: readonly Key[]): Columns | undefined {
  const names = given(options, 'names');
  const renamed = names ? namesIn(names) : fields;
  if (!renamed || renamed.length !== fields.length || new Set(renamed).size !== renamed.length)
    return undefined;
  const kept = given(options, 'usecols');
  const wanted = kept && (itemsOf(kept) ? namesIn(kept) : undefined);
  if (kept && !wanted) return undefined;
  const used = wanted ? renamed.filter((name, i) => wanted.includes(name) || wanted.includes(i)) : renamed;
  if (wanted && used.length !== wanted.length) return undefined;
  const labels = given(options, 'index_col');
  if (!labels || asBool(labels) === false) return named(used);
  const key = asString(labels) ?? used[asInt(labels) ?? -1];
  return key !== undefined && used.includes(key) ? named(used.filter(name => name !== key)) : undefined;
}

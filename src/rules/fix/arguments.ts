/** Edits of the arguments of a call: keyword arguments of Python, properties of the options object of TypeScript. */
import { lineStartAt } from '../../syntax/lines.ts';
import type { CallExpr, DictEntry, Expr, Span } from '../../syntax/tree.ts';
import type { FrameworkName } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { argumentName } from '../tell/words.ts';
import { configuredEntries } from './configured.ts';
import { type Edit, replacing } from './fix.ts';
import { isPython } from './source.ts';

/** A call that edits are written for. */
export interface Edited {
  readonly call: CallExpr;
  readonly file: string;
  readonly framework: FrameworkName;
  readonly facts: Facts;
}

/** The value of an argument: by its name, else by its position where that is given. */
export function argumentValue(edited: Edited, name: string, position?: number): Expr | undefined {
  const { call, framework } = edited;
  const own = argumentName(framework, name);
  const entry = optionsOf(call)?.find(({ key }) => isKey(key, own));
  if (entry) return entry.value;
  const named = call.arguments.find(argument => argument.name === own || argument.name === name);
  if (named) return named.value;
  const configured = configuredOf(edited)?.entries.find(each => each.name === own || each.name === name);
  if (configured) return configured.value;
  const positional = position === undefined ? undefined : call.arguments[position];
  const before = call.arguments.slice(0, (position ?? 0) + 1);
  return positional && before.every(each => each.name === null && each.spread === null)
    ? positional.value
    : undefined;
}

/** Sets an argument by its name: in its place where it stands, else as the last one. */
export function settingArgument(edited: Edited, name: string, text: string): Edit | undefined {
  const { file } = edited;
  const value = argumentValue(edited, name);
  return value ? replacing({ file, ...spanOf(value) }, text) : addingArgument(edited, name, text);
}

function addingArgument(
  { call, file, framework, facts }: Edited,
  name: string,
  text: string,
): Edit | undefined {
  const own = argumentName(framework, name);
  if (isPython(facts, file))
    return inserting(facts, file, call.argumentsSpan, call.arguments, `${own}=${text}`);
  const options = call.arguments.at(-1)?.value;
  if (options?.kind === 'dict') return inserting(facts, file, options, options.entries, `${own}: ${text}`);
  const configured = configuredEntries(call, file, facts);
  return (
    configured && inserting(facts, file, configured.brackets, configured.entries, configured.write(own, text))
  );
}

/** Behind the last item of a list in brackets, whose style (a comma behind the last, one item a line) is kept. */
function inserting(
  facts: Facts,
  file: string,
  brackets: Span,
  items: readonly Span[],
  text: string,
): Edit | undefined {
  const source = facts.files.get(file)?.text;
  if (source === undefined) return undefined;
  const last = items.at(-1);
  const close = brackets.end - 1;
  if (!last)
    return replacing(
      { file, start: close, end: close },
      brackets.end - brackets.start === 2 ? text : ` ${text} `,
    );
  const rest = source.slice(last.end, close);
  const comma = /^\s*,/.exec(rest);
  if (!comma) return replacing({ file, start: last.end, end: last.end }, `, ${text}`);
  const at = last.end + comma[0].length;
  const lineStart = lineStartAt(source, last.start);
  const indent = /^\s*/.exec(source.slice(lineStart, last.start))?.[0] ?? '';
  const isAlone = source.slice(lineStart, last.start).trim() === '' && rest.includes('\n');
  return replacing({ file, start: at, end: at }, isAlone ? `\n${indent}${text},` : ` ${text},`);
}

/** Takes an argument out, with the comma and the space that parted it from the one before. */
export function removingArgument(edited: Edited, name: string): Edit | undefined {
  const { call, file, framework } = edited;
  const own = argumentName(framework, name);
  const configured = configuredOf(edited)?.entries;
  const isConfigured = configured?.some(each => each.name === own) === true;
  const items: readonly Span[] = (isConfigured ? configured : optionsOf(call)) ?? call.arguments;
  const index = isConfigured
    ? configured.findIndex(each => each.name === own)
    : (optionsOf(call)?.findIndex(({ key }) => isKey(key, own)) ??
      call.arguments.findIndex(argument => argument.name === own));
  const item = items[index];
  if (!item) return undefined;
  const before = items[index - 1];
  const after = items[index + 1];
  const start = before ? before.end : item.start;
  return replacing({ file, start, end: before ? item.end : (after?.start ?? item.end) }, '');
}

/** Gives a named argument another name. */
export function renamingArgument(edited: Edited, from: string, to: string): Edit | undefined {
  const { call, file, facts } = edited;
  const options = call.arguments.flatMap(({ value }) => (value.kind === 'dict' ? value.entries : []));
  const key = options.find(entry => isKey(entry.key, from))?.key;
  const argument = call.arguments.find(({ name }) => name === from);
  const { entries = [], taken = [] } = configuredOf(edited) ?? {};
  const configured = [...entries, ...taken].find(({ name }) => name === from);
  const start = key?.start ?? argument?.start ?? configured?.nameStart;
  if (start === undefined) return undefined;
  const source = facts.files.get(file)?.text ?? '';
  const at = source.startsWith(from, start) ? start : start + 1;
  return source.startsWith(from, at) ? replacing({ file, start: at, end: at + from.length }, to) : undefined;
}

const configuredOf = ({ call, file, facts }: Edited) => configuredEntries(call, file, facts);

/** The entries of the options object that is the last argument of a call in TypeScript. */
function optionsOf({ arguments: all }: CallExpr): readonly DictEntry[] | undefined {
  const last = all.at(-1);
  return last?.name === null && last.value.kind === 'dict' && all.length === 1
    ? last.value.entries
    : undefined;
}

function isKey(key: Expr | null, name: string): boolean {
  return key?.kind === 'string' && key.value === name;
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

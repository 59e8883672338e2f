/** Mistakes as people make them, made in a right line: a wrong number, name, option, argument or variable. */

import type { Draw } from './draw.ts';
import type { Line } from './program.ts';

export interface Habits {
  /** Names of arguments that people confuse. */
  readonly keywords: readonly string[];
  /** Texts of options that people confuse. */
  readonly options: readonly string[];
  /** Where programs begin to differ: lines above are imports. */
  readonly first: number;
}

type Mistake = (text: string, draw: Draw, habits: Habits, before: readonly Line[]) => string | undefined;

/** The lines with one of them changed. */
export function withMistake(lines: readonly Line[], draw: Draw, habits: Habits): readonly Line[] {
  if (draw.chance(0.08)) return withOtherOrder(lines, draw, habits.first);
  for (let attempt = 0; attempt < 20; attempt++) {
    const index = draw.int(habits.first, lines.length - 1);
    const line = lines[index];
    if (!line) continue;
    const text = draw.weighted(MISTAKES)(line.text, draw, habits, lines.slice(0, index));
    if (text !== undefined && text !== line.text) return lines.with(index, { ...line, text });
  }
  return lines;
}

/** A line of the module left out, or that what follows it stands before. */
function withOtherOrder(lines: readonly Line[], draw: Draw, first: number): readonly Line[] {
  const own = lines.flatMap(({ text }, i) => (i >= first && /^\S/.test(text) ? [i] : []));
  const index = draw.maybe(
    own.filter(i => /^\S/.test(lines[i + 1]?.text ?? 'end') && !/:$/.test(lines[i]?.text ?? '')),
  );
  const [line, next] = index === undefined ? [] : [lines[index], lines[index + 1]];
  if (index === undefined || !line) return lines;
  if (draw.chance(0.5) || !next) return lines.toSpliced(index, 1);
  return lines.toSpliced(index, 2, next, line);
}

const MISTAKES: readonly (readonly [number, Mistake])[] = [
  [8, otherNumber],
  [3, otherKeyword],
  [3, otherOption],
  [2, flippedFlag],
  [2, withoutArgument],
  [1, furtherArgument],
  [2, swappedArguments],
  [3, otherVariable],
  [1, otherValue],
  [1.5, withoutCall],
  [1, otherAttribute],
  [1, wrapped],
  [1.5, notUnpacked],
];

/** Replaces one of the matches. */
function replaceOne(
  text: string,
  pattern: RegExp,
  draw: Draw,
  by: (found: string) => string,
): string | undefined {
  const found = draw.maybe([...text.matchAll(pattern)]);
  if (!found) return undefined;
  return text.slice(0, found.index) + by(found[0]) + text.slice(found.index + found[0].length);
}

function otherNumber(text: string, draw: Draw): string | undefined {
  return replaceOne(text, /(?<![\w.])\d+(?![\w.])/g, draw, found => {
    const n = Number(found);
    return String(draw.pick([n + 1, n - 1, 2 * n, 0, 1, -1, 2, -2, 3, draw.size()]));
  });
}

function otherKeyword(text: string, draw: Draw, { keywords }: Habits): string | undefined {
  return replaceOne(text, /(?<=[(,] ?)[a-z_]+(?==[^=])/g, draw, found =>
    draw.pick([draw.pick(keywords), draw.pick(keywords), `${found}s`, found.replace('_', '')]),
  );
}

function otherOption(text: string, draw: Draw, { options }: Habits): string | undefined {
  return replaceOne(text, /'[\w ,>.-]+'/g, draw, found =>
    draw.chance(0.2) ? `${found.slice(0, -2)}'` : `'${draw.pick(options)}'`,
  );
}

function flippedFlag(text: string, draw: Draw): string | undefined {
  return replaceOne(text, /\b(?:True|False)\b/g, draw, found => (found === 'True' ? 'False' : 'True'));
}

function otherValue(text: string, draw: Draw): string | undefined {
  return replaceOne(text, /(?<=[(,=] ?)[\w.]+(?=[,)])/g, draw, () =>
    draw.pick(['None', "'same'", '2.5', '(2, 3)', '[2]', 'True', '0', '-1', '4']),
  );
}

function otherVariable(text: string, draw: Draw, _: Habits, before: readonly Line[]): string | undefined {
  const names = before.flatMap(line => /^([a-z]\w*) = /.exec(line.text)?.[1] ?? []);
  if (names.length === 0) return undefined;
  const [own = ''] = text.split('=');
  return replaceOne(text, /(?<![\w.'])[a-z]+\d+\b(?!\s*=)/g, draw, found =>
    own.includes(found) ? found : draw.pick(names),
  );
}

/** `layer(x)` without `(x)`, `model()` without brackets. */
function withoutCall(text: string, draw: Draw): string | undefined {
  const own = text.includes(' = ') ? (text.split(' = ')[0] ?? '') : '';
  return replaceOne(text.slice(own.length), /(?<=[\w)])\((?:[\w.]*|\w+, \w+)\)/g, draw, () => '')?.replace(
    /^/,
    own,
  );
}

/** A name after a dot that the line, or one like it, has elsewhere. */
function otherAttribute(
  text: string,
  draw: Draw,
  { keywords }: Habits,
  before: readonly Line[],
): string | undefined {
  const names = before.flatMap(line =>
    [...line.text.matchAll(/(?<=[a-z]\d*\.)[a-z_]+/g)].map(([name]) => name),
  );
  return replaceOne(text, /(?<=[a-z]\d+\.)[a-z_]+/g, draw, found =>
    draw.pick([
      draw.pick(keywords),
      `${found}s`,
      ...(names.length > 0 ? [draw.pick(names), draw.pick(names)] : []),
    ]),
  );
}

/** A variable as an argument, in a list or twice. */
function wrapped(text: string, draw: Draw): string | undefined {
  return replaceOne(text, /(?<=[(,] ?)[a-z]+\d+(?=[,)])/g, draw, found =>
    draw.pick([`[${found}]`, `(${found}, ${found})`, `[${found}, ${found}]`]),
  );
}

/** `out = lstm(x)` for `out, h = lstm(x)`, and the other way round. */
function notUnpacked(text: string, draw: Draw): string | undefined {
  const found = /^(\s*)([\w.]+)(, .*?)? = (?=.*\()/.exec(text);
  if (!found) return undefined;
  const [whole, indent = '', first = '', others] = found;
  const target = others === undefined ? draw.pick([`${first}, _`, `_, ${first}`, `${first}, (_, _)`]) : first;
  return `${indent}${target} = ${text.slice(whole.length)}`;
}

/** Where the arguments of a call, a subscript or a tuple stand: start and end of each. */
function argumentLists(text: string): readonly (readonly (readonly [number, number])[])[] {
  const open: { start: number; items: [number, number][] }[] = [];
  const closed: (readonly [number, number])[][] = [];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    const inner = open.at(-1);
    if ('([{'.includes(character)) open.push({ start: i + 1, items: [] });
    else if (inner && ',)]}'.includes(character)) {
      if (i > inner.start) inner.items.push([inner.start, i]);
      inner.start = i + 1;
      if (character !== ',') closed.push(open.pop()?.items ?? []);
    }
  }
  return closed.filter(items => items.length > 0);
}

function withoutArgument(text: string, draw: Draw): string | undefined {
  const items = draw.maybe(argumentLists(text));
  if (!items) return undefined;
  const index = draw.int(0, items.length - 1);
  const [start, end] = items[index] ?? [0, 0];
  const after = text.slice(end);
  return index === 0 ? text.slice(0, start) + after.replace(/^, ?/, '') : text.slice(0, start - 1) + after;
}

function furtherArgument(text: string, draw: Draw, { keywords }: Habits): string | undefined {
  const items = draw.maybe(argumentLists(text));
  const [, end] = items?.at(-1) ?? [0, 0];
  if (!items) return undefined;
  const value = draw.pick(['2', 'True', '1', '-1', 'None']);
  return `${text.slice(0, end)}, ${draw.chance(0.6) ? `${draw.pick(keywords)}=` : ''}${value}${text.slice(end)}`;
}

function swappedArguments(text: string, draw: Draw): string | undefined {
  const items = draw.maybe(argumentLists(text).filter(list => list.length > 1));
  if (!items) return undefined;
  const index = draw.int(0, items.length - 2);
  const [start, middle] = items[index] ?? [0, 0];
  const [next, end] = items[index + 1] ?? [0, 0];
  const [first, second] = [text.slice(start, middle).trim(), text.slice(next, end).trim()];
  const space = text[start] === ' ' ? ' ' : '';
  return `${text.slice(0, start)}${space}${second}, ${first}${text.slice(end)}`;
}

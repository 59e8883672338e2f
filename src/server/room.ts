/**
 * Room in a text that is being typed in: signs that mean nothing stand at the ends of its statements' last lines, and go as others come. So what stands behind a
 * change stays where it was, nothing of it has to be moved, and a run can tell what has not changed. Lines and columns are those of the text as it is typed.
 */
import type { TextChange } from '../syntax/parser.ts';
import type { Module } from '../syntax/tree.ts';
import { changeBetween } from './shift.ts';

/** White space for Python and JavaScript alike, that nobody types twice in a row. */
const FILLER = '\f';

/** How much room a statement gets: typing more in one place costs one analysis of the whole file. */
const FRESH = 128;

/** As much is always left, so that what fills a place can be told from what somebody has typed. */
const LEAST = 2;

export interface Room {
  /** The end of a line, as an offset into the text as it is typed. */
  readonly at: number;
  readonly length: number;
}

export interface RoomyText {
  /** As it stands in the editor. */
  readonly typed: string;
  /** The same with room. */
  readonly text: string;
  /** In order. */
  readonly rooms: readonly Room[];
  /** The same object as long as what stands behind a change does not move. */
  readonly layout: object;
}

export const withoutRooms = (typed: string): RoomyText => ({ typed, text: typed, rooms: [], layout: {} });

/** A part of such a text as somebody would have typed it. */
export const withoutFiller = (text: string): string => text.replaceAll(/\f{2,}/g, '');

/** The same text with fresh room behind every statement. `module`: what the text with its present room says. */
export function spread({ typed, rooms }: RoomyText, { body }: Module): RoomyText {
  const fresh = new Map<number, Room>();
  const toTyped = offsetsIn(rooms);
  for (const [i, statement] of body.slice(0, -1).entries()) {
    const at = lineEnd(typed, toTyped(statement.end));
    const next = toTyped(body[i + 1]?.start ?? 0);
    if (next > at && isFree(typed, at)) fresh.set(at, { at, length: FRESH });
  }
  return filled(typed, [...fresh.values()], {});
}

/** The text after an edit. `isSpent`: there was too little room, and what stands behind it has moved. */
export function typedOn(before: RoomyText, typed: string): RoomyText & { readonly isSpent: boolean } {
  const found = changeBetween(before.typed, typed);
  if (!found) return { ...before, isSpent: false };
  const change = fromLineEnd(found, before.typed);
  const by = change.text.length - (change.end - change.start);
  const rooms: Room[] = [];
  let wanted = by;
  let isSpent = false;
  for (const { at, length } of before.rooms) {
    const isBefore = at < change.start;
    const isGone = !isBefore && at < change.end && at > change.start;
    const now = isBefore ? at : Math.max(at, change.end) + by;
    if (isBefore) rooms.push({ at, length });
    else if (isGone || !isFree(typed, now)) wanted -= length;
    else {
      const given = Math.min(wanted, length - LEAST);
      wanted -= given;
      isSpent ||= wanted > 0;
      rooms.push({ at: now, length: length - given });
    }
  }
  return { ...filled(typed, rooms, before.layout), isSpent };
}

/**
 * Whole lines that come or go before another line: the same as what comes or goes behind the line before them, where its room is. Other changes as they are.
 */
function fromLineEnd(change: TextChange, before: string): TextChange {
  const { start, end, text } = change;
  const lines = start === end ? text : text === '' ? before.slice(start, end) : '';
  const isWhole = lines.endsWith('\n') && before[start - 1] === '\n';
  if (!isWhole || before[start - 2] === '\r' || lines.at(-2) === '\r') return change;
  return { start: start - 1, end: end - 1, text: text && `\n${text.slice(0, -1)}` };
}

/** Whether a statement goes on behind a room. */
export function isSplit({ rooms }: RoomyText, { body }: Module): boolean {
  let before = 0;
  const places = rooms.map(({ at, length }) => {
    const start = at + before;
    before += length;
    return start;
  });
  let next = 0;
  return body.some(({ start, end }) => {
    while ((places[next] ?? Number.POSITIVE_INFINITY) <= start) next++;
    return (places[next] ?? Number.POSITIVE_INFINITY) < end;
  });
}

function filled(typed: string, rooms: readonly Room[], layout: object): RoomyText {
  let from = 0;
  const parts = rooms.map(({ at, length }) => {
    const part = typed.slice(from, at) + FILLER.repeat(length);
    from = at;
    return part;
  });
  return { typed, text: parts.join('') + typed.slice(from), rooms, layout };
}

/** From offsets with room to those of the text as it is typed; asked for in ascending order. */
function offsetsIn(rooms: readonly Room[]): (offset: number) => number {
  let [next, before] = [0, 0];
  return offset => {
    for (let room = rooms[next]; room && room.at + before + room.length <= offset; room = rooms[++next])
      before += room.length;
    return offset - before;
  };
}

function lineEnd(text: string, from: number): number {
  const match = /[\r\n]/g;
  match.lastIndex = from;
  return match.exec(text)?.index ?? text.length;
}

/** Whether filling a place says nothing: the end of a line, which does not go on in the next one. */
function isFree(text: string, at: number): boolean {
  const isEnd = at === text.length || text[at] === '\n' || text[at] === '\r';
  return isEnd && text[at - 1] !== '\\' && !(text[at] === '\n' && text[at - 1] === '\r');
}

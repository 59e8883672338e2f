/** As `live-source.ts`, with room in the text (`room.ts`) from the first edit on. */
import { type OpenedFile, openedFile } from '../project/index.ts';
import { grammarOf } from '../syntax/language.ts';
import type { OpenSource, SourceParser } from '../syntax/parser.ts';
import type { LiveSource } from './live-source.ts';
import { isSplit, type RoomyText, spread, typedOn, withoutRooms } from './room.ts';
import { changeBetween } from './shift.ts';

export interface RoomySource extends LiveSource {
  /** What is typed, with room; it may get other room when it is read. */
  textOf(typed: string): string;
}

export function createRoomySource(path: string, parser: SourceParser): RoomySource {
  const grammar = grammarOf(path);
  if (grammar === null) return { textOf: typed => typed, read: () => undefined, dispose: () => undefined };
  let source: OpenSource | undefined;
  let file: OpenedFile | undefined;
  /** What was read last, and what is typed now. */
  let read: RoomyText | undefined;
  let now: RoomyText | undefined;
  const close = (): void => {
    source?.dispose();
    source = undefined;
  };
  const present = (typed: string): RoomyText => {
    if (now?.typed !== typed) now = read && file ? typedFurther(read, file, typed) : withoutRooms(typed);
    return now;
  };
  const parsed = (roomy: RoomyText): OpenedFile => {
    // Where fresh room was given all over a text, reading what has changed takes longer than reading it anew.
    if (read?.layout !== roomy.layout) close();
    source ??= parser.open(grammar, roomy.text);
    const change = changeBetween(source.text, roomy.text);
    if (change) source.edit(change);
    read = roomy;
    return openedFile(path, roomy.text, source.module);
  };
  return {
    textOf: typed => present(typed).text,
    read: typed => {
      const roomy = present(typed);
      if (file && roomy === read) return file;
      file = parsed(roomy);
      if (isWhole(file) && isSplit(roomy, file.module)) {
        now = spread(roomy, file.module);
        file = parsed(now);
      }
      return file;
    },
    dispose: close,
  };
}

/** A text after an edit; where there was no room for it, with fresh room. */
function typedFurther(before: RoomyText, file: OpenedFile, typed: string): RoomyText {
  const next = typedOn(before, typed);
  const isWanted = next.isSpent || before.rooms.length === 0;
  return isWanted && isWhole(file) ? typedOn(spread(before, file.module), typed) : next;
}

/** In broken text it is not known where statements end. */
const isWhole = ({ module }: OpenedFile): boolean => module.problems.length === 0;

/** A live source with room in the text (`room.ts`) from the first edit on. */
import type { OpenedFile } from '../project/index.ts';
import type { SourceParser } from '../syntax/parser.ts';
import { createLiveSource, type LiveSource } from './live-source.ts';
import { isSplit, type RoomyText, spread, typedOn, withoutRooms } from './room.ts';

export interface RoomySource extends LiveSource {
  /** What is typed, with room; it may get other room when it is read. */
  textOf(typed: string): string;
}

export function createRoomySource(path: string, parser: SourceParser): RoomySource {
  let source = createLiveSource(path, parser);
  let file: OpenedFile | undefined;
  /** What was read last, and what is typed now. */
  let read: RoomyText | undefined;
  let now: RoomyText | undefined;
  const present = (typed: string): RoomyText => {
    if (now?.typed !== typed) now = read && file ? typedFurther(read, file, typed) : withoutRooms(typed);
    return now;
  };
  const readRoomy = (roomy: RoomyText): OpenedFile | undefined => {
    // Where fresh room was given all over a text, reading what has changed takes longer than reading it anew.
    if (read && read.layout !== roomy.layout) {
      source.dispose();
      source = createLiveSource(path, parser);
    }
    read = roomy;
    return source.read(roomy.text);
  };
  return {
    textOf: typed => present(typed).text,
    read: typed => {
      const roomy = present(typed);
      if (file && roomy === read) return file;
      file = readRoomy(roomy);
      if (file && isWhole(file) && isSplit(roomy, file.module)) {
        now = spread(roomy, file.module);
        file = readRoomy(now);
      }
      return file;
    },
    dispose: () => source.dispose(),
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

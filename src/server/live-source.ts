/** A text that is being typed: parsed again, from what changed, when somebody asks for it; a burst of edits is parsed once. */
import { type OpenedFile, openedFile } from '../project/index.ts';
import { grammarOf } from '../syntax/language.ts';
import type { OpenSource, SourceParser } from '../syntax/parser.ts';
import { changeBetween } from './shift.ts';

export interface LiveSource {
  /** undefined where the path is in no language that is read. */
  read(text: string): OpenedFile | undefined;
  dispose(): void;
}

export function createLiveSource(path: string, parser: SourceParser): LiveSource {
  const grammar = grammarOf(path);
  let source: OpenSource | undefined;
  let file: OpenedFile | undefined;
  return {
    read: text => {
      if (grammar === null) return undefined;
      if (file?.text === text) return file;
      if (source === undefined) source = parser.open(grammar, text);
      const change = changeBetween(source.text, text);
      if (change) source.edit(change);
      file = openedFile(path, text, source.module);
      return file;
    },
    dispose: () => source?.dispose(),
  };
}

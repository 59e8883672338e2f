/** Where an offset stands in a text, for callers without a map of their own (notebooks need one: their lines count in cells). */
import type { FileFacts } from '../../analysis/result.ts';
import { LineMap } from '../../syntax/lines.ts';
import type { Locate } from './facts.ts';

/** Lines and columns from the texts themselves. */
export function locateIn(files: ReadonlyMap<string, Pick<FileFacts, 'text'>>): Locate {
  const maps = new Map<string, LineMap>();
  return (path, offset) => {
    const text = files.get(path)?.text;
    if (text === undefined) return undefined;
    const map = maps.get(path) ?? new LineMap(text);
    maps.set(path, map);
    return map.positionAt(offset);
  };
}

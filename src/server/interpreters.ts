/** The interpreters that the editor has told of, by folder. */
import { normalisePath } from '../project/index.ts';
import { type InterpreterParams, readInterpreter, readInterpreters } from '../protocol/interpreter.ts';
import { pathOfUri } from './uris.ts';

export interface Interpreters {
  /** The one that counts for the files of a root. */
  of(root: string): string | undefined;
  /** All that count for some root. */
  all(): readonly string[];
  /** Whether what the editor says is news. */
  tell(params: unknown): boolean;
}

/** `initial`: those of the `initialize` request, a list. */
export function createInterpreters(initial: unknown): Interpreters {
  /** '' stands for what no folder is named for; undefined: a folder that has none. */
  const known = new Map<string, string | undefined>();
  const keep = ({ folder, path }: InterpreterParams): boolean => {
    const key = folder === undefined ? '' : pathOfUri(folder);
    const interpreter = path === undefined ? undefined : normalisePath(path);
    const isNews = known.get(key) !== interpreter;
    known.set(key, interpreter);
    return isNews;
  };
  for (const told of readInterpreters(initial)) keep(told);
  return {
    of: root => (known.has(root) ? known.get(root) : known.get('')),
    all: () => [...new Set(known.values())].filter(path => path !== undefined),
    tell: params => {
      const told = readInterpreter(params);
      return told !== undefined && keep(told);
    },
  };
}

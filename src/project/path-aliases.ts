/**
 * Names of modules that a TypeScript project gives to its own files: `paths` and `baseUrl` of the nearest `tsconfig.json` or `jsconfig.json`.
 * Source: https://www.typescriptlang.org/tsconfig/#paths.
 */
import { parse } from 'yaml';
import { folderOf, foldersUpTo, joinPath, nameOf } from './paths.ts';

const NAMES = ['tsconfig.json', 'jsconfig.json'] as const;
/** Configurations that extend each other. */
const MOST_EXTENDED = 6;

interface Aliases {
  /** Where names that begin with no dot are looked for. */
  readonly base: string | undefined;
  /** Patterns with at most one `*`, and the paths that they stand for. */
  readonly paths: readonly (readonly [string, readonly string[]])[];
}

export interface PathAliases {
  /** The paths that a name that is not relative may stand for, seen from a folder; without extensions. */
  of(folder: string, root: string, specifier: string): readonly string[];
  forget(): void;
}

export function isAliasFile(path: string): boolean {
  return /^[tj]sconfig(\.[\w-]+)*\.json$/.test(nameOf(path));
}

export function createPathAliases(read: (path: string) => string | undefined): PathAliases {
  const known = new Map<string, Aliases | undefined>();
  const nearest = (folder: string, root: string): Aliases | undefined => {
    if (known.has(folder)) return known.get(folder);
    for (const above of foldersUpTo(folder, root))
      for (const name of NAMES) {
        const aliases = aliasesIn(read, joinPath(above, name), 0);
        if (!aliases) continue;
        known.set(folder, aliases);
        return aliases;
      }
    known.set(folder, undefined);
    return undefined;
  };
  return {
    of: (folder, root, specifier) => {
      const { base, paths = [] } = nearest(folder, root) ?? {};
      const named = paths.flatMap(([pattern, targets]) => {
        const part = matched(pattern, specifier);
        return part === undefined ? [] : targets.map(target => target.replace('*', () => part));
      });
      return base === undefined ? named : [...named, joinPath(base, specifier)];
    },
    forget: () => known.clear(),
  };
}

/** What stands for the `*`. */
function matched(pattern: string, specifier: string): string | undefined {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return specifier === pattern ? '' : undefined;
  const isOne =
    specifier.length >= before.length + after.length &&
    specifier.startsWith(before) &&
    specifier.endsWith(after);
  return isOne ? specifier.slice(before.length, specifier.length - after.length) : undefined;
}

function aliasesIn(
  read: (path: string) => string | undefined,
  path: string,
  depth: number,
): Aliases | undefined {
  const text = read(path);
  const config = text === undefined ? undefined : objectOf(parsed(text));
  if (!config || depth > MOST_EXTENDED) return undefined;
  const folder = folderOf(path);
  const options = objectOf(config.compilerOptions);
  const extended = config.extends;
  const inherited =
    typeof extended === 'string' && extended.startsWith('.')
      ? aliasesIn(
          read,
          joinPath(folder, extended.endsWith('.json') ? extended : `${extended}.json`),
          depth + 1,
        )
      : undefined;
  const baseUrl = options?.baseUrl;
  const base = typeof baseUrl === 'string' ? joinPath(folder, baseUrl) : inherited?.base;
  const paths = objectOf(options?.paths);
  if (!paths) return { base, paths: inherited?.paths ?? [] };
  const written = Object.entries(paths).map(
    ([pattern, targets]) =>
      [pattern, textsIn(targets).map(target => joinPath(base ?? folder, target))] as const,
  );
  return { base, paths: written };
}

/** Comments and commas at the ends of lists are allowed there. */
function parsed(text: string): unknown {
  const plain = text.replace(
    /("(?:[^"\\]|\\.)*")|\/\/[^\n\r]*|\/\*[\s\S]*?\*\//g,
    (_all, quoted: string | undefined) => (quoted === undefined ? ' ' : quoted),
  );
  try {
    return parse(plain) as unknown;
  } catch {
    return undefined;
  }
}

/** What is read of a configuration, of its options, and of its table of paths. */
interface Settings {
  readonly compilerOptions?: unknown;
  readonly extends?: unknown;
  readonly baseUrl?: unknown;
  readonly paths?: unknown;
}

const objectOf = (value: unknown): Settings | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

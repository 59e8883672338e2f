/**
 * Which file a specifier names in TypeScript and JavaScript: with or without its extension, a folder's index, and the source
 * behind the name of its output (`./model.js` written for `model.ts`). Names that begin with no dot are the project's own where it says so.
 * Source: https://www.typescriptlang.org/docs/handbook/modules/reference.html (relative file path resolution).
 */
import { folderOf, isInside, joinPath } from './paths.ts';
import type { Files } from './source.ts';

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'] as const;

/** Sources whose output has this extension. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** undefined for packages (`@tensorflow/tfjs`), and for what lies outside `root`. `aliases`: paths that a name without dots may stand for. */
export function resolveTypeScript(
  files: Pick<Files, 'isFile'>,
  root: string,
  from: string,
  specifier: string,
  aliases: () => readonly string[],
): string | undefined {
  const paths = /^\.{1,2}(?:\/|$)/.test(specifier) ? [joinPath(folderOf(from), specifier)] : aliases();
  return paths.flatMap(candidates).find(file => file !== from && isInside(file, root) && files.isFile(file));
}

function candidates(path: string): readonly string[] {
  const extension = EXTENSIONS.find(known => path.endsWith(known));
  const stem = extension === undefined ? path : path.slice(0, -extension.length);
  return [
    ...(path.endsWith('.json') ? [path] : []),
    ...(extension === undefined ? [] : [path, ...(SOURCES[extension] ?? []).map(source => stem + source)]),
    ...EXTENSIONS.map(known => path + known),
    ...EXTENSIONS.map(known => joinPath(path, `index${known}`)),
  ];
}

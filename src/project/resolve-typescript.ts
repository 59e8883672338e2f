/**
 * Which file a relative specifier names in TypeScript and JavaScript: with or without its extension, a folder's index, and the source
 * behind the name of its output (`./model.js` written for `model.ts`).
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

/** undefined for packages (`@tensorflow/tfjs`), and for what lies outside `root`. */
export function resolveTypeScript(
  files: Pick<Files, 'isFile'>,
  root: string,
  from: string,
  specifier: string,
): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
  const path = joinPath(folderOf(from), specifier);
  return candidates(path).find(file => file !== from && isInside(file, root) && files.isFile(file));
}

function candidates(path: string): readonly string[] {
  const extension = EXTENSIONS.find(known => path.endsWith(known));
  const stem = extension === undefined ? path : path.slice(0, -extension.length);
  return [
    ...(extension === undefined ? [] : [path, ...(SOURCES[extension] ?? []).map(source => stem + source)]),
    ...EXTENSIONS.map(known => path + known),
    ...EXTENSIONS.map(known => joinPath(path, `index${known}`)),
  ];
}

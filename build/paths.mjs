/** Where things are, for every script of the build. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** An absolute path inside the repository. */
export function at(...parts) {
  return path.join(root, ...parts);
}

/** Whether `file` is the script that node was started with. */
export function isMain(importMetaUrl) {
  return process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(importMetaUrl);
}

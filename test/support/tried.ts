/** Programs in memory whose fixes can be tried. */
import type { Program } from '../../src/fixes/index.ts';
import {
  createVersions,
  createWorkspace,
  filesBelow,
  memoryFiles,
  type OpenedFile,
  openText,
} from '../../src/project/index.ts';
import { NO_LEVELS } from '../../src/rules/index.ts';
import { sharedParser } from './parser.ts';

/** Names such as 'main.py'; all files are roots. */
export async function programOf(texts: Readonly<Record<string, string>>): Promise<Program> {
  const parser = await sharedParser();
  const files = memoryFiles(filesBelow('/project', texts));
  const options = { parser, maxLength: 1_000_000 };
  const reopen = (path: string, text: string): OpenedFile | undefined => {
    const opened = openText(path, { ok: true, text }, options);
    return opened.ok ? opened.file : undefined;
  };
  return {
    workspace: createWorkspace({ ...options, files, roots: ['/project'], versions: createVersions(files) }),
    roots: Object.keys(texts).map(name => `/project/${name}`),
    levelsOf: () => NO_LEVELS,
    reopen,
  };
}

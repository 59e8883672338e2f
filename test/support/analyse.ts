/** Analyses texts as a project of their own: the real parser, files in memory. */
import { type Analysis, analyse } from '../../src/analysis/index.ts';
import { createVersions, createWorkspace, filesBelow, memoryFiles } from '../../src/project/index.ts';
import { sharedParser } from './parser.ts';

/** Paths are relative names such as 'main.py'; all files are roots unless `roots` says which. */
export async function analyseTexts(
  texts: Readonly<Record<string, string>>,
  roots = Object.keys(texts),
): Promise<Analysis> {
  const files = memoryFiles(filesBelow('/project', texts));
  const workspace = createWorkspace({
    files,
    parser: await sharedParser(),
    roots: ['/project'],
    versions: createVersions(files),
    maxLength: 1_000_000,
  });
  return analyse(
    workspace,
    roots.map(name => `/project/${name}`),
  );
}

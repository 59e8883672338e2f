/** In which order files of one analysis are run: what is imported first, so that those who import it need not run it again. */

import type { Project } from '../project/source.ts';
import { importsIn } from '../project/text-imports.ts';

export interface OrderedRoot {
  readonly path: string;
  /** The last of those after it that import it: so long is what it did needed. */
  readonly lastImporter: string | undefined;
}

/** The roots, each after those that it imports; in a circle the one named first comes last. */
export function importOrder(project: Project, roots: readonly string[]): readonly OrderedRoot[] {
  if (roots.length < 2) return roots.map(path => ({ path, lastImporter: undefined }));
  const imported = new Map(roots.map(path => [path, rootsImportedBy(project, path, new Set(roots))]));
  const ordered = new Set<string>();
  const entered = new Set<string>();
  const visit = (path: string): void => {
    if (entered.has(path)) return;
    entered.add(path);
    for (const other of imported.get(path) ?? []) visit(other);
    ordered.add(path);
  };
  for (const path of roots) visit(path);
  const paths = [...ordered];
  return paths.map((path, i) => ({
    path,
    lastImporter: paths.slice(i + 1).findLast(other => imported.get(other)?.has(path)),
  }));
}

function rootsImportedBy(project: Project, path: string, roots: ReadonlySet<string>): ReadonlySet<string> {
  const source = project.source(path);
  const imports = source ? importsIn(source.text, source.module.language) : [];
  const paths = imports.flatMap(({ module, level }) => project.resolve(path, module, level) ?? []);
  return new Set(paths.filter(other => other !== path && roots.has(other)));
}

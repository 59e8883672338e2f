/** Which folder a path named on a command line belongs to: imports are searched up to there, and version pins and .gitignore read. */
import { foldersUpTo, isInside } from './paths.ts';
import type { FileStore } from './store.ts';

/** Files that stand in the top folder of a project, the surest first. */
const MARKERS: readonly (readonly string[])[] = [
  ['.git', '.hg'],
  [
    'pyproject.toml',
    'setup.py',
    'setup.cfg',
    'package.json',
    'Pipfile',
    'requirements.txt',
    'environment.yml',
  ],
];

/**
 * The repository that holds the folder; else the current folder if that holds it; else the nearest folder with a project's files in it;
 * else the folder itself.
 */
export function projectRoot(files: Pick<FileStore, 'entries'>, folder: string, current: string): string {
  const above = foldersUpTo(folder, topOf(folder));
  const holding = (names: readonly string[]) =>
    above.find(candidate => files.entries(candidate).some(entry => names.includes(entry.name)));
  const [repository = [], project = []] = MARKERS;
  return (
    holding(repository) ?? (isInside(folder, current) ? current : undefined) ?? holding(project) ?? folder
  );
}

function topOf(path: string): string {
  return /^(?:[A-Za-z]:)?\//.exec(path)?.[0] ?? path;
}

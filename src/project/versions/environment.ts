/**
 * Environments of Python: where one lies and what is installed in it, by names of files and folders alone. Nothing is run, and no file is
 * opened.
 *
 * Sources: https://docs.python.org/3/library/site.html, https://docs.python.org/3/library/venv.html,
 * https://packaging.python.org/en/latest/specifications/recording-installed-packages/,
 * https://docs.conda.io/projects/conda/en/stable/user-guide/concepts/packages.html (conda-meta).
 */
import { folderOf, joinPath, nameOf, normalisePath } from '../paths.ts';
import type { Files } from '../source.ts';
import type { FileStore } from '../store.ts';
import { frameworkOf } from './known.ts';
import { normalName, type Requirement } from './requirements.ts';

/** What an interpreter imports from. */
export interface Environment {
  /** What hovers call it: its folder's name, '.venv'; the interpreter's path where it is the system's own. */
  readonly name: string;
  /** The folders whose entries name what is installed, in the order in which they count. */
  readonly packages: readonly string[];
}

/** `path`: the interpreter, or the folder of its environment. undefined: there is none that anything could be installed in. */
export function environmentAt(files: FileStore, path: string): Environment | undefined {
  const written = normalisePath(path);
  // An environment's interpreter is often a link to the one it was made with: as written first.
  const real = files.realPath(written);
  const home = [...around(written), ...around(real)].find(folder => packageFolders(files, folder).length > 0);
  if (home === undefined) return undefined;
  const isEnvironment = files.list(home).some(name => name === 'pyvenv.cfg' || name === CONDA);
  return {
    name: isEnvironment || home === written ? nameOf(home) : written,
    packages: packageFolders(files, home, nameOf(real)),
  };
}

/** `bin/python`, `Scripts/python.exe` and, in conda's on Windows, `python.exe` lie in their environment. */
function around(path: string): readonly string[] {
  return [path, folderOf(path), folderOf(folderOf(path))];
}

const CONDA = 'conda-meta';

/**
 * `lib/python3.12/site-packages`, on Windows `Lib/site-packages`, and what conda writes down: after what pip did, which replaces packages of
 * conda without telling it. Of several versions in one `lib` only that of the interpreter counts, where its name says which.
 */
export function packageFolders(files: Files, environment: string, interpreter = ''): readonly string[] {
  const lib = joinPath(environment, 'lib');
  const versions = files.list(lib).filter(name => /^(?:python|pypy)\d/.test(name));
  const own = versions.filter(name => name === interpreter);
  const places = (own.length > 0 ? own : versions.sort()).map(name => joinPath(lib, name));
  const folders = [...places, joinPath(environment, 'Lib')].map(place => joinPath(place, 'site-packages'));
  return [...folders, joinPath(environment, CONDA)].filter(folder => files.list(folder).length > 0);
}

/** The packages that the entries of such a folder name. */
export function packagesIn(files: Files, folder: string): readonly Requirement[] {
  return files.list(folder).flatMap(nameOf(folder) === CONDA ? readCondaRecord : readMetadataFolder);
}

/** 'torch-1.13.1+cu117.dist-info', 'Keras-2.1.6-py3.6.egg-info' */
function readMetadataFolder(name: string): readonly Requirement[] {
  const [, project, version] = /^(.+?)-(\d[^-]*)(?:-py\d[\d.]*)?\.(?:dist|egg)-info$/.exec(name) ?? [];
  return installed(project, version);
}

/** 'pytorch-1.13.1-py3.9_cuda11.7_0.json' */
function readCondaRecord(name: string): readonly Requirement[] {
  const [, project, version] = /^(.+)-(\d[^-]*)-[^-]+\.json$/.exec(name) ?? [];
  return installed(project, version);
}

function installed(project: string | undefined, version: string | undefined): readonly Requirement[] {
  return project && version ? [{ package: normalName(project), range: `===${version}` }] : [];
}

/** Whether a path is the metadata of an installed package that brings a framework: its folder, the file that stands for it, or conda's record. */
export function isMetadata(path: string): boolean {
  const [above = '', name = ''] = path.split('/').slice(-2);
  const found =
    name === 'METADATA' || name === 'PKG-INFO'
      ? readMetadataFolder(above)
      : above === CONDA
        ? readCondaRecord(name)
        : readMetadataFolder(name);
  return found.some(({ package: name }) => frameworkOf(name) !== undefined);
}

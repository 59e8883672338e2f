/**
 * Which versions are installed: beside the code, in a virtual environment or in node_modules
 * (https://docs.npmjs.com/cli/configuring-npm/folders), and where an interpreter imports from.
 */
import { joinPath } from '../paths.ts';
import type { Files } from '../source.ts';
import type { FileStore } from '../store.ts';
import { environmentAt, packageFolders, packagesIn } from './environment.ts';
import { NPM_PACKAGES } from './known.ts';
import { addPin, type Pins, pinsFrom } from './pins.ts';
import { type Requirement, readInstalledPackage } from './requirements.ts';

/** The names that are customary for a virtual environment inside of a project. */
const ENVIRONMENTS = ['.venv', 'venv', 'env'];

/** What is installed in a folder of the project, below `.venv` or `node_modules`; nothing of the folders above. */
export function installedIn(files: Files, folder: string): Pins {
  const names = files.list(folder);
  return pinsFrom(pins => {
    for (const environment of ENVIRONMENTS.filter(name => names.includes(name)))
      addPackages(pins, files, packageFolders(files, joinPath(folder, environment)), environment);
    if (!names.includes('node_modules')) return;
    for (const found of inNodeModules(files, joinPath(folder, 'node_modules')))
      addPin(pins, found, 'node_modules');
  });
}

/** What an interpreter finds installed. */
export function installedFor(files: FileStore, interpreter: string): Pins {
  const environment = environmentAt(files, interpreter);
  return pinsFrom(pins => {
    if (environment) addPackages(pins, files, environment.packages, environment.name);
  });
}

function addPackages(
  pins: Parameters<typeof addPin>[0],
  files: Files,
  folders: readonly string[],
  environment: string,
): void {
  for (const found of folders.flatMap(folder => packagesIn(files, folder))) addPin(pins, found, environment);
}

function inNodeModules(files: Files, folder: string): readonly Requirement[] {
  return NPM_PACKAGES.flatMap(name => {
    const text = files.read(joinPath(folder, `${name}/package.json`));
    return text === undefined ? [] : readInstalledPackage(name, text);
  });
}

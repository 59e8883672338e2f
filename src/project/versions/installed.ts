/**
 * Which versions are installed beside the code: in a virtual environment of Python, of which only names of folders are read, and in
 * node_modules. Sources: https://packaging.python.org/en/latest/specifications/recording-installed-packages/,
 * https://docs.python.org/3/library/venv.html, https://docs.npmjs.com/cli/configuring-npm/folders.
 */
import { joinPath, nameOf } from '../paths.ts';
import type { Files } from '../source.ts';
import { frameworkOf, NPM_PACKAGES } from './known.ts';
import { addPin, type Pins, pinsFrom } from './pins.ts';
import { normalName, type Requirement, readInstalledPackage } from './requirements.ts';

/** The names that are customary for a virtual environment inside of a project. */
const ENVIRONMENTS = ['.venv', 'venv', 'env'];

/** What is installed in a folder of the project, below `.venv` or `node_modules`; nothing of the folders above. */
export function installedIn(files: Files, folder: string): Pins {
  const names = files.list(folder);
  return pinsFrom(pins => {
    for (const environment of ENVIRONMENTS.filter(name => names.includes(name)))
      for (const found of inEnvironment(files, joinPath(folder, environment)))
        addPin(pins, found, environment);
    if (!names.includes('node_modules')) return;
    for (const found of inNodeModules(files, joinPath(folder, 'node_modules')))
      addPin(pins, found, 'node_modules');
  });
}

/** `lib/python3.12/site-packages`; on Windows `Lib/site-packages`. */
function inEnvironment(files: Files, environment: string): readonly Requirement[] {
  const lib = joinPath(environment, 'lib');
  const versions = files.list(lib).filter(name => /^(?:python|pypy)\d/.test(name));
  const places = [...versions.sort().map(name => joinPath(lib, name)), joinPath(environment, 'Lib')];
  return places.flatMap(place => files.list(joinPath(place, 'site-packages'))).flatMap(readMetadataFolder);
}

/** 'torch-1.13.1+cu117.dist-info', 'Keras-2.1.6-py3.6.egg-info' */
function readMetadataFolder(name: string): readonly Requirement[] {
  const [, project, version] = /^(.+?)-(\d[^-]*)(?:-py\d[\d.]*)?\.(?:dist|egg)-info$/.exec(name) ?? [];
  return project && version ? [{ package: normalName(project), range: `===${version}` }] : [];
}

function inNodeModules(files: Files, folder: string): readonly Requirement[] {
  return NPM_PACKAGES.flatMap(name => {
    const text = files.read(joinPath(folder, `${name}/package.json`));
    return text === undefined ? [] : readInstalledPackage(name, text);
  });
}

/** Whether a path is the metadata of an installed package that brings a framework. */
export function isMetadata(path: string): boolean {
  const [folder = '', name] = path.split('/').slice(-2);
  const isMetadataFile = name === 'METADATA' || name === 'PKG-INFO';
  return (
    isMetadataFile &&
    readMetadataFolder(nameOf(folder)).some(found => frameworkOf(found.package) !== undefined)
  );
}

/**
 * Which version of a framework applies to a file: what a setting says, else what the nearest folder's requirement files pin, else the
 * newest known.
 */
import type { Version } from '../../values/framework.ts';
import { folderOf, foldersUpTo, joinPath } from '../paths.ts';
import type { Files } from '../source.ts';
import { DERIVED } from './derive.ts';
import { KNOWN, newestRelease, type Pinned, type Release, releaseText } from './known.ts';
import { releaseOf } from './ranges.ts';
import { REQUIREMENT_FILES, type Requirement } from './requirements.ts';

export type { Pinned } from './known.ts';

export interface Versions {
  of(file: string, root: string, framework: Pinned): Version;
  /** Forgets what was read; call it when a requirement file has changed. */
  forget(): void;
}

interface Pin {
  readonly release: Release;
  readonly pinnedBy: string;
}

type Pins = ReadonlyMap<Pinned, Pin>;

/** Whether a change of a file of this name may change a version. */
export function isRequirementFile(name: string): boolean {
  return REQUIREMENT_FILES.some(file => file.matches(name));
}

/** `settings`: versions a person has set by hand, such as `{ keras: '2.2.4' }`. */
export function createVersions(files: Files, settings: Partial<Record<Pinned, string>> = {}): Versions {
  const pinsByFolder = new Map<string, Pins>();
  const answers = new Map<string, Version>();
  const pinsOf = (folder: string): Pins => {
    const known = pinsByFolder.get(folder) ?? readPins(files, folder);
    pinsByFolder.set(folder, known);
    return known;
  };
  const search = (folder: string, root: string, framework: Pinned): Version => {
    const setting = settings[framework];
    const set = setting === undefined ? undefined : releaseOf(setting, framework);
    if (set) return versionOf({ release: set, pinnedBy: 'setting' });
    for (const above of foldersUpTo(folder, root)) {
      const pin = pinIn(pinsOf(above), framework);
      if (pin) return versionOf(pin);
    }
    return versionOf({ release: newestRelease(framework), pinnedBy: undefined });
  };
  return {
    of: (file, root, framework) => {
      const folder = folderOf(file);
      const key = `${folder}\n${root}\n${framework}`;
      const answer = answers.get(key) ?? search(folder, root, framework);
      answers.set(key, answer);
      return answer;
    },
    forget: () => {
      pinsByFolder.clear();
      answers.clear();
    },
  };
}

function pinIn(pins: Pins, framework: Pinned): Pin | undefined {
  const own = pins.get(framework);
  const derived = DERIVED[framework];
  if (own || !derived) return own;
  const base = pins.get(derived.from);
  const release = base && derived.release(base.release);
  return release && { release, pinnedBy: base.pinnedBy };
}

function versionOf({
  release,
  pinnedBy,
}: Omit<Pin, 'pinnedBy'> & { readonly pinnedBy: string | undefined }): Version {
  return { major: release[0], minor: release[1], text: releaseText(release), pinnedBy };
}

const FRAMEWORKS = Object.entries(KNOWN).flatMap(([framework, known]) =>
  // Object.entries forgets the keys' type.
  known.packages.map((name): [string, Pinned] => [name, framework as Pinned]),
);
const BY_PACKAGE: ReadonlyMap<string, Pinned> = new Map(FRAMEWORKS);

function readPins(files: Files, folder: string): Pins {
  const pins = new Map<Pinned, Pin>();
  const names = [...files.list(folder)].sort();
  for (const { matches, read } of REQUIREMENT_FILES) {
    for (const name of names.filter(matches)) {
      const text = files.read(joinPath(folder, name));
      for (const requirement of text === undefined ? [] : read(text)) addPin(pins, requirement, name);
    }
  }
  return pins;
}

/** The first file that pins a framework decides. */
function addPin(pins: Map<Pinned, Pin>, requirement: Requirement, pinnedBy: string): void {
  // Builds for one graphics library carry its name: mxnet-cu112.
  const framework = BY_PACKAGE.get(requirement.package.replace(/-cu\d+\w*$/, ''));
  if (framework === undefined || pins.has(framework)) return;
  const release = releaseOf(requirement.range, framework);
  if (release) pins.set(framework, { release, pinnedBy });
}

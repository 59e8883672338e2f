/**
 * Which version of a framework applies to a file: what a person has set, else what the nearest folder says that says anything, else the
 * newest known.
 *
 * Within a folder, what the project requires counts before what is installed: requirements are the same for everybody who has the
 * project, on a build machine without an environment too, while an environment may be out of date or serve other tools. What is
 * installed decides where requirements leave a choice: within a range, or where they pin nothing. The environment of the interpreter that
 * a person has selected for a root counts there, before one that merely lies in it. Where nothing says more, the program itself may: it is written for a
 * version that has what it uses (`by-code.ts`).
 */
import type { Version } from '../../values/framework.ts';
import { folderOf, foldersUpTo, joinPath, nameOf } from '../paths.ts';
import type { Files } from '../source.ts';
import type { FileStore } from '../store.ts';
import type { Chosen } from './chosen.ts';
import { isMetadata } from './environment.ts';
import { installedFor, installedIn } from './installed.ts';
import { isExact, newestRelease, type Pinned } from './known.ts';
import { addPin, deciding, type Pin, type Pins, pinsFrom, releaseIn, versionOf } from './pins.ts';
import { leavesIn } from './ranges.ts';
import { REQUIREMENT_FILES, type RequirementFile } from './requirements.ts';

export { pinsByCode } from './by-code.ts';
export { type Chosen, readChosen } from './chosen.ts';
export { type Environment, environmentAt } from './environment.ts';
export { type Pinned, SETTABLE } from './known.ts';
export type { Pins } from './pins.ts';

export interface Versions {
  /** `code`: what the file itself says (`pinsByCode`), which counts where nothing else does. */
  of(file: string, root: string, framework: Pinned, code?: Pins): Version;
  /** Forgets what was read; call it when a file that decides versions has changed. */
  forget(): void;
}

/** Whether a change of this file may change a version. */
export function decidesVersions(path: string): boolean {
  const name = nameOf(path);
  const isIncluded = /(^|\/)requirements\/[^/]+\.(txt|in)$/.test(path);
  return isIncluded || REQUIREMENT_FILES.some(file => file.matches(name)) || isMetadata(path);
}

export interface VersionOptions {
  /** What a person has set for a file; asked each time, so that settings may change. */
  readonly chosenFor?: (file: string) => Chosen | undefined;
  /** The interpreter of Python that a person has selected for a root, or the folder of its environment; kept until `forget`. */
  readonly interpreterFor?: (root: string) => string | undefined;
}

export function createVersions(
  files: FileStore,
  { chosenFor, interpreterFor }: VersionOptions = {},
): Versions {
  const required = new Map<string, Pins>();
  const installed = new Map<string, Pins>();
  const selected = new Map<string, Pins>();
  const answers = new Map<string, Version>();
  const selectedFor = (root: string): readonly Pins[] => {
    const interpreter = interpreterFor?.(root);
    if (interpreter === undefined) return [];
    return [kept(selected, interpreter, () => installedFor(files, interpreter))];
  };
  const placesOf = (folders: readonly string[], root: string): readonly Place[] =>
    folders.map((folder, index) => ({
      required: () => kept(required, folder, () => requiredIn(files, folder)),
      installed: () => [
        ...(index === folders.length - 1 ? selectedFor(root) : []),
        kept(installed, folder, () => installedIn(files, folder)),
      ],
    }));
  return {
    of: (file, root, framework, code) => {
      const chosen = chosenFor?.(file);
      const set = chosen && releaseIn(chosen.pins, framework);
      if (set) return set;
      const folder = folderOf(file);
      const said = [...(code?.values() ?? [])].map(({ pinnedBy }) => pinnedBy).join();
      return kept(answers, `${folder}\n${root}\n${framework}\n${said}`, () =>
        search([...placesOf(foldersUpTo(folder, root), root), ...placeOf(code)], framework),
      );
    },
    forget: () => {
      required.clear();
      installed.clear();
      selected.clear();
      answers.clear();
    },
  };
}

function kept<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** A folder, as far as it says anything of versions. */
interface Place {
  readonly required: () => Pins;
  /** Each of its environments by itself, the first that has a framework counts: what one brings says nothing of another. */
  readonly installed: () => readonly Pins[];
}

/** A program is written for the environment that it needs. */
const placeOf = (code: Pins | undefined): readonly Place[] =>
  code ? [{ required: () => NO_PINS, installed: () => [code] }] : [];

const NO_PINS: Pins = new Map();

/** `places`: nearest first. */
function search(places: readonly Place[], framework: Pinned): Version {
  for (const place of places) {
    const required = place.required();
    const found =
      narrowed(required, places, framework) ??
      releaseIn(required, framework) ??
      firstOf(place.installed(), pins => releaseIn(pins, framework));
    if (found) return found;
  }
  return versionOf(newestRelease(framework), undefined);
}

/** What is installed, where the requirement leaves a choice and what is installed is one of what it leaves. */
function narrowed(required: Pins, places: readonly Place[], framework: Pinned): Version | undefined {
  const decided = deciding(required, framework);
  if (!decided || (decided.of === framework && isExact(decided.pin.release))) return undefined;
  for (const place of places) {
    const pins = place.installed().find(installed => installed.has(decided.of));
    const there = pins?.get(decided.of);
    if (pins && there)
      return leavesIn(decided.pin.range, there.release) ? releaseIn(pins, framework) : undefined;
  }
  return undefined;
}

function firstOf<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function requiredIn(files: Files, folder: string): Pins {
  const names = [...files.list(folder)].sort();
  // `requirements/base.txt`, whether anything includes it or not.
  const within = [...files.list(joinPath(folder, 'requirements'))].sort().map(name => `requirements/${name}`);
  return pinsFrom(pins => {
    for (const file of REQUIREMENT_FILES)
      for (const name of [...names, ...within].filter(file.matches))
        addFrom(files, folder, name, file, pins, new Set());
  });
}

/** What the file requires, then what those that it includes do; each is read once. */
function addFrom(
  files: Files,
  folder: string,
  name: string,
  file: RequirementFile,
  pins: Map<Pinned, Pin>,
  seen: Set<string>,
): void {
  const path = joinPath(folder, name);
  const text = seen.has(path) ? undefined : files.read(path);
  seen.add(path);
  if (text === undefined) return;
  for (const requirement of file.read(text)) addPin(pins, requirement, name);
  const within = name.includes('/') ? name.slice(0, name.lastIndexOf('/') + 1) : '';
  for (const included of file.included?.(text) ?? [])
    addFrom(files, folder, `${within}${included}`, file, pins, seen);
}

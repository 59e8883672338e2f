/**
 * The versions that are known of each framework: what stands where nothing pins one, and what an upper bound leaves. Release lists:
 * https://github.com/keras-team/keras/releases, https://github.com/pytorch/pytorch/releases and their like.
 */
import { FRAMEWORK_NAMES, type FrameworkName, type Profile, profileOf } from '../../profiles/index.ts';

export type Pinned = FrameworkName | 'tf_keras';

/** A release as far as anything depends on it: major, minor, patch. */
export type Release = readonly [major: number, minor: number, patch: number];

type Known = Pick<Profile, 'packages' | 'minors'>;

/** Keras 2 goes on in a package of its own. */
const TF_KERAS: Known = { packages: ['tf-keras'], minors: [[2, 21]] };

const knownOf = (framework: Pinned): Known => (framework === 'tf_keras' ? TF_KERAS : profileOf(framework));

const FRAMEWORKS: readonly Pinned[] = FRAMEWORK_NAMES.flatMap(name =>
  name === 'keras' ? [name, 'tf_keras' as const] : [name],
);

/** Those that come in packages, by the names that a person sets versions with. */
export const SETTABLE: readonly Pinned[] = FRAMEWORKS.filter(name => knownOf(name).packages.length > 0);

const BY_PACKAGE: ReadonlyMap<string, Pinned> = new Map(
  FRAMEWORKS.flatMap(framework => knownOf(framework).packages.map(name => [name, framework] as const)),
);

/** The framework that a package brings; `name` as `normalName` of requirements.ts spells it. */
export function frameworkOf(name: string): Pinned | undefined {
  // Builds for one graphics library carry its name: mxnet-cu112.
  return BY_PACKAGE.get(name.replace(/-cu\d+\w*$/, ''));
}

/** Packages of npm: those with a scope, or a name that no package of Python may have. */
export const NPM_PACKAGES: readonly string[] = [...BY_PACKAGE.keys()].filter(name => /^@|\.js$/.test(name));

/** Stands for the patch of a minor version where all its patches are meant. */
const LAST_PATCH = 99;

/** All patches of a minor version. */
export const wholeMinor = (major: number, minor: number): Release => [major, minor, LAST_PATCH];

/** Every minor version known, oldest first, each with its last patch. */
export function knownReleases(framework: Pinned): readonly Release[] {
  return knownOf(framework).minors.flatMap(([major, last]) =>
    Array.from({ length: last + 1 }, (_, minor) => wholeMinor(major, minor)),
  );
}

export function newestRelease(framework: Pinned): Release {
  return knownReleases(framework).at(-1) ?? [0, 0, 0];
}

/** Not just a minor version as a whole. */
export function isExact([, , patch]: Release): boolean {
  return patch !== LAST_PATCH;
}

/** '2.15' for a minor version as a whole, '2.2.4' for an exact one. */
export function releaseText(release: Release): string {
  const [major, minor, patch] = release;
  return isExact(release) ? `${major}.${minor}.${patch}` : `${major}.${minor}`;
}

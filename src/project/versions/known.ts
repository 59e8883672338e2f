/**
 * The versions that are known of each framework: what stands where nothing pins one, and what an upper bound leaves. Release lists:
 * https://github.com/keras-team/keras/releases, https://github.com/pytorch/pytorch/releases and their like.
 */
import type { FrameworkName } from '../../values/framework.ts';

export type Pinned = FrameworkName | 'tf_keras';

/** A release as far as anything depends on it: major, minor, patch. */
export type Release = readonly [major: number, minor: number, patch: number];

interface Known {
  /** Packages that bring it, as requirement files name them (PEP 503 normalised for Python). */
  readonly packages: readonly string[];
  /** For each major version the last minor one, oldest first. */
  readonly minors: readonly (readonly [major: number, lastMinor: number])[];
}

export const KNOWN: Readonly<Record<Pinned, Known>> = {
  keras: {
    packages: ['keras', 'keras-nightly'],
    minors: [
      [0, 3],
      [1, 2],
      [2, 15],
      [3, 15],
    ],
  },
  tf_keras: { packages: ['tf-keras'], minors: [[2, 21]] },
  tensorflow: {
    packages: ['tensorflow', 'tensorflow-gpu', 'tensorflow-cpu', 'tensorflow-macos', 'tensorflow-intel'],
    minors: [
      [0, 12],
      [1, 15],
      [2, 21],
    ],
  },
  torch: {
    packages: ['torch', 'pytorch', 'pytorch-gpu', 'pytorch-cpu'],
    minors: [
      [0, 4],
      [1, 13],
      [2, 15],
    ],
  },
  tfjs: {
    packages: [
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-node',
      '@tensorflow/tfjs-node-gpu',
      '@tensorflow/tfjs-layers',
    ],
    minors: [
      [0, 15],
      [1, 7],
      [2, 8],
      [3, 21],
      [4, 22],
    ],
  },
  jax: { packages: ['jax'], minors: [[0, 10]] },
  flax: { packages: ['flax'], minors: [[0, 12]] },
  haiku: { packages: ['dm-haiku'], minors: [[0, 0]] },
  equinox: { packages: ['equinox'], minors: [[0, 13]] },
  sonnet: {
    packages: ['dm-sonnet'],
    minors: [
      [1, 36],
      [2, 0],
    ],
  },
  paddle: {
    packages: ['paddlepaddle', 'paddlepaddle-gpu'],
    minors: [
      [1, 8],
      [2, 6],
      [3, 3],
    ],
  },
  mindspore: {
    packages: ['mindspore', 'mindspore-gpu'],
    minors: [
      [1, 10],
      [2, 10],
    ],
  },
  mlx: { packages: ['mlx'], minors: [[0, 32]] },
  mxnet: {
    packages: ['mxnet', 'mxnet-mkl'],
    minors: [
      [0, 12],
      [1, 9],
    ],
  },
  brainjs: {
    packages: ['brain.js'],
    minors: [
      [1, 6],
      [2, 0],
    ],
  },
  numpy: {
    packages: ['numpy'],
    minors: [
      [1, 26],
      [2, 4],
    ],
  },
  python: {
    packages: [],
    minors: [
      [2, 7],
      [3, 14],
    ],
  },
  javascript: { packages: [], minors: [[2025, 0]] },
};

const FRAMEWORKS: readonly Pinned[] = Object.keys(KNOWN)
  // Object.keys forgets the keys' type.
  .map(name => name as Pinned);

/** Those that come in packages, by the names that a person sets versions with. */
export const SETTABLE: readonly Pinned[] = FRAMEWORKS.filter(name => KNOWN[name].packages.length > 0);

const BY_PACKAGE: ReadonlyMap<string, Pinned> = new Map(
  FRAMEWORKS.flatMap(framework => KNOWN[framework].packages.map(name => [name, framework] as const)),
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

/** Every minor version known, oldest first, each with its last patch. */
export function knownReleases(framework: Pinned): readonly Release[] {
  return KNOWN[framework].minors.flatMap(([major, last]) =>
    Array.from({ length: last + 1 }, (_, minor): Release => [major, minor, LAST_PATCH]),
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

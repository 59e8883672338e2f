/**
 * The profiles of all frameworks, by the names that the public output spells. Those of frameworks that are one file stand in that file, and come here as
 * data (declared.ts): who asks for a profile does not load a framework.
 */
import { brainjs } from './brainjs.ts';
import { DECLARED } from './declared.ts';
import { completed, type DeclaredProfile } from './declared-profile.ts';
import { equinox } from './equinox.ts';
import { flax } from './flax.ts';
import { haiku } from './haiku.ts';
import { jax } from './jax.ts';
import { keras } from './keras.ts';
import { javascript, python } from './languages.ts';
import { mindspore } from './mindspore.ts';
import { mlx } from './mlx.ts';
import { mxnet } from './mxnet.ts';
import { numpy } from './numpy.ts';
import { paddle } from './paddle.ts';
import type { Profile } from './profile.ts';
import { sonnet } from './sonnet.ts';
import { tensorflow } from './tensorflow.ts';
import { tfjs } from './tfjs.ts';
import { torch } from './torch.ts';

export { DECLARED_LAYOUTS } from './declared.ts';
export type { Manner } from './manner.ts';
export type { Profile } from './profile.ts';
export type { RecurrentForm, Results, Wording } from './wording.ts';

const PROFILES = {
  keras,
  tensorflow,
  torch,
  tfjs,
  flax,
  haiku,
  equinox,
  sonnet,
  paddle,
  mindspore,
  mlx,
  mxnet,
  brainjs,
  jax,
  numpy,
  python,
  javascript,
} satisfies Record<string, Profile>;

/** 'python' and 'javascript' own what the languages themselves provide. */
export type FrameworkName = keyof typeof PROFILES | keyof typeof DECLARED;

const ALL: Readonly<Record<string, Profile>> = {
  ...PROFILES,
  ...Object.fromEntries(
    Object.entries<DeclaredProfile>(DECLARED).map(([name, profile]) => [name, completed(profile)]),
  ),
};

export function profileOf(framework: FrameworkName): Profile {
  const profile = ALL[framework];
  if (!profile) throw new Error(`${framework} has no profile: run \`npm run generate\``);
  return profile;
}

export const FRAMEWORK_NAMES: readonly FrameworkName[] = Object.keys(ALL)
  // Object.keys forgets the keys' type.
  .map(name => name as FrameworkName);

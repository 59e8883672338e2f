/** The profiles of all frameworks, by the names that the public output spells. */
import { brainjs } from './brainjs.ts';
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
export type FrameworkName = keyof typeof PROFILES;

export const profileOf = (framework: FrameworkName): Profile => PROFILES[framework];

export const FRAMEWORK_NAMES: readonly FrameworkName[] = Object.keys(PROFILES)
  // Object.keys forgets the keys' type.
  .map(name => name as FrameworkName);

/** The languages themselves, which own what they provide without any package. */
import { NO_LAYERS } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING } from './tensor-kind.ts';
import { PLAIN } from './wording.ts';

export const python = {
  title: 'Python',
  packages: [],
  minors: [
    [2, 7],
    [3, 14],
  ],
  tensors: CONVERTING,
  manner: NO_LAYERS,
  wording: PLAIN,
} satisfies Profile;

export const javascript = {
  title: 'JavaScript',
  packages: [],
  minors: [[2025, 0]],
  tensors: CONVERTING,
  manner: NO_LAYERS,
  wording: { ...PLAIN, language: 'javascript' },
} satisfies Profile;

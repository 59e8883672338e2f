/** What a framework that is one file says of itself: data alone, for `npm run generate` copies it to declared.ts, where no framework has to be loaded. */
import { type Manner, PARAMETERS_ONLY } from './manner.ts';
import type { Profile } from './profile.ts';
import { CONVERTING, type TensorKind } from './tensor-kind.ts';
import { PLAIN, type Wording } from './wording.ts';

/** What is left out is as it is where nothing is known: everything converts, plain words, and parameters are counted without running averages. */
export interface DeclaredProfile extends Omit<Profile, 'tensors' | 'manner' | 'wording'> {
  readonly tensors?: Partial<TensorKind>;
  readonly manner?: Partial<Manner>;
  readonly wording?: Partial<Omit<Wording, 'algebra' | 'graph' | 'repeat'>>;
}

export const completed = (declared: DeclaredProfile): Profile => ({
  ...declared,
  tensors: { ...CONVERTING, ...declared.tensors },
  manner: { ...PARAMETERS_ONLY, ...declared.manner },
  wording: { ...PLAIN, ...declared.wording },
});

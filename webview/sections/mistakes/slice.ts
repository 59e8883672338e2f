/** Which mistake is shown. */
import { type MistakeName, mistakeNames } from '../../../src/cells/index.ts';
import type { Slice } from '../../state/slice.ts';

export interface MistakeShare {
  readonly mistake: MistakeName;
}

export type MistakeAction = { readonly type: 'mistakeChosen'; readonly name: MistakeName };

export const mistakeSlice: Slice<MistakeShare> = {
  initial: () => ({ mistake: mistakeNames[0] }),
  reduce: (state, action) => (action.type === 'mistakeChosen' ? { ...state, mistake: action.name } : state),
  save: ({ mistake }) => ({ mistake }),
  restore: ({ mistake }) => ({ mistake: readMistake(mistake) ?? mistakeNames[0] }),
};

/** A name that a message or a saved state has; undefined where there is no such mistake. */
export function readMistake(value: unknown): MistakeName | undefined {
  return mistakeNames.find(name => name === value);
}

/** Which mistake is shown. */
import { layouts, type MistakeName, mistakeNames } from '../../../src/cells/index.ts';
import type { Slice } from '../../state/slice.ts';

export interface MistakeShare {
  readonly mistake: MistakeName;
  /** The layout whose order of gates is taken for the layer's own; undefined: a well-known one. */
  readonly comparedWith: string | undefined;
}

export type MistakeAction =
  | { readonly type: 'mistakeChosen'; readonly name: MistakeName }
  | { readonly type: 'comparedLayoutChosen'; readonly layoutName: string };

export const mistakeSlice: Slice<MistakeShare> = {
  initial: () => ({ mistake: mistakeNames[0], comparedWith: undefined }),
  reduce: (state, action) => {
    if (action.type === 'mistakeChosen') return { ...state, mistake: action.name };
    return action.type === 'comparedLayoutChosen' ? { ...state, comparedWith: action.layoutName } : state;
  },
  save: ({ mistake, comparedWith }) => ({ mistake, ...(comparedWith !== undefined && { comparedWith }) }),
  restore: ({ mistake, comparedWith }) => ({
    mistake: readMistake(mistake) ?? mistakeNames[0],
    comparedWith: layouts.find(({ name }) => name === comparedWith)?.name,
  }),
};

/** A name that a message or a saved state has; undefined where there is no such mistake. */
export function readMistake(value: unknown): MistakeName | undefined {
  return mistakeNames.find(name => name === value);
}

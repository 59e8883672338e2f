/** The operations that the pointer or the keyboard is on, wherever they stand: diagram, equations, matrices and charts light them alike. */
import type { Slice } from '../../state/slice.ts';

export interface LitShare {
  /** Indices of the program's operations. */
  readonly lit: readonly number[];
}

export type LitAction = { readonly type: 'lit'; readonly operations: readonly number[] };

const none: readonly number[] = [];

export const litSlice: Slice<LitShare> = {
  initial: () => ({ lit: none }),
  reduce: (state, action) => {
    if (action.type !== 'lit' || action.operations.join() === state.lit.join()) return state;
    return { ...state, lit: action.operations };
  },
  passing: ['lit'],
};

/** The number that is looked for. */
import type { GridCell } from '../../grids/slice.ts';
import type { Slice } from '../../state/slice.ts';

export interface Finding {
  /** As it was sought last. */
  readonly text: string;
  /** The cell that has it; undefined: none yet, or there is none. */
  readonly found: GridCell | undefined;
  /** What came of it. */
  readonly told: string;
  readonly isProblem: boolean;
}

export interface FindShare {
  /** undefined: nothing is looked for. */
  readonly finding: Finding | undefined;
}

export type FindAction =
  | { readonly type: 'findOpened' }
  | ({ readonly type: 'numberSought' } & Finding)
  | { readonly type: 'findClosed' };

const nothingYet: Finding = { text: '', found: undefined, told: '', isProblem: false };

export const findSlice: Slice<FindShare> = {
  initial: () => ({ finding: undefined }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'findOpened':
        return state.finding ? state : { ...state, finding: nothingYet };
      case 'numberSought': {
        const { text, found, told, isProblem } = action;
        return { ...state, finding: { text, found, told, isProblem } };
      }
      case 'findClosed':
        return { ...state, finding: undefined };
      default:
        return state;
    }
  },
  passing: ['findOpened', 'numberSought', 'findClosed'],
  keys: [
    {
      shown: '/',
      what: 'find a number in the matrices; Enter and Shift+Enter go on and back, Escape ends it',
      press: { '/': ({ model }) => (model ? { type: 'findOpened' } : undefined) },
    },
  ],
};

/** What came of the last export. */
import type { Slice } from '../../state/slice.ts';
import type { Action } from '../../state/state.ts';

export interface ExportShare {
  readonly exportProblem: string | undefined;
}

export type ExportAction = { readonly type: 'exportTold'; readonly problem: string | undefined };

/** Looking around does not make what went wrong any older. */
const otherThings: ReadonlySet<Action['type']> = new Set([
  'loaded',
  'moved',
  'movedTo',
  'modeChosen',
  'partChosen',
  'layoutChosen',
  'variantChosen',
  'numbersSet',
  'editCommitted',
]);

export const exportSlice: Slice<ExportShare> = {
  initial: () => ({ exportProblem: undefined }),
  reduce: (state, action) => {
    if (action.type === 'exportTold') return { ...state, exportProblem: action.problem };
    return state.exportProblem === undefined || !otherThings.has(action.type)
      ? state
      : { ...state, exportProblem: undefined };
  },
  passing: ['exportTold'],
};

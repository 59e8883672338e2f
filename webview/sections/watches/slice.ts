/** Expressions that are computed in every time step. */
import type { Slice } from '../../state/slice.ts';
import { type ExpressionDraft, expressionCount, readTexts } from '../breakpoints/slice.ts';

export interface WatchShare {
  readonly watches: readonly string[];
  readonly watchDraft: ExpressionDraft | undefined;
}

export type WatchAction =
  | { readonly type: 'watchTyped'; readonly text: string; readonly problem: string | undefined }
  | { readonly type: 'watchRemoved'; readonly text: string };

export const watchSlice: Slice<WatchShare> = {
  initial: () => ({ watches: [], watchDraft: undefined }),
  reduce: (state, action) => {
    if (action.type === 'watchRemoved')
      return { ...state, watches: state.watches.filter(each => each !== action.text) };
    if (action.type !== 'watchTyped') return state;
    const text = action.text.trim();
    if (action.problem !== undefined) return { ...state, watchDraft: { text, problem: action.problem } };
    if (text === '') return { ...state, watchDraft: undefined };
    const others = state.watches.filter(each => each !== text);
    return { ...state, watches: [...others, text].slice(-expressionCount), watchDraft: undefined };
  },
  save: ({ watches }) => ({ watches }),
  restore: ({ watches }) => ({ watches: readTexts(watches) }),
};

/** What of the layer is shown: its numbers, its shapes alone, or the mistakes that are made with it. */
import type { Slice } from '../../state/slice.ts';

export const modes = ['numbers', 'shapes', 'mistakes'] as const;

export type Mode = (typeof modes)[number];

export interface ModeShare {
  readonly mode: Mode;
}

export type ModeAction = { readonly type: 'modeChosen'; readonly mode: Mode };

export const modeSlice: Slice<ModeShare> = {
  initial: () => ({ mode: 'numbers' }),
  reduce: (state, action) => {
    if (action.type === 'modeChosen') return { ...state, mode: action.mode };
    return action.type === 'mistakeChosen' ? { ...state, mode: 'mistakes' } : state;
  },
  save: ({ mode }) => ({ mode }),
  restore: ({ mode }) => ({ mode: modes.find(each => each === mode) ?? 'numbers' }),
  keys: [{ shown: 'Arrows on the tabs', what: 'numbers, shapes, mistakes' }],
};

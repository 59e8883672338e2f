/** Whether the keys are shown. */
import type { Slice } from '../../state/slice.ts';

export interface HelpShare {
  readonly help: boolean;
}

export type HelpAction = { readonly type: 'helpToggled' };

export const helpSlice: Slice<HelpShare> = {
  initial: () => ({ help: false }),
  reduce: (state, action) => (action.type === 'helpToggled' ? { ...state, help: !state.help } : state),
  passing: ['helpToggled'],
  keys: [
    {
      shown: '?',
      what: 'show or hide this help; Escape hides it too',
      press: {
        '?': () => ({ type: 'helpToggled' }),
        Escape: ({ state }) => (state.help ? { type: 'helpToggled' } : undefined),
      },
    },
  ],
};

/** What is done to a whole matrix: pasting, filling, copying; and whether numbers of before the last edit are shown beside those of now. */
import type { Slice } from '../../state/slice.ts';
import type { Action } from '../../state/state.ts';

export interface ToolShare {
  /** The text in the field for pasting; undefined: it is closed. */
  readonly pasting: string | undefined;
  /** What came of the last thing that was done to a matrix. */
  readonly toolNote: ToolNote | undefined;
  readonly fillSeed: number;
  readonly comparing: boolean;
}

export interface ToolNote {
  readonly kind: 'done' | 'problem';
  readonly text: string;
}

export type ToolAction =
  | { readonly type: 'pasteOpened' }
  | { readonly type: 'pasteTyped'; readonly text: string }
  | { readonly type: 'pasteClosed' }
  | { readonly type: 'toolTold'; readonly note: ToolNote }
  | { readonly type: 'fillSeeded'; readonly seed: number }
  | { readonly type: 'compareToggled' };

/** After these, a note is of something else. */
const otherThings: ReadonlySet<Action['type']> = new Set([
  'cursorMoved',
  'editStarted',
  'undone',
  'redone',
  'pasteOpened',
  'loaded',
  'partChosen',
  'layoutChosen',
]);

export const toolSlice: Slice<ToolShare> = {
  initial: () => ({ pasting: undefined, toolNote: undefined, fillSeed: 1, comparing: false }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'pasteOpened':
        return { ...state, pasting: '', toolNote: undefined };
      case 'pasteTyped':
        return { ...state, pasting: action.text };
      case 'pasteClosed':
        return { ...state, pasting: undefined };
      case 'toolTold':
        return { ...state, toolNote: action.note };
      case 'fillSeeded':
        return { ...state, fillSeed: action.seed };
      case 'compareToggled':
        return { ...state, comparing: !state.comparing };
      case 'numbersSet':
        return { ...state, pasting: undefined };
      default:
        return state.toolNote && otherThings.has(action.type) ? { ...state, toolNote: undefined } : state;
    }
  },
  save: ({ fillSeed, comparing }) => ({ fillSeed, comparing }),
  restore: ({ fillSeed, comparing }) => ({
    fillSeed: typeof fillSeed === 'number' && Number.isInteger(fillSeed) ? fillSeed : 1,
    comparing: comparing === true,
  }),
  passing: ['pasteTyped', 'pasteOpened', 'pasteClosed', 'toolTold'],
  keys: [
    { shown: 'Ctrl+V / Ctrl+C', what: 'paste numbers into the matrix / copy the chosen number' },
    {
      shown: 'Shift+C',
      what: 'show numbers of before the last edit beside those of now',
      press: { 'Shift+c': () => ({ type: 'compareToggled' }) },
    },
  ],
};

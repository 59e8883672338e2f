/** Where the keyboard stands in the matrices, and which part of the large ones is in sight. */
import type { Slice } from '../state/slice.ts';

/** A cell of a grid on the screen. */
export interface GridCell {
  readonly grid: string;
  readonly row: number;
  readonly column: number;
}

/** First visible row and column of a grid and how many fit. */
export interface GridWindow {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface GridShare {
  readonly cursor: GridCell | undefined;
  /** By `windowKey`. */
  readonly windows: ReadonlyMap<string, GridWindow>;
}

export type GridAction =
  | { readonly type: 'cursorMoved'; readonly cell: GridCell }
  | { readonly type: 'windowsMoved'; readonly windows: ReadonlyMap<string, GridWindow> };

export const gridSlice: Slice<GridShare> = {
  initial: () => ({ cursor: undefined, windows: new Map() }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'cursorMoved':
      case 'editStarted':
        return { ...state, cursor: action.cell };
      case 'numberSought':
        return action.found ? { ...state, cursor: action.found } : state;
      case 'windowsMoved':
        return { ...state, windows: new Map([...state.windows, ...action.windows]) };
      default:
        return state;
    }
  },
  passing: ['cursorMoved', 'windowsMoved'],
  keys: [
    { shown: 'Tab', what: 'to the next matrix or control' },
    { shown: 'Arrows, Home, End, Page Up, Page Down', what: 'move inside a matrix' },
  ],
};

/** A person's own numbers in inputs, weights and initial states, with undo and redo; and the one that is being typed. */
import { readNumber } from '../../../src/cells/index.ts';
import type { GridCell } from '../../grids/slice.ts';
import type { Slice } from '../../state/slice.ts';
import type { State } from '../../state/state.ts';
import { readEdits, savedEdits } from './saved.ts';

/** One number of the inputs or weights: the symbol of its matrix, row and column as stored. */
export interface EditTarget {
  readonly symbol: string;
  readonly row: number;
  readonly column: number;
}

/** The cell that is being edited: its text as typed, and what is wrong with it. */
export interface Editing extends GridCell {
  readonly target: EditTarget;
  readonly text: string;
  readonly problem: string | undefined;
}

/** The numbers a person has set, by `editKey`. Those outside of the present sizes wait until the layer grows again. */
export type Edits = ReadonlyMap<string, number>;

export interface EditHistory {
  readonly edits: Edits;
  readonly past: readonly Edits[];
  readonly future: readonly Edits[];
}

export interface EditShare extends EditHistory {
  readonly editing: Editing | undefined;
}

export type EditAction =
  | {
      readonly type: 'editStarted';
      readonly cell: GridCell;
      readonly target: EditTarget;
      readonly text: string;
    }
  | { readonly type: 'editTyped'; readonly text: string }
  | { readonly type: 'editCommitted' }
  | { readonly type: 'editCancelled' }
  | { readonly type: 'undone' }
  | { readonly type: 'redone' }
  | { readonly type: 'editsCleared' };

export function editKey({ symbol, row, column }: EditTarget): string {
  return `${symbol}:${row}:${column}`;
}

export const editSlice: Slice<EditShare> = {
  initial: () => ({ edits: new Map(), past: [], future: [], editing: undefined }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'cursorMoved':
        return { ...state, editing: undefined };
      case 'editStarted':
        return {
          ...state,
          editing: { ...action.cell, target: action.target, text: action.text, problem: undefined },
        };
      case 'editTyped':
        return state.editing
          ? { ...state, editing: { ...state.editing, text: action.text, problem: undefined } }
          : state;
      case 'editCommitted':
        return committed(state);
      case 'editCancelled':
        return { ...state, editing: undefined };
      case 'editsCleared':
        return state.edits.size === 0 ? state : withEdits(state, new Map());
      case 'undone': {
        const edits = state.past.at(-1);
        if (!edits) return state;
        return { ...state, edits, past: state.past.slice(0, -1), future: [...state.future, state.edits] };
      }
      case 'redone': {
        const edits = state.future.at(-1);
        if (!edits) return state;
        return { ...state, edits, future: state.future.slice(0, -1), past: [...state.past, state.edits] };
      }
      default:
        return state;
    }
  },
  save: ({ edits }) => ({ edits: savedEdits(edits) }),
  restore: ({ edits }) => ({ edits: readEdits(edits) }),
  passing: ['editTyped'],
  keys: [
    { shown: 'Enter, F2 or a digit', what: 'edit the number of the chosen cell' },
    { shown: 'Enter / Escape', what: 'take the new number / keep the old one' },
    {
      shown: 'Ctrl+Z / Ctrl+Y',
      what: 'undo / redo an edit',
      press: {
        'Ctrl+z': () => ({ type: 'undone' }),
        'Ctrl+Shift+z': () => ({ type: 'redone' }),
        'Ctrl+y': () => ({ type: 'redone' }),
      },
    },
  ],
};

/** How many edits can be undone. */
const historyLimit = 200;

/** Other numbers, with the present ones to go back to. */
export function withEdits(state: State, edits: Edits): State {
  return { ...state, edits, past: [...state.past, state.edits].slice(-historyLimit), future: [] };
}

function committed(state: State): State {
  const { editing } = state;
  if (!editing) return state;
  const value = readNumber(editing.text);
  if (value === undefined) {
    const shown =
      editing.text.trim() === '' ? 'Type a number.' : `"${editing.text.slice(0, 40)}" is not a number.`;
    return { ...state, editing: { ...editing, problem: `${shown} Escape keeps the old one.` } };
  }
  const key = editKey(editing.target);
  const done = { ...state, editing: undefined };
  return state.edits.get(key) === value ? done : withEdits(done, new Map(state.edits).set(key, value));
}

/** A person's own numbers in inputs, weights and initial states, with undo and redo; and the one that is being typed. */
import { fillWeight, type Matrix, readNumber } from '../../../src/cells/index.ts';
import type { GridCell } from '../../grids/slice.ts';
import type { KeyScene, Slice } from '../../state/slice.ts';
import type { State } from '../../state/state.ts';
import type { Work } from '../layer/slice.ts';
import { type GivenMatrix, type Matrices, type Numbers, noNumbers, type Origin } from './matrices.ts';
import { readNumbers, savedNumbers } from './saved.ts';
import { readHistory, savedHistory } from './savedHistory.ts';

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

/** Numbers to go back to, and the layer, where that was changed too. */
export interface Snapshot extends Numbers {
  readonly layer?: LayerBefore;
}

/** `part` and `parked`: of a change of all cells of the layer; else what was done to the others since stays. */
export type LayerBefore = Pick<State, 'spec' | 'sizes' | 'seed' | 'position'> &
  Partial<Pick<State, 'part' | 'parked'>>;

export interface EditHistory extends Numbers {
  readonly past: readonly Snapshot[];
  readonly future: readonly Snapshot[];
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
  /** Many numbers at once, to be undone at once. */
  | { readonly type: 'numbersSet'; readonly numbers: Numbers }
  /** What was still to be read or made again: nothing that a person did. */
  | { readonly type: 'matricesRead'; readonly matrices: Matrices }
  /** What the extension has kept; undefined: it has it no more. */
  | { readonly type: 'keptRead'; readonly id: string; readonly matrix: Matrix | undefined }
  | { readonly type: 'undone' }
  | { readonly type: 'redone' }
  | { readonly type: 'editsCleared' };

export function editKey({ symbol, row, column }: EditTarget): string {
  return `${symbol}:${row}:${column}`;
}

/** The symbol of an edit's key. */
export function symbolOf(key: string): string {
  return key.slice(0, key.indexOf(':'));
}

export const editSlice: Slice<EditShare> = {
  initial: () => ({ ...noNumbers, past: [], future: [], editing: undefined }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'cursorMoved':
      case 'numberSought':
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
      case 'numbersSet':
        return withNumbers({ ...state, editing: undefined }, action.numbers);
      case 'matricesRead':
        return { ...state, matrices: new Map([...state.matrices, ...action.matrices]) };
      case 'keptRead':
        return keptRead(state, action.id, action.matrix);
      case 'editsCleared':
        return state.edits.size + state.matrices.size === 0 ? state : withNumbers(state, noNumbers);
      case 'undone': {
        const before = state.past.at(-1);
        if (!before) return state;
        const future = [...state.future, snapshotLike(before, state)];
        return { ...returned(state, before), past: state.past.slice(0, -1), future };
      }
      case 'redone': {
        const after = state.future.at(-1);
        if (!after) return state;
        const past = [...state.past, snapshotLike(after, state)];
        return { ...returned(state, after), future: state.future.slice(0, -1), past };
      }
      default:
        return state;
    }
  },
  work: refilled,
  save: state => ({ ...savedNumbers(state), ...savedHistory(state) }),
  restore: (saved, { spec, code }) => ({ ...readNumbers(saved), ...readHistory(saved, [code, spec]) }),
  passing: ['editTyped'],
  keys: [
    { shown: 'Enter, F2 or a digit', what: 'edit the number of the chosen cell' },
    { shown: 'Enter / Escape', what: 'take the new number / keep the old one' },
    { shown: 'Up / Down', what: 'while editing: a tenth more / less, with Shift one' },
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

/** In whichever of the layer's cells it belongs to; what is lost is as if it had not been given. */
function keptRead(state: State, id: string, matrix: Matrix | undefined): State {
  const filled = (matrices: Matrices): Matrices =>
    new Map(
      [...matrices].flatMap(([symbol, given]): [string, GivenMatrix][] => {
        const { origin } = given;
        if (given.matrix || !('kept' in origin) || origin.kept !== id) return [[symbol, given]];
        return matrix ? [[symbol, { matrix, origin: withoutKept(origin) }]] : [];
      }),
    );
  const parked = [...state.parked].map(([key, work]): [string, Work] => [
    key,
    { ...work, matrices: filled(work.matrices) },
  ]);
  const problem = matrix ? {} : { weightProblem: lost };
  return { ...state, matrices: filled(state.matrices), parked: new Map(parked), ...problem };
}

const lost =
  'Numbers of your own are kept no longer: the examples stand in their place. Paste them again, or open them from a file of weights.';

function withoutKept(origin: Extract<Origin, { kept?: string }>): Origin {
  return origin.kind === 'pasted' ? { kind: 'pasted' } : { kind: 'moved', own: origin.own };
}

/** What a fill gave is not kept but made again, a weight at a time. */
function refilled({ state, model }: KeyScene): EditAction | undefined {
  for (const { matrix, origin } of state.matrices.values()) {
    if (matrix || origin.kind !== 'filled' || !model) continue;
    const weight = model.bound.weights.find(({ name }) => name === origin.weight);
    const { sizes, precision } = state;
    const parts =
      weight && fillWeight({ bound: model.bound, weight, sizes, precision }, origin.fill, origin.seed);
    if (!parts?.ok) continue;
    const own = [...parts.value].filter(([symbol]) => isOpen(state.matrices.get(symbol), origin));
    if (own.length > 0)
      return {
        type: 'matricesRead',
        matrices: new Map(own.map(([symbol, made]) => [symbol, { matrix: made, origin }])),
      };
  }
  return undefined;
}

/** Another gate of the same weight may have been filled or pasted otherwise since. */
function isOpen(
  known: GivenMatrix | undefined,
  { weight, fill, seed }: Extract<Origin, { kind: 'filled' }>,
): boolean {
  const told = known?.matrix === undefined ? known?.origin : undefined;
  return told?.kind === 'filled' && told.weight === weight && told.fill === fill && told.seed === seed;
}

/** How many edits can be undone. */
const historyLimit = 200;

/** Other numbers, with the present ones to go back to. */
export function withNumbers(state: State, { edits, matrices }: Numbers): State {
  return { ...state, edits, matrices, ...remembered(state, 'numbers') };
}

/** How much a change is about: numbers of the cell that is shown, its layer too, or all cells of the layer. */
export type Reach = 'numbers' | 'layer' | 'all cells';

/** History with the present state as the last one to go back to. */
export function remembered(state: State, reach: Reach): Pick<State, 'past' | 'future'> {
  return { past: [...state.past, snapshotOf(state, reach)].slice(-historyLimit), future: [] };
}

function snapshotOf(state: State, reach: Reach): Snapshot {
  const { edits, matrices, spec, sizes, seed, position, part, parked } = state;
  if (reach === 'numbers') return { edits, matrices };
  const layer = { spec, sizes, seed, position };
  return { edits, matrices, layer: reach === 'layer' ? layer : { ...layer, part, parked } };
}

/** The present state, as far as another one reaches. */
function snapshotLike({ layer }: Snapshot, state: State): Snapshot {
  return snapshotOf(state, layer?.parked ? 'all cells' : layer ? 'layer' : 'numbers');
}

function returned(state: State, { edits, matrices, layer }: Snapshot): State {
  const now = { ...state, edits, matrices };
  return layer ? { ...now, ...layer, sizeDrafts: {}, editing: undefined, cursor: undefined } : now;
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
  if (state.edits.get(key) === value) return done;
  return withNumbers(done, { edits: new Map(state.edits).set(key, value), matrices: state.matrices });
}

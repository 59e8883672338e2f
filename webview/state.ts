/**
 * Everything that the calculator remembers, in one immutable object, and the one pure function that changes it. Whatever else is on
 * the screen (trace, matrices, sentences) follows from it.
 */
import { type Grain, moved, type Precision, type Program, readNumber } from '../src/cells/index.ts';
import type { CalculatorSpec } from '../src/protocol/calculator.ts';
import { type SizeField, type Sizes, sizesFrom, withSize } from './sizes.ts';
import { firstPart, type Part } from './stack.ts';
import { choosePart, partAfter, untouched } from './work.ts';

/** One number of the inputs or weights: the symbol of its matrix, row and column as stored. */
export interface EditTarget {
  readonly symbol: string;
  readonly row: number;
  readonly column: number;
}

/** A cell of a grid on the screen. */
export interface GridCell {
  readonly grid: string;
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

/** First visible row and column of a grid and how many fit. */
export interface GridWindow {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface SizeDraft {
  readonly text: string;
  readonly problem: string;
}

/** What a person did to one cell. */
export interface Work {
  readonly sizes: Sizes;
  readonly edits: Edits;
  readonly past: readonly Edits[];
  readonly future: readonly Edits[];
}

export interface State {
  readonly spec: CalculatorSpec;
  /** What the code says now, where a person's own numbers or sizes keep it from being taken over unasked. */
  readonly offered: CalculatorSpec | undefined;
  /** Which of the layer's cells is shown: sizes, edits, past and future are its own. */
  readonly part: Part;
  /** By `partKey`: what a person did to the other cells. */
  readonly parked: ReadonlyMap<string, Work>;
  readonly sizes: Sizes;
  readonly sizeDrafts: Readonly<Partial<Record<SizeField, SizeDraft>>>;
  readonly seed: number;
  readonly edits: Edits;
  readonly past: readonly Edits[];
  readonly future: readonly Edits[];
  readonly position: number;
  /** The row of the result whose sum is written out. */
  readonly unit: number;
  readonly cursor: GridCell | undefined;
  readonly editing: Editing | undefined;
  /** By `windowKey`. */
  readonly windows: ReadonlyMap<string, GridWindow>;
  readonly digits: number;
  readonly precision: Precision;
  readonly help: boolean;
}

export type Action =
  | { readonly type: 'loaded'; readonly spec: CalculatorSpec }
  | { readonly type: 'offerTaken' }
  | { readonly type: 'offerDeclined' }
  | { readonly type: 'partChosen'; readonly part: Part }
  | { readonly type: 'moved'; readonly program: Program; readonly grain: Grain; readonly count: number }
  | { readonly type: 'movedTo'; readonly position: number }
  | { readonly type: 'unitChosen'; readonly unit: number }
  | { readonly type: 'cursorMoved'; readonly cell: GridCell }
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
  | { readonly type: 'editsCleared' }
  | { readonly type: 'sizeTyped'; readonly field: SizeField; readonly text: string }
  | { readonly type: 'windowMoved'; readonly key: string; readonly window: GridWindow }
  | { readonly type: 'digitsChosen'; readonly digits: number }
  | { readonly type: 'precisionChosen'; readonly precision: Precision }
  | { readonly type: 'helpToggled' };

export function initialState(spec: CalculatorSpec): State {
  return {
    spec,
    offered: undefined,
    part: firstPart,
    parked: new Map(),
    sizes: sizesFrom(spec, firstPart),
    sizeDrafts: {},
    seed: 1,
    edits: new Map(),
    past: [],
    future: [],
    position: 0,
    unit: 0,
    cursor: undefined,
    editing: undefined,
    windows: new Map(),
    digits: 2,
    precision: 'float32',
    help: false,
  };
}

export function editKey({ symbol, row, column }: EditTarget): string {
  return `${symbol}:${row}:${column}`;
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'loaded':
      return loaded(state, action.spec);
    case 'offerTaken':
      return state.offered ? adopt(state, state.offered) : state;
    case 'offerDeclined':
      return { ...state, offered: undefined };
    case 'partChosen':
      return choosePart(state, action.part);
    case 'moved': {
      const { program, grain, count } = action;
      return { ...state, position: moved(program, state.sizes.steps, state.position, grain, count) };
    }
    case 'movedTo':
      return { ...state, position: action.position };
    case 'unitChosen':
      return { ...state, unit: action.unit };
    case 'sizeTyped':
      return sized(state, action.field, action.text);
    case 'windowMoved':
      return { ...state, windows: new Map(state.windows).set(action.key, action.window) };
    case 'digitsChosen':
      return { ...state, digits: action.digits };
    case 'precisionChosen':
      return { ...state, precision: action.precision };
    case 'helpToggled':
      return { ...state, help: !state.help };
    default:
      return reduceEdit(state, action);
  }
}

type EditAction = Extract<
  Action,
  { type: 'cursorMoved' } | { type: `edit${string}` } | { type: 'undone' } | { type: 'redone' }
>;

function reduceEdit(state: State, action: EditAction): State {
  switch (action.type) {
    case 'cursorMoved':
      return { ...state, cursor: action.cell, editing: undefined };
    case 'editStarted':
      return {
        ...state,
        cursor: action.cell,
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
  }
}

/** How many edits can be undone. */
const historyLimit = 200;

function withEdits(state: State, edits: Edits): State {
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

function sized(state: State, field: SizeField, text: string): State {
  const result = withSize(state.sizes, field, text);
  const { [field]: _, ...others } = state.sizeDrafts;
  if (typeof result === 'string')
    return { ...state, sizeDrafts: { ...others, [field]: { text, problem: result } } };
  return { ...state, sizes: result, sizeDrafts: others };
}

/** The same layer with other sizes: keeps a person's numbers, and asks where they had set sizes or numbers. */
function loaded(state: State, spec: CalculatorSpec): State {
  if (JSON.stringify(spec) === JSON.stringify(state.spec)) return { ...state, offered: undefined };
  if (!sameLayer(spec, state.spec)) return initialState(spec);
  return untouched(state) ? adopt(state, spec) : { ...state, offered: spec };
}

function adopt(state: State, spec: CalculatorSpec): State {
  return { ...state, ...partAfter(state, spec), spec, sizeDrafts: {}, offered: undefined };
}

function sameLayer(a: CalculatorSpec, b: CalculatorSpec): boolean {
  return (
    a.framework === b.framework && a.layer === b.layer && a.cell === b.cell && a.source?.uri === b.source?.uri
  );
}

/**
 * Which number is explained, and the way that led to it: following a source goes to the place where it was computed, or opens the card of a number that
 * was given; back is exactly where one was.
 */
import type { GivenSource, Source } from '../../../src/cells/index.ts';
import type { Slice } from '../../state/slice.ts';
import type { Action, State } from '../../state/state.ts';

/** A card that one came from. */
export interface Waypoint {
  readonly position: number;
  readonly unit: number;
  readonly given: GivenSource | undefined;
  /** What it explained: `h_t[2]`. */
  readonly label: string;
}

export interface ExplanationShare {
  readonly trail: readonly Waypoint[];
  /** A given number whose card is open, instead of that of the result. */
  readonly given: GivenSource | undefined;
  readonly largestFirst: boolean;
  readonly unfolded: boolean;
  /** The number under the pointer or the keyboard, shown in its matrix. */
  readonly pointed: Source | undefined;
}

export type ExplanationAction =
  /** `position`: where a computed number is computed. `label`: what the card before explained. */
  | {
      readonly type: 'followed';
      readonly source: Source;
      readonly position: number | undefined;
      readonly label: string;
    }
  /** `count` cards back. */
  | { readonly type: 'wentBack'; readonly count: number }
  | { readonly type: 'largestFirstToggled' }
  | { readonly type: 'foldToggled' }
  | { readonly type: 'pointedAt'; readonly source: Source | undefined };

/** After these, the way that led here is no longer the way to what is shown. */
const otherWays: ReadonlySet<Action['type']> = new Set([
  'moved',
  'movedTo',
  'unitChosen',
  'jumped',
  'runStopped',
  'partChosen',
  'sizeTyped',
  'loaded',
  'offerTaken',
  'variantChosen',
]);

export const explanationSlice: Slice<ExplanationShare> = {
  initial: () => ({
    trail: [],
    given: undefined,
    largestFirst: false,
    unfolded: false,
    pointed: undefined,
  }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'followed':
        return followed(state, action);
      case 'wentBack':
        return wentBack(state, action.count);
      case 'largestFirstToggled':
        return { ...state, largestFirst: !state.largestFirst };
      case 'foldToggled':
        return { ...state, unfolded: !state.unfolded };
      case 'pointedAt':
        return { ...state, pointed: action.source };
      default:
        return otherWays.has(action.type) ? forgotten(state) : state;
    }
  },
  save: ({ largestFirst }) => ({ largestFirst }),
  restore: ({ largestFirst }) => ({ largestFirst: largestFirst === true }),
  passing: ['pointedAt', 'foldToggled'],
  keys: [
    { shown: 'Enter on a computed number, double click', what: 'show how it was computed' },
    { shown: 'Left, Right in a written-out sum', what: 'from number to number; Enter explains it' },
    {
      shown: 'Backspace',
      what: 'back to the number that one came from',
      press: {
        Backspace: ({ state }) => (state.trail.length > 0 ? { type: 'wentBack', count: 1 } : undefined),
      },
    },
  ],
};

/** A trail longer than this forgets its beginning. */
const longest = 100;

function followed(
  state: State,
  { source, position, label }: Extract<ExplanationAction, { type: 'followed' }>,
): State {
  const { unit, given } = state;
  const trail = [...state.trail, { position: state.position, unit, given, label }].slice(-longest);
  const onward = { ...state, trail, unfolded: false, pointed: undefined };
  if (source.kind === 'given') return { ...onward, given: source };
  return { ...onward, given: undefined, position: position ?? state.position, unit: source.row };
}

function wentBack(state: State, count: number): State {
  const waypoint = state.trail.at(-count);
  if (!waypoint) return state;
  const { position, unit, given } = waypoint;
  const trail = state.trail.slice(0, -count);
  return { ...state, trail, position, unit, given, unfolded: false, pointed: undefined };
}

function forgotten(state: State): State {
  if (state.trail.length === 0 && !state.given && !state.pointed && !state.unfolded) return state;
  return { ...state, trail: [], given: undefined, pointed: undefined, unfolded: false };
}

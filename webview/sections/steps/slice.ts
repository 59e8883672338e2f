/** Where one stands: a number, from which time step, operation, element and term follow. */
import { type Grain, moved, readJump, timeFinished, type Walk } from '../../../src/cells/index.ts';
import { type KeyBinding, type KeyScene, type Slice, whole } from '../../state/slice.ts';

/** What one goes by, from the finest. */
export const grains = ['term', 'element', 'operation', 'time'] as const satisfies readonly Grain[];

export interface StepShare {
  readonly position: number;
  /** The row of the result whose sum is written out. */
  readonly unit: number;
  /** What the two middle buttons go by. */
  readonly grain: (typeof grains)[number];
  /** Where a person wanted to go, and why that is nowhere. */
  readonly jump: { readonly text: string; readonly problem: string } | undefined;
}

export type StepAction =
  | { readonly type: 'moved'; readonly walk: Walk; readonly grain: Grain; readonly count: number }
  | { readonly type: 'movedTo'; readonly position: number }
  | { readonly type: 'unitChosen'; readonly unit: number }
  | { readonly type: 'grainChosen'; readonly grain: StepShare['grain'] }
  | { readonly type: 'jumped'; readonly walk: Walk; readonly text: string };

const by =
  (grain: Grain, count: number) =>
  ({ model }: KeyScene): StepAction | undefined =>
    model && { type: 'moved', walk: model.walk, grain, count };

const outOf = ({ model, state }: KeyScene): StepAction | undefined =>
  model && { type: 'movedTo', position: timeFinished(model.walk, state.position) };

const keys: readonly KeyBinding[] = [
  {
    shown: '.  and  ,',
    what: 'forward and back one operation',
    press: { '.': by('operation', 1), ',': by('operation', -1) },
  },
  {
    shown: ']  and  [',
    what: 'forward and back one time step',
    press: { ']': by('time', 1), '[': by('time', -1) },
  },
  {
    shown: 'E  and  Shift+E',
    what: 'forward and back one element',
    press: { e: by('element', 1), 'Shift+e': by('element', -1) },
  },
  {
    shown: 'T  and  Shift+T',
    what: 'forward and back one term of a sum',
    press: { t: by('term', 1), 'Shift+t': by('term', -1) },
  },
  {
    shown: 'F10, F11, Shift+F11',
    what: 'as in a debugger: over an operation, into it, out to the end of the time step',
    press: { F10: by('operation', 1), F11: by('term', 1), 'Shift+F11': outOf },
  },
];

export const stepSlice: Slice<StepShare> = {
  initial: () => ({ position: 0, unit: 0, grain: 'operation', jump: undefined }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'moved': {
        const { walk, grain, count } = action;
        return { ...state, position: moved(walk, state.position, grain, count), jump: undefined };
      }
      case 'movedTo':
        return { ...state, position: action.position, jump: undefined };
      case 'unitChosen':
        return { ...state, unit: action.unit };
      case 'grainChosen':
        return { ...state, grain: action.grain };
      case 'jumped': {
        const { text, walk } = action;
        const there = readJump(text, walk, state.position);
        if (!there.ok) return { ...state, jump: { text, problem: there.problems[0]?.message ?? '' } };
        const { position, row = state.unit } = there.value;
        return { ...state, position, unit: row, jump: undefined };
      }
      default:
        return state;
    }
  },
  save: ({ position, unit, grain }) => ({ position, unit, grain }),
  restore: ({ position, unit, grain }, state) => ({
    position: whole(position) ?? 0,
    unit: whole(unit) ?? 0,
    grain: grains.find(each => each === grain) ?? state.grain,
  }),
  hurrying: ['moved', 'movedTo'],
  keys,
};

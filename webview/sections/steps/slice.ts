/** Where one stands: a number, from which time step and operation follow. */
import { type Grain, moved, type Walk } from '../../../src/cells/index.ts';
import { type KeyScene, type Slice, whole } from '../../state/slice.ts';

export interface StepShare {
  readonly position: number;
  /** The row of the result whose sum is written out. */
  readonly unit: number;
}

export type StepAction =
  | { readonly type: 'moved'; readonly walk: Walk; readonly grain: Grain; readonly count: number }
  | { readonly type: 'movedTo'; readonly position: number }
  | { readonly type: 'unitChosen'; readonly unit: number };

const by =
  (grain: Grain, count: number) =>
  ({ model }: KeyScene): StepAction | undefined =>
    model && { type: 'moved', walk: model.walk, grain, count };

export const stepSlice: Slice<StepShare> = {
  initial: () => ({ position: 0, unit: 0 }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'moved': {
        const { walk, grain, count } = action;
        return { ...state, position: moved(walk, state.position, grain, count) };
      }
      case 'movedTo':
        return { ...state, position: action.position };
      case 'unitChosen':
        return { ...state, unit: action.unit };
      default:
        return state;
    }
  },
  save: ({ position, unit }) => ({ position, unit }),
  restore: ({ position, unit }) => ({ position: whole(position) ?? 0, unit: whole(unit) ?? 0 }),
  keys: [
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
  ],
};

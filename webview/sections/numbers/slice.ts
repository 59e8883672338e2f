/** How numbers are computed and written. */
import type { Precision } from '../../../src/cells/index.ts';
import type { Slice } from '../../state/slice.ts';

export interface NumberShare {
  /** Decimals shown. */
  readonly digits: number;
  readonly precision: Precision;
}

export type NumberAction =
  | { readonly type: 'digitsChosen'; readonly digits: number }
  | { readonly type: 'precisionChosen'; readonly precision: Precision };

export const digitChoices: readonly number[] = [2, 4, 6];

export const numberSlice: Slice<NumberShare> = {
  initial: () => ({ digits: 2, precision: 'float32' }),
  reduce: (state, action) => {
    if (action.type === 'digitsChosen') return { ...state, digits: action.digits };
    return action.type === 'precisionChosen' ? { ...state, precision: action.precision } : state;
  },
  save: ({ digits, precision }) => ({ digits, precision }),
  restore: ({ digits, precision }, state) => ({
    digits: digitChoices.find(each => each === digits) ?? state.digits,
    precision: precision === 'float64' ? 'float64' : 'float32',
  }),
};

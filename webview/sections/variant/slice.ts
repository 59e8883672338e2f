/** Which variant of the layer is shown. It is a specification like the code's own, which is kept beside it. */
import type { CalculatorSpec } from '../../../src/protocol/calculatorSpec.ts';
import type { Slice } from '../../state/slice.ts';
import { remembered } from '../edits/slice.ts';

export interface VariantShare {
  readonly variantOpen: boolean;
}

export type VariantAction =
  | { readonly type: 'variantChosen'; readonly spec: CalculatorSpec }
  | { readonly type: 'variantToggled' }
  | { readonly type: 'seedChosen'; readonly seed: number };

export const variantSlice: Slice<VariantShare> = {
  initial: () => ({ variantOpen: false }),
  reduce: (state, action) => {
    switch (action.type) {
      case 'variantChosen': {
        const { spec } = action;
        const sizes = { ...state.sizes, projection: spec.projection ?? undefined };
        const past = remembered(state, 'layer');
        return { ...state, ...past, spec, sizes, editing: undefined, cursor: undefined };
      }
      case 'variantToggled':
        return { ...state, variantOpen: !state.variantOpen };
      case 'seedChosen':
        return action.seed === state.seed
          ? state
          : { ...state, ...remembered(state, 'layer'), seed: action.seed };
      default:
        return state;
    }
  },
  save: ({ variantOpen }) => ({ variantOpen }),
  restore: ({ variantOpen }) => ({ variantOpen: variantOpen === true }),
};
